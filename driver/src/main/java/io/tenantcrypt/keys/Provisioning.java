package io.tenantcrypt.keys;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes tenants: chooses the KEK, proves it, stores the first data key. Safe for threads. */
public final class Provisioning {

  private final KeyTable table;
  private final KmsCalls kms;
  private final KekRules rules;
  private final KeyMaking making;
  private final InstantSource clock;

  /** Provisions into one key table. */
  public Provisioning(
      KeyTable table, KmsCalls kms, KekRules rules, KeyMaking making, InstantSource clock) {
    this.table = table;
    this.kms = kms;
    this.rules = rules;
    this.making = making;
    this.clock = clock;
  }

  /**
   * Makes a tenant, or finds it made with the same arguments. Of two concurrent callers one makes
   * it and both get it.
   *
   * @param tier one of {@code keys.tiers}, or {@link KekRules#NO_TIER}
   * @param attributes exactly those that the tier's template names
   * @throws TenantCryptException TC014 if it exists with another tier or other attributes; TC034 if
   *     it was shredded; TC040 if policy and arguments give no permitted KEK; as the KMS and the
   *     key table answer
   */
  public TenantRing provision(TenantId tenant, String tier, Map<String, String> attributes) {
    Optional<TenantRing> there = table.read(tenant);
    TenantRing ring = there.isPresent() ? there.get() : insert(make(tenant, tier, attributes));
    if (!ring.requireNotShredded().madeWith(tier, attributes)) {
      throw new TenantCryptException(
          ErrorCode.TC014,
          "Tenant "
              + tenant
              + " exists with the tier \""
              + ring.tier()
              + "\" and the attributes "
              + ring.attributes().keySet()
              + ", and not with what was given now. Nothing was changed; moving a tenant to"
              + " another KEK is an operation of its own.");
    }
    return ring;
  }

  /**
   * What a first write does: the tenant as it is, or a new one without tier.
   *
   * @throws TenantCryptException as {@link #provision}, but for TC014
   */
  public TenantRing firstWrite(TenantId tenant) {
    Optional<TenantRing> there = table.read(tenant);
    return there.isPresent()
        ? there.get()
        : insert(make(tenant, KekRules.NO_TIER, new TreeMap<>()));
  }

  /**
   * Makes a tenant without tier for a rehearsal, and marks it as one: so it can be shredded without
   * a second person's approval, and no other tenant can.
   *
   * @throws TenantCryptException TC014 if there is a tenant of this id; as {@link #provision}
   */
  public TenantRing rehearse(TenantId tenant, KeyId run) {
    TenantRing made = make(tenant, KekRules.NO_TIER, new TreeMap<>()).ofRehearsal(run);
    if (!table.insert(made)) {
      throw new TenantCryptException(
          ErrorCode.TC014, "Tenant " + tenant + " exists. Nothing was changed; rehearse again.");
    }
    return made;
  }

  /** The given one, or the one that somebody else was quicker to make. */
  private TenantRing insert(TenantRing made) {
    if (table.insert(made)) {
      return made;
    }
    return table
        .read(made.tenant())
        .orElseThrow(
            () ->
                new TenantCryptException(
                    ErrorCode.TC030,
                    "Tenant " + made.tenant() + " vanished while it was made. Try again."));
  }

  private TenantRing make(TenantId tenant, String tier, Map<String, String> attributes) {
    KekUri uri = rules.choose(tenant, tier, attributes);
    KeyEncryptionKey kek = permitted(uri, tenant);
    try (KeyMaking.Made key = making.make(kek, tenant, KeyPurpose.DEK, 1)) {
      return new TenantRing(
          tenant,
          tier,
          new TreeMap<>(attributes),
          uri,
          TenantState.ACTIVE,
          1,
          clock.instant().truncatedTo(ChronoUnit.MILLIS),
          List.of(key.row()));
    }
  }

  /**
   * A handle on a KEK that a tenant may have.
   *
   * @throws TenantCryptException TC040 if {@code keys.allowed} does not permit it; TC041 if it is
   *     none of a KMS and other keys are; as the KMS and the key table answer
   */
  KeyEncryptionKey permitted(KekUri uri, TenantId tenant) {
    KeyEncryptionKey kek = kms.of(uri, tenant);
    // Before the first call, so that no credential goes where the policy permits no KEK.
    kek.canonical().ifPresent(name -> rules.requireAllowed(tenant, uri, name));
    KekDescription description = kek.describe();
    rules.requireAllowed(tenant, uri, description.canonical());
    if (description.exclusive() && table.holdsOtherThan(uri.scheme())) {
      throw exclusive(uri);
    }
    return kek;
  }

  /** Why a provider for a laptop is refused beside a real one. */
  public static TenantCryptException exclusive(KekUri uri) {
    return new TenantCryptException(
        ErrorCode.TC041,
        uri.scheme()
            + ":// is not a KMS, and the key tables hold keys of another provider: no key is made"
            + " under it here. Name the real KEK in keys.kek or tenantcrypt.kek.");
  }
}
