package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.policy.LogicalType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Rewrites the definition of a protected column to its storage. */
final class CellColumn {

  private static final int LONGEST_NAME = 63;

  private static final Set<String> KEPT = Set.of("not", "null", "storage", "compression");
  private static final Set<String> SERIAL =
      Set.of("serial", "bigserial", "smallserial", "serial2", "serial4", "serial8");

  private CellColumn() {}

  /**
   * Replaces the type and adds a CHECK on the cell's first bytes, which keeps plaintext out even of
   * a connection that bypasses the driver.
   *
   * @param cells all protected columns of the table, which a CHECK might read
   * @return the column as the catalog will hold it
   */
  static ColumnInfo rewrite(
      Definition definition,
      String table,
      ColumnTokens column,
      ColumnPolicy policy,
      Map<String, ColumnPolicy> cells) {
    String label = table + "." + column.name().value();
    int position = column.name().position();
    requireType(label, column, policy.type(), position);
    List<ConstraintTokens> constraints = column.constraintList();
    requireHarmless(label, constraints);
    for (ConstraintTokens constraint : constraints) {
      if (constraint.kind().equals("check")) {
        CheckRule.apply(definition, table, constraint, cells);
      }
    }
    Token first = column.type().get(0);
    Token last = column.type().get(column.type().size() - 1);
    boolean binary = policy.storage() == ColumnPolicy.Storage.BINARY;
    definition
        .edits()
        .replace(first.start(), last.end(), binary ? "bytea" : "text COLLATE \"C\"", List.of());
    definition.edits().insert(column.last().end(), " " + constraint(policy), List.of());
    return new ColumnInfo(
        column.name().value(), binary ? "bytea" : "text", column.info().notNull(), false, true);
  }

  /** The condition that a cell stands in a column, or NULL. */
  static String check(ColumnPolicy policy) {
    String name = Names.quote(policy.name());
    return policy.storage() == ColumnPolicy.Storage.BINARY
        ? "substring(" + name + " FROM 1 FOR 1) = decode('f9', 'hex')"
        : "substring(" + name + " FROM 1 FOR 4) = 'tc1.'";
  }

  /** The constraint that keeps plaintext out, under a name by which it is known as ours. */
  static String constraint(ColumnPolicy policy) {
    String name = OWN + policy.name();
    // The server would cut a longer name, and two columns might then have the same.
    boolean fits = name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
    return (fits ? "CONSTRAINT " + Names.quote(name) + " " : "") + "CHECK (" + check(policy) + ")";
  }

  /** What the names of our own constraints begin with. */
  static final String OWN = "tenantcrypt_";

  private static void requireType(
      String label, ColumnTokens column, LogicalType logical, int position) {
    String written = SqlType.written(column.type());
    if (SERIAL.contains(written)) {
      throw Refusal.protectedUse(
          written
              + " on the protected column "
              + label
              + ": a number that the server makes cannot be sealed; number it in the application",
          position);
    }
    SqlType declared = SqlType.of(column.type());
    boolean storage = declared.name().equals("bytea");
    boolean userEnum = logical.name() == LogicalType.Name.ENUM && declared.family().isEmpty();
    if (!storage && !userEnum && declared.family().filter(logical.family()::equals).isEmpty()) {
      throw Refusal.mismatch(
          label
              + " is defined as "
              + declared.name()
              + " but the policy says "
              + logical.name().name().toLowerCase(Locale.ROOT)
              + "; make them agree",
          position);
    }
  }

  /** Refuses what a partition must not add to a protected column of its parent. */
  static void requireHarmless(String label, List<ConstraintTokens> constraints) {
    for (ConstraintTokens constraint : constraints) {
      if (!constraint.kind().equals("check")
          && !constraint.isDefaultNull()
          && !KEPT.contains(constraint.kind())) {
        throw harmful(label, constraint);
      }
    }
  }

  private static Refusal harmful(String label, ConstraintTokens constraint) {
    String way =
        constraint.kind().equals("default")
            ? "set the value in the application"
            : "leave it out, or do it in the application";
    return Refusal.protectedUse(
        constraint.kind().toUpperCase(Locale.ROOT)
            + " on the protected column "
            + label
            + ": the database sees only its cells, of which no two are equal; "
            + way,
        constraint.first().position());
  }
}
