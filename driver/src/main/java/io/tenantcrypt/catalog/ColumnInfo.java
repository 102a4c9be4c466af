package io.tenantcrypt.catalog;

/**
 * A physical column.
 *
 * @param name as the catalog holds it
 * @param type the type's name without length, as {@code format_type(atttypid, null)} gives it, for
 *     example {@code character varying}, {@code bigint}, {@code bytea}
 * @param notNull whether the column refuses NULL
 * @param generated whether the server computes it always ({@code GENERATED ALWAYS AS … STORED})
 * @param exactEquality whether {@code =} on this column holds for byte-identical values only
 *     (deterministic collation, no case folding or blank padding)
 */
public record ColumnInfo(
    String name, String type, boolean notNull, boolean generated, boolean exactEquality) {}
