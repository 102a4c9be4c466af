package io.tenantcrypt.jdbc;

import io.tenantcrypt.catalog.CatalogSource;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.protect.Protection;

/**
 * What all connections of one policy and key store share. Safe for several threads.
 *
 * @param planner judges statements
 * @param catalog gives snapshots of the committed catalog
 * @param protection seals and opens
 * @param writes asked before each write
 * @param readingState asks how a session reads its text
 * @param policy tells metadata which columns are protected
 * @param plans the plans that sessions share; {@link PlanCache#PlanCache()} for each runtime
 * @param exits what goes past the tenant boundary on purpose, and what explains it
 */
public record JdbcRuntime(
    Planner planner,
    CatalogSource catalog,
    Protection protection,
    WriteGuard writes,
    ReadingStateReader readingState,
    Policy policy,
    PlanCache plans,
    Exits exits) {}
