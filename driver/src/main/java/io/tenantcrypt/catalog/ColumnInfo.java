package io.tenantcrypt.catalog;

import io.tenantcrypt.policy.ColumnPolicy;
import java.util.Optional;

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
 * @param length the most bytes of a binary column or characters of a character column; 0 where it
 *     has no such bound or it is not known
 * @param copied what the column's cells are, of a session's own temporary table that was made from
 *     a query; no policy names the column
 */
public record ColumnInfo(
    String name,
    String type,
    boolean notNull,
    boolean generated,
    boolean exactEquality,
    long length,
    Optional<Copied> copied) {

  /**
   * The protected column that cells were copied from.
   *
   * @param column as the policy has it, under the name that the copy has
   * @param platform whether its cells are sealed under the platform's key
   */
  public record Copied(ColumnPolicy column, boolean platform) {}

  /** A column without a bound that matters. */
  public ColumnInfo(
      String name, String type, boolean notNull, boolean generated, boolean exactEquality) {
    this(name, type, notNull, generated, exactEquality, 0);
  }

  /** A column of a table that is no copy. */
  public ColumnInfo(
      String name,
      String type,
      boolean notNull,
      boolean generated,
      boolean exactEquality,
      long length) {
    this(name, type, notNull, generated, exactEquality, length, Optional.empty());
  }
}
