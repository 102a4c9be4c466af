package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.policy.ColumnPolicy;
import java.util.List;
import java.util.Set;

/** Rewrites the definition of a protected column to its storage. */
final class CellColumn {

  private static final Set<String> REFUSED =
      Set.of("primary", "unique", "references", "check", "generated", "collate", "constraint");

  private CellColumn() {}

  /**
   * Replaces the type and adds a CHECK on the cell's first bytes, which keeps plaintext out even of
   * a connection that bypasses the driver.
   *
   * @return the column as the catalog will hold it
   */
  static ColumnInfo rewrite(String table, ColumnTokens column, ColumnPolicy policy, Edits edits) {
    String label = table + "." + column.name().value();
    int position = column.name().position();
    SqlType declared = SqlType.of(column.type());
    boolean storage = declared.name().equals("bytea");
    if (!storage && declared.family().filter(policy.type().family()::equals).isEmpty()) {
      throw Refusal.mismatch(
          label
              + " is defined as "
              + declared.name()
              + " but the policy says "
              + policy.type().name().name().toLowerCase(java.util.Locale.ROOT)
              + "; make them agree",
          position);
    }
    requireHarmless(label, column);
    Token first = column.type().get(0);
    Token last = column.type().get(column.type().size() - 1);
    boolean binary = policy.storage() == ColumnPolicy.Storage.BINARY;
    edits.replace(first.start(), last.end(), binary ? "bytea" : "text COLLATE \"C\"", List.of());
    String name = Names.quote(column.name().value());
    String check =
        binary
            ? " CHECK (substring(" + name + " FROM 1 FOR 1) = decode('f9', 'hex'))"
            : " CHECK (substring(" + name + " FROM 1 FOR 4) = 'tc1.')";
    int end =
        column.constraints().isEmpty()
            ? last.end()
            : column.constraints().get(column.constraints().size() - 1).end();
    edits.insert(end, check, List.of());
    return new ColumnInfo(
        column.name().value(), binary ? "bytea" : "text", column.info().notNull(), false, true);
  }

  private static void requireHarmless(String label, ColumnTokens column) {
    List<Token> constraints = column.constraints();
    for (int i = 0; i < constraints.size(); i++) {
      Token token = constraints.get(i);
      boolean defaults =
          token.isWord("default")
              && !(i + 1 < constraints.size() && constraints.get(i + 1).isWord("null"));
      if (defaults || (token.kind() == Token.Kind.WORD && REFUSED.contains(token.value()))) {
        throw Refusal.protectedUse(
            token.value().toUpperCase(java.util.Locale.ROOT)
                + " on the protected column "
                + label
                + ": the database sees only its cells, of which no two are equal; leave it out, or"
                + " do it in the application",
            token.position());
      }
    }
  }
}
