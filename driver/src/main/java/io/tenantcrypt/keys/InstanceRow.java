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
    Instant heartbeat) {}
