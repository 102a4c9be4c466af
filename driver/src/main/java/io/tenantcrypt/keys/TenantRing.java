package io.tenantcrypt.keys;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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
 * @param past what its rows alone do not tell any more
 */
public record TenantRing(
    TenantId tenant,
    String tier,
    SortedMap<String, String> attributes,
    KekUri kek,
    TenantState state,
    long epoch,
    Instant created,
    List<KeyRow> keys,
    TenantPast past) {

  public TenantRing {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    keys = List.copyOf(keys);
    requireOrder(keys);
    if (state == TenantState.SHREDDED
        && keys.stream().anyMatch(key -> key.state() != KeyState.DESTROYED)) {
      throw new IllegalArgumentException("A shredded tenant has no keys");
    }
  }

  /** A tenant without a past. */
  public TenantRing(
      TenantId tenant,
      String tier,
      SortedMap<String, String> attributes,
      KekUri kek,
      TenantState state,
      long epoch,
      Instant created,
      List<KeyRow> keys) {
    this(tenant, tier, attributes, kek, state, epoch, created, keys, TenantPast.NONE);
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
    return next(tier, attributes, kek, state, next);
  }

  /** The next ring with keys that are wrapped under another KEK, and a higher epoch. */
  public TenantRing moved(
      String nextTier, Map<String, String> nextAttributes, KekUri nextKek, List<KeyRow> next) {
    return next(nextTier, new TreeMap<>(nextAttributes), nextKek, state, next);
  }

  /** The next ring with another state and a higher epoch. */
  public TenantRing with(TenantState next) {
    return next(tier, attributes, kek, next, keys);
  }

  /** The tombstone: all keys destroyed for good. */
  public TenantRing shredded(Instant now) {
    List<KeyRow> destroyed =
        keys.stream()
            .map(key -> key.state().opens() ? key.become(KeyState.DESTROYED, now) : key)
            .toList();
    return next(tier, attributes, kek, TenantState.SHREDDED, destroyed);
  }

  private TenantRing next(
      String nextTier,
      SortedMap<String, String> nextAttributes,
      KekUri nextKek,
      TenantState nextState,
      List<KeyRow> next) {
    SortedSet<WrappedBy> left = wrappedBy(keys);
    left.removeAll(wrappedBy(next));
    return new TenantRing(
        tenant,
        nextTier,
        nextAttributes,
        nextKek,
        nextState,
        epoch + 1,
        created,
        next,
        past.with(left));
  }

  /** The same before it is stored, as one that a rehearsal makes. */
  TenantRing ofRehearsal(KeyId run) {
    return new TenantRing(
        tenant, tier, attributes, kek, state, epoch, created, keys, TenantPast.ofRehearsal(run));
  }

  /** The same, with what has wrapped keys of the tenant in another state of it, too. */
  TenantRing remembering(TenantRing other) {
    SortedSet<WrappedBy> left = other.everWrappedBy();
    left.removeAll(wrappedBy(keys));
    return new TenantRing(
        tenant, tier, attributes, kek, state, epoch, created, keys, past.with(left));
  }

  /** What has ever wrapped a key of this tenant. */
  public SortedSet<WrappedBy> everWrappedBy() {
    SortedSet<WrappedBy> all = wrappedBy(keys);
    all.addAll(past.keks());
    return all;
  }

  /** What wraps a key of this tenant now. */
  public SortedSet<WrappedBy> wrappedBy() {
    return wrappedBy(keys);
  }

  private static SortedSet<WrappedBy> wrappedBy(List<KeyRow> keys) {
    SortedSet<WrappedBy> all = new TreeSet<>();
    for (KeyRow key : keys) {
      key.copies().forEach(copy -> all.add(WrappedBy.of(copy)));
    }
    return all;
  }

  /**
   * This ring, if the tenant may still have keys.
   *
   * @throws TenantCryptException TC034 if it is shredded
   */
  public TenantRing requireNotShredded() {
    if (state == TenantState.SHREDDED) {
      throw new TenantCryptException(
          ErrorCode.TC034,
          "Tenant "
              + tenant
              + " is shredded: its keys are destroyed for good, and what was sealed for it cannot be"
              + " opened. No tenant is made under this id again; take another one.");
    }
    return this;
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
            other.keys,
            other.past));
  }

  /** Whether it was provisioned with these arguments. */
  public boolean madeWith(String otherTier, Map<String, String> otherAttributes) {
    return tier.equals(otherTier) && attributes.equals(otherAttributes);
  }
}
