package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.policy.ColumnPolicy;
import java.util.List;

/**
 * {@code LIKE source} in CREATE TABLE: copies columns as they are stored, so that the new table
 * must go by the policy as the source does.
 */
final class LikeClause {

  private LikeClause() {}

  /** The columns that come in. */
  static List<ColumnInfo> judge(
      Definition definition, RelationName table, TableGuard guard, List<Token> element) {
    TokenReader reader = new TokenReader(element);
    reader.next();
    TokenReader.TableNameTokens name = reader.table();
    TableFacts facts = definition.facts(name);
    Relation source = facts.relation();
    TableGuard from = definition.guard(source);
    for (ColumnInfo column : source.columns()) {
      ColumnPolicy was = from.cells().get(column.name());
      ColumnPolicy now = guard.cells().get(column.name());
      boolean alike = TableGuard.alike(was, now);
      if (!alike || (was != null && from.shared() != guard.shared())) {
        throw different(table, source, column, was == null, name.position());
      }
    }
    if (!constraintsComeAlong(reader.rest())) {
      Token last = element.get(element.size() - 1);
      for (ColumnPolicy cell : from.cells().values()) {
        definition.edits().insert(last.end(), ", " + CellColumn.constraint(cell), List.of());
      }
    }
    return source.columns();
  }

  private static boolean constraintsComeAlong(List<Token> options) {
    boolean come = false;
    for (int i = 0; i + 1 < options.size(); i++) {
      Token what = options.get(i + 1);
      if (what.isWord("all") || what.isWord("constraints")) {
        come = options.get(i).isWord("including");
      }
    }
    return come;
  }

  private static Refusal different(
      RelationName table, Relation source, ColumnInfo column, boolean plain, int position) {
    return Refusal.mismatch(
        "LIKE "
            + source.name()
            + " copies the column "
            + column.name()
            + " as it is stored there, and for "
            + table
            + " the policy says otherwise; "
            + (plain
                ? "write the columns out, so that the protected ones get their storage"
                : "list "
                    + table
                    + " in the policy with that column, its type and `domain:` of "
                    + source.name()
                    + "'s"),
        position);
  }
}
