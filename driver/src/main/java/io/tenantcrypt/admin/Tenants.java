package io.tenantcrypt.admin;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KekRules;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.TenantState;
import io.tenantcrypt.keys.store.KeyRuntime;
import io.tenantcrypt.tenancy.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tenants and their keys. Every call works on connections of the runtime's own, outside the
 * caller's transaction. Safe for several threads.
 *
 * <p>Every method throws {@link TenantCryptException} as the key tables and the KMS answer: TC030
 * and TC031 are worth a retry, TC032 to TC036 and TC041 are not; TC011 if an id is not canonical.
 */
public final class Tenants {

  private final KeyRuntime runtime;
  private final Change changes;

  /** The tenants of a runtime's key tables. */
  public Tenants(KeyRuntime runtime) {
    this.runtime = runtime;
    this.changes = new Change(runtime);
  }

  /** A tenant without tier, under {@code keys.kek}; otherwise as the longer form. */
  public TenantSummary create(String id) {
    return create(id, KekRules.NO_TIER, Map.of());
  }

  /**
   * Makes a tenant with its first data key, and the key tables where they are missing. May be
   * repeated with equal arguments, also by several callers at once: one makes it, all get it. The
   * tenant's KEK has by then opened what it wrapped, and refused it for another tenant.
   *
   * @param id canonical, see {@link TenantId}
   * @param tier one of {@code keys.tiers}; empty for {@code keys.kek}
   * @param attributes exactly those that the tier's KEK names, such as {@code byok}
   * @throws TenantCryptException TC014 if the tenant exists with another tier or other attributes;
   *     TC040 if the policy permits no such KEK
   */
  public TenantSummary create(String id, String tier, Map<String, String> attributes) {
    TenantId tenant = TenantId.of(id);
    runtime.table().create();
    TenantRing ring = runtime.provisioning().provision(tenant, tier, Map.copyOf(attributes));
    runtime.dataKeys().evict(tenant);
    return TenantSummary.of(ring);
  }

  /**
   * The tenant of this id, if it is provisioned.
   *
   * @param id canonical, or {@code $platform}
   */
  public Optional<TenantSummary> find(String id) {
    return runtime.table().read(Change.named(id)).map(TenantSummary::of);
  }

  /**
   * All versions of a tenant's keys, by purpose and version.
   *
   * @param id canonical, or {@code $platform}
   * @throws TenantCryptException TC012 if there is no such tenant
   */
  public List<KeyVersion> keys(String id) {
    TenantId tenant = Change.named(id);
    return changes.require(tenant).keys().stream().map(KeyVersion::of).toList();
  }

  /** All tenants by id, read in pages; a large list is read while it changes. */
  public List<TenantSummary> list() {
    List<TenantSummary> all = new ArrayList<>();
    new TenantPages(runtime.table()).forEach(ring -> all.add(TenantSummary.of(ring)));
    return List.copyOf(all);
  }

  /**
   * Gives out no keys of the tenant any more (TC013): in this process at once, in others within
   * {@code keys.cache.ring}.
   *
   * @throws TenantCryptException TC012 if there is no such tenant
   */
  public TenantSummary suspend(String id) {
    return become(TenantId.of(id), TenantState.SUSPENDED);
  }

  /**
   * Gives out the tenant's keys again: in this process at once, in others within {@code
   * keys.cache.ring}.
   *
   * @throws TenantCryptException TC012 if there is no such tenant
   */
  public TenantSummary resume(String id) {
    return become(TenantId.of(id), TenantState.ACTIVE);
  }

  /**
   * Drops what is cached of the tenant's keys: in this process at once, in others within {@code
   * keys.cache.ring}. Who needs a key after that asks its KMS.
   *
   * @throws TenantCryptException TC012 if there is no such tenant
   */
  public TenantSummary evict(String id) {
    return change(
        TenantId.of(id),
        ring -> {
          TenantRing next = ring.evicted();
          return runtime.table().replace(ring, next) ? Optional.of(next) : Optional.empty();
        });
  }

  /**
   * Wraps the tenant's keys under a further KEK too, mostly one of another region. It opens them
   * while the KMS of the first does not answer, and never where that one refuses. May be repeated;
   * keys that are made later are wrapped under the first KEK only until this is called again.
   *
   * <p>For the platform it is the first step of changing {@code keys.kek}: an instance opens the
   * registry key by the copy under the KEK that its own policy names, and by no other.
   *
   * @param id canonical, or {@code $platform}
   * @param kek a KEK URI that {@code keys.allowed} permits
   * @throws TenantCryptException TC012 if there is no such tenant; TC040 if the policy permits no
   *     such KEK
   */
  public TenantSummary copyUnder(String id, String kek) {
    KekUri under = KekUri.parse(kek);
    return change(Change.named(id), ring -> runtime.rewrapping().copy(ring, under));
  }

  /**
   * Wraps the tenant's keys anew, under the newest version of each KEK that they are wrapped with.
   * The keys stay the same, so no row of the tenant's data is read or written, and statements go
   * on. Begun again it wraps them once more.
   *
   * @param id canonical, or {@code $platform}
   * @throws TenantCryptException TC012 if there is no such tenant
   */
  public TenantSummary rewrap(String id) {
    return change(Change.named(id), ring -> runtime.rewrapping().rewrap(ring, true));
  }

  /**
   * Moves the tenant's keys to the KEK that another tier or other attributes give: another key,
   * provider or region, or the customer's own. No row of the tenant's data is read or written, and
   * statements go on. Copies under other KEKs are dropped. May be repeated.
   *
   * <p>Other instances ask the old KEK until they have read the key tables again: let it work for
   * {@code keys.cache.ring} more. Who has it and a backup of the key tables opens the keys also
   * later; only rotating the data keys ends that.
   *
   * @param id canonical, or {@code $platform}, whose keys have no tier
   * @param tier one of {@code keys.tiers}; empty for {@code keys.kek}
   * @param attributes exactly those that the tier's KEK names
   * @throws TenantCryptException TC012 if there is no such tenant; TC040 if the policy permits no
   *     such KEK
   */
  public TenantSummary move(String id, String tier, Map<String, String> attributes) {
    Map<String, String> given = Map.copyOf(attributes);
    TenantId tenant = Change.named(id);
    if (tenant.equals(TenantId.PLATFORM) && !tier.equals(KekRules.NO_TIER)) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "The platform's own keys are under the KEK that keys.kek names and have no tier. Move them"
              + " without one.");
    }
    return change(tenant, ring -> runtime.rewrapping().move(ring, tier, given));
  }

  private TenantSummary become(TenantId tenant, TenantState state) {
    return change(
        tenant,
        ring -> {
          if (ring.state() == state) {
            return Optional.of(ring);
          }
          TenantRing next = ring.with(state);
          return runtime.table().replace(ring, next) ? Optional.of(next) : Optional.empty();
        });
  }

  private TenantSummary change(
      TenantId tenant, Function<TenantRing, Optional<TenantRing>> changing) {
    return TenantSummary.of(changes.of(tenant, changing));
  }
}
