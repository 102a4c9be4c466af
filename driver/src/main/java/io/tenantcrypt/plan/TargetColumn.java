package io.tenantcrypt.plan;

/**
 * A column of the table that a statement changes, for generated keys.
 *
 * @param name as the catalog holds it
 * @param output what it holds
 */
public record TargetColumn(String name, OutputColumn output) {}
