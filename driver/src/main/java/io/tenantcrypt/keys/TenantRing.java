package io.tenantcrypt.keys;

import io.tenantcrypt.tenancy.TenantId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A tenant with all versions of its keys, as the key tables held them at one moment. Immutable.
 *
 * @param tenant whose
 * @param tier the tier it was made in; empty for none
 * @param attributes what the KEK's template was filled with, sorted by name
 * @param kek what its new keys are wrapped with
 * @param state whether its keys are given out
 * @param epoch counts up with each change
 * @param created when it was provisioned
 * @param keys by purpose, then version; versions are without gaps, tombstones included
 */
public record TenantRing(
    TenantId tenant,
    String tier,
    SortedMap<String, String> attributes,
    KekUri kek,
    TenantState state,
    long epoch,
    Instant created,
    List<KeyRow> keys) {

  public TenantRing {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    keys = List.copyOf(keys);
    requireOrder(keys);
  }

  private static void requireOrder(List<KeyRow> keys) {
    int expected = 1;
    for (int i = 0; i < keys.size(); i++) {
      KeyPurpose purpose = keys.get(i).purpose();
      if (i > 0 && keys.get(i - 1).purpose() != purpose) {
        if (keys.get(i - 1).purpose().compareTo(purpose) > 0) {
          throw new IllegalArgumentException("Keys are sorted by purpose");
        }
        expected = 1;
      }
      if (keys.get(i).version() != expected++) {
        throw new IllegalArgumentException("Key versions are without gaps");
      }
    }
  }

  /** The version that seals, if there is one. */
  public Optional<KeyRow> active(KeyPurpose purpose) {
    for (int i = 0; i < keys.size(); i++) {
      KeyRow key = keys.get(i);
      if (key.purpose() == purpose && key.state() == KeyState.ACTIVE) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** A version, in whatever state, if it was ever made. */
  public Optional<KeyRow> version(KeyPurpose purpose, int version) {
    for (int i = 0; i < keys.size(); i++) {
      KeyRow key = keys.get(i);
      if (key.purpose() == purpose && key.version() == version) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** The next ring with other keys and a higher epoch. */
  public TenantRing with(List<KeyRow> next) {
    return new TenantRing(tenant, tier, attributes, kek, state, epoch + 1, created, next);
  }

  /** The next ring with keys that are wrapped under another KEK, and a higher epoch. */
  public TenantRing moved(
      String nextTier, Map<String, String> nextAttributes, KekUri nextKek, List<KeyRow> next) {
    return new TenantRing(
        tenant, nextTier, new TreeMap<>(nextAttributes), nextKek, state, epoch + 1, created, next);
  }

  /** The next ring with another state and a higher epoch. */
  public TenantRing with(TenantState next) {
    return new TenantRing(tenant, tier, attributes, kek, next, epoch + 1, created, keys);
  }

  /**
   * The next ring in which nothing but the epoch is another: who has cached its keys drops them.
   */
  public TenantRing evicted() {
    return with(keys);
  }

  /** Whether nothing but the epoch is another. */
  boolean sameButEpoch(TenantRing other) {
    return equals(
        new TenantRing(
            other.tenant,
            other.tier,
            other.attributes,
            other.kek,
            other.state,
            epoch,
            other.created,
            other.keys));
  }

  /** Whether it was provisioned with these arguments. */
  public boolean madeWith(String otherTier, Map<String, String> otherAttributes) {
    return tier.equals(otherTier) && attributes.equals(otherAttributes);
  }
}
