package io.tenantcrypt.keys;

import java.time.Duration;
import java.time.Instant;

/**
 * A running driver, as it has told of itself. Written without a seal: who can write to the key
 * tables can hide an instance or make one up, so nothing is destroyed on its word alone.
 *
 * @param id random, one for each runtime
 * @param driverVersion of the driver
 * @param formats cell formats that it reads, separated by commas
 * @param database the identity of the data's database that it works on
 * @param policyRevision of its policy
 * @param keyTtl how long it believes an unwrapped key
 * @param ringTtl how long it believes a tenant's versions and states
 * @param stale how much longer it opens cells while a KMS is out
 * @param seen it acts upon nothing that it read of a tenant before this time, by the database's
 *     clock
 * @param started by the database's clock
 * @param heartbeat when it was heard of last, by the database's clock
 */
public record InstanceRow(
    KeyId id,
    String driverVersion,
    String formats,
    String database,
    long policyRevision,
    Duration keyTtl,
    Duration ringTtl,
    Duration stale,
    Instant seen,
    Instant started,
    Instant heartbeat) {

  private static final Duration SELDOM = Duration.ofSeconds(10);
  private static final Duration OFTEN = Duration.ofMillis(250);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /**
   * From one sign of life to the next: three within the time that a ring is believed.
   *
   * @param ring that time
   */
  public static Duration interval(Duration ring) {
    Duration third = ring.dividedBy(3);
    Duration atMost = third.compareTo(SELDOM) > 0 ? SELDOM : third;
    return atMost.compareTo(OFTEN) < 0 ? OFTEN : atMost;
  }

  /** Without a sign of life for so long it is taken for silent: longer than collectors pause. */
  public Duration silentAfter() {
    Duration four = interval(ringTtl).multipliedBy(4);
    return four.compareTo(PAUSE) < 0 ? PAUSE : four;
  }

  /** Whether it was heard of lately. */
  public boolean isLive(Instant now) {
    return heartbeat.isAfter(now.minus(silentAfter()));
  }
}
