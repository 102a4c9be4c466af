package io.tenantcrypt.admin;

import io.tenantcrypt.keys.InstanceRow;
import java.time.Duration;
import java.time.Instant;

/**
 * A running driver, told.
 *
 * @param id 32 hexadecimal digits
 * @param driverVersion of the driver
 * @param formats cell formats that it reads, separated by commas
 * @param database the identity of the data's database that it works on, 16 hexadecimal digits
 * @param policyRevision of its policy
 * @param ringTtl how long it believes a tenant's versions and states
 * @param seen it acts upon nothing that it read of a tenant before this time
 * @param started when it first told of itself
 * @param heartbeat when it was heard of last
 * @param live whether that is not too long ago
 */
public record InstanceSummary(
    String id,
    String driverVersion,
    String formats,
    String database,
    long policyRevision,
    Duration ringTtl,
    Instant seen,
    Instant started,
    Instant heartbeat,
    boolean live) {

  static InstanceSummary of(InstanceRow row, Instant now) {
    return new InstanceSummary(
        row.id().value(),
        row.driverVersion(),
        row.formats(),
        row.database(),
        row.policyRevision(),
        row.ringTtl(),
        row.seen(),
        row.started(),
        row.heartbeat(),
        row.isLive(now));
  }
}
