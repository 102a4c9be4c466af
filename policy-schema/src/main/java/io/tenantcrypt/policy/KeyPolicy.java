package io.tenantcrypt.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where keys come from and how long they are kept.
 *
 * @param kek the KEK URI; may hold {@code {tenant}}; empty where only the setting {@code kek} names
 *     one
 * @param tiers KEK URI templates by tier
 * @param allowed what a tenant's KEK may be, as patterns with {@code *}; empty allows what {@code
 *     kek} and {@code tiers} give
 * @param cache bounds of the key cache
 * @param rotation the schedule
 * @param envelope where wrapped data keys stand
 * @param provision whether a tenant's first write may create its keys
 */
public record KeyPolicy(
    Optional<String> kek,
    Map<String, String> tiers,
    List<String> allowed,
    Cache cache,
    Rotation rotation,
    Envelope envelope,
    Provision provision) {

  /**
   * Bounds of the key cache.
   *
   * @param maxEntries tenants' key versions held at once
   * @param ttl from the last successful unwrap to when a key must be asked for again; never 0
   * @param staleIfUnavailable how long past the ttl a key may still open cells while the KMS is out
   * @param ring how long a tenant's versions and states are believed
   */
  public record Cache(int maxEntries, Duration ttl, Duration staleIfUnavailable, Duration ring) {
    /** What holds where the policy says nothing. */
    public static final Cache DEFAULT =
        new Cache(500, Duration.ofMinutes(5), Duration.ZERO, Duration.ofSeconds(30));
  }

  /**
   * When keys are due.
   *
   * @param dek age at which a data key is due, or empty
   * @param kek age at which a KEK is due, or empty
   * @param grace between the end of a rotation and the old key's destruction, or empty
   */
  public record Rotation(Optional<Duration> dek, Optional<Duration> kek, Optional<Duration> grace) {
    /** No schedule. */
    public static final Rotation NONE =
        new Rotation(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Where wrapped data keys stand. */
  public enum Envelope {
    TABLE,
    INLINE
  }

  /** Who makes a tenant's keys. */
  public enum Provision {
    EXPLICIT,
    FIRST_WRITE
  }

  public KeyPolicy {
    tiers = Map.copyOf(tiers);
    allowed = List.copyOf(allowed);
  }
}
