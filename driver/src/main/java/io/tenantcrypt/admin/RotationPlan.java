package io.tenantcrypt.admin;

import java.time.Duration;
import java.util.SortedMap;

/**
 * What rotating a tenant's data key would do, told without doing it.
 *
 * @param tenant whose
 * @param from the version that seals now
 * @param to the version that would
 * @param cells to seal anew, by table
 * @param grace from the first count that finds none of them left to the second, and the old
 *     versions' destruction
 */
public record RotationPlan(
    String tenant, int from, int to, SortedMap<String, Long> cells, Duration grace) {}
