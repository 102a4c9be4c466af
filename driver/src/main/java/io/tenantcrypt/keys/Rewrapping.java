package io.tenantcrypt.keys;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Wraps the keys of a tenant otherwise: anew, under a further KEK, or under another one. The keys
 * stay what they are, so no row of the tenant's data changes, and each wrapping is opened and held
 * against the key's check before it takes an older one's place. Safe for several threads.
 *
 * <p>Each method gives the tenant as it is then, or nothing if somebody changed it meanwhile: begin
 * again. They throw {@link TenantCryptException} as the KMSs and the key table answer.
 */
public final class Rewrapping {

  private final KeyTable table;
  private final KmsCalls kms;
  private final KekRules rules;
  private final KeyMaking making;
  private final KeyOpening opening;
  private final Provisioning provisioning;

  /** Works on one key table. */
  public Rewrapping(
      KeyTable table,
      KmsCalls kms,
      KekRules rules,
      KeyMaking making,
      KeyOpening opening,
      Provisioning provisioning) {
    this.table = table;
    this.kms = kms;
    this.rules = rules;
    this.making = making;
    this.opening = opening;
    this.provisioning = provisioning;
  }

  /**
   * Wraps all keys anew, each copy under the newest version of its KEK.
   *
   * @param prove whether what a KMS has wrapped anew without giving the key out is opened before it
   *     takes the older one's place; what was wrapped here always is
   */
  public Optional<TenantRing> rewrap(TenantRing ring, boolean prove) {
    return replace(ring, ring.with(each(ring, row -> anew(ring.tenant(), row, prove))));
  }

  private KeyRow anew(TenantId tenant, KeyRow row, boolean prove) {
    List<WrappedKey> copies = new ArrayList<>();
    for (WrappedKey copy : row.copies()) {
      KeyEncryptionKey kek = kms.of(copy.kek(), tenant);
      WrappedKey again = kek.rewrap(copy, opening.context(tenant, row));
      if (prove || !kek.rewrapsInside()) {
        opening.open(tenant, row.with(List.of(again))).close();
      }
      copies.add(again);
    }
    return row.with(copies);
  }

  /**
   * Wraps all keys under a further KEK too, for the time when the KMS of the first is out; or finds
   * them wrapped so.
   *
   * @throws TenantCryptException TC040 if {@code keys.allowed} does not permit the KEK; TC041 if it
   *     is none of a KMS and other keys are
   */
  public Optional<TenantRing> copy(TenantRing ring, KekUri under) {
    KeyEncryptionKey kek = provisioning.permitted(under, ring.tenant());
    List<KeyRow> rows =
        each(ring, row -> isWrapped(row, under) ? row : copied(kek, ring.tenant(), row));
    return rows.equals(ring.keys()) ? Optional.of(ring) : replace(ring, ring.with(rows));
  }

  private static boolean isWrapped(KeyRow row, KekUri under) {
    return row.copies().stream().anyMatch(copy -> copy.kek().equals(under));
  }

  private KeyRow copied(KeyEncryptionKey kek, TenantId tenant, KeyRow row) {
    try (SecretBytes key = opening.open(tenant, row)) {
      return making.copy(kek, tenant, row, key);
    }
  }

  /**
   * Wraps all keys under the KEK that another tier or other attributes give, and under it alone; or
   * finds the tenant there. Whoever has the old KEK still opens what was wrapped under it, such as
   * in a backup.
   *
   * @param tier one of {@code keys.tiers}, or {@link KekRules#NO_TIER}
   * @param attributes exactly those that the tier's template names
   * @throws TenantCryptException TC040 if policy and arguments give no permitted KEK; TC041 if it
   *     is none of a KMS and other keys are
   */
  public Optional<TenantRing> move(TenantRing ring, String tier, Map<String, String> attributes) {
    TenantId tenant = ring.tenant();
    KekUri uri = rules.choose(tenant, tier, attributes);
    if (ring.madeWith(tier, attributes) && ring.kek().equals(uri)) {
      return Optional.of(ring);
    }
    KeyEncryptionKey kek = provisioning.permitted(uri, tenant);
    List<KeyRow> rows = each(ring, row -> last(copied(kek, tenant, row)));
    return replace(ring, ring.moved(tier, attributes, uri, rows));
  }

  private static KeyRow last(KeyRow row) {
    return row.with(List.of(row.copies().get(row.copies().size() - 1)));
  }

  private static List<KeyRow> each(TenantRing ring, UnaryOperator<KeyRow> change) {
    return ring.keys().stream()
        .map(row -> row.state() == KeyState.DESTROYED ? row : change.apply(row))
        .toList();
  }

  private Optional<TenantRing> replace(TenantRing ring, TenantRing next) {
    return table.replace(ring, next) ? Optional.of(next) : Optional.empty();
  }
}
