package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.tenancy.TenantType;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.update.UpdateSet;

/**
 * What INSERT does to rows that are there already in MariaDB and MySQL: ON DUPLICATE KEY UPDATE and
 * REPLACE meet them by any unique key, and no condition can be put beside. So each unique key must
 * hold the tenancy column.
 */
final class Duplicates {

  /** No tenant's id is longer. */
  private static final int LONGEST_TENANT = 63;

  private final Draft draft;
  private final Selects selects;

  Duplicates(Draft draft, Selects selects) {
    this.draft = draft;
    this.selects = selects;
  }

  /**
   * Refuses a row whose tenant the server might cut to another's id without an error: with IGNORE,
   * or where its mode is not strict.
   */
  void requireUncut(Insert insert, TableFacts facts, int position) {
    boolean cuts =
        draft.dialect() instanceof MysqlDialect mysql
            && (insert.isModifierIgnore() || !mysql.strict());
    if (!cuts || facts.tenancy().isEmpty()) {
      return;
    }
    TableFacts.Tenancy tenancy = facts.tenancy().get();
    long length = facts.relation().column(tenancy.column()).map(ColumnInfo::length).orElse(0L);
    if (tenancy.type() == TenantType.EXACT_TEXT && length < LONGEST_TENANT) {
      throw Refusal.mismatch(
          facts.label()
              + "."
              + tenancy.column()
              + " is shorter than a tenant's id may be, and IGNORE or a sql_mode without"
              + " STRICT_TRANS_TABLES would cut one without an error; make it "
              + LONGEST_TENANT
              + " characters long, or use strict mode without IGNORE",
          position);
    }
  }

  void analyse(Insert insert, TableRef ref, Ctes ctes) {
    boolean replaces = draft.parsed().words().containsKey(0) && isReplace(0);
    if (replaces) {
      draft.take(0);
    }
    boolean updates = insert.getDuplicateAction() != null;
    if (!replaces && !updates) {
      return;
    }
    requireOwnRows(ref, replaces ? "REPLACE" : "ON DUPLICATE KEY UPDATE");
    if (!updates) {
      return;
    }
    if (replaces) {
      throw Refusal.unsupported("REPLACE with ON DUPLICATE KEY UPDATE", ref.position());
    }
    Source own = Source.of(ref, Optional.of(ref.facts().relation().name().schema()), List.of());
    Scope scope = new Scope(null, ctes);
    scope.add(own, ref.position());
    Optional<String> alias =
        Names.alias(insert.getRowAlias())
            .or(
                () ->
                    insert.getSelect() instanceof Values values
                        ? Names.alias(values.getAlias())
                        : Optional.empty());
    if (alias.isPresent()) {
      scope.add(Upserts.given(own, alias.get()), ref.position());
    }
    Assignments assignments = new Assignments(draft, selects.expressions());
    for (UpdateSet set : insert.getDuplicateAction().getUpdateSets()) {
      Changes.set(draft, selects, set, ref.facts(), assignments, scope);
    }
  }

  private boolean isReplace(int index) {
    return draft.parsed().tokens().get(index).isWord("replace");
  }

  private void requireOwnRows(TableRef ref, String construct) {
    if (!ref.facts().isTenantTable() || draft.exempt()) {
      return;
    }
    String column = ref.facts().tenancy().orElseThrow().column();
    for (List<String> key : ref.facts().relation().uniqueKeys()) {
      if (!key.contains(column)) {
        throw Refusal.boundary(
            construct
                + " on "
                + ref.facts().label()
                + " could meet another tenant's row by a unique key that does not hold "
                + column
                + "; put "
                + column
                + " into each unique key, or look the row up first",
            ref.position());
      }
    }
  }
}
