package io.tenantcrypt.sql;

import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.update.UpdateSet;

/** Analyses {@code INSERT … SET column = value, …}, one row as MariaDB and MySQL also write it. */
final class SetInserts {

  private final Draft draft;
  private final Unscoped unscoped;
  private final Assignments assignments;

  SetInserts(Draft draft, Unscoped unscoped, Assignments assignments) {
    this.draft = draft;
    this.unscoped = unscoped;
    this.assignments = assignments;
  }

  void analyse(Insert insert, TableFacts facts, Ctes ctes) {
    int position = draft.position(insert.getTable());
    Scope scope = new Scope(null, ctes);
    List<String> columns = new ArrayList<>();
    for (UpdateSet set : insert.getSetUpdateSets()) {
      if (set.getColumns().size() != 1 || set.getValues().size() != 1) {
        throw Refusal.unsupported("a row assignment in INSERT … SET", position);
      }
      columns.addAll(Inserts.names(draft, set.getColumns()));
      assignments.assign(facts, columns.get(columns.size() - 1), set.getValue(0), scope);
    }
    if (!facts.isTenantTable() || columns.contains(facts.tenancy().orElseThrow().column())) {
      return;
    }
    if (unscoped == Unscoped.REFUSE) {
      if (!draft.exempt()) {
        throw Inserts.noTenant(facts, position);
      }
      draft.trace().movesRow();
      return;
    }
    TableFacts.Tenancy tenancy = facts.tenancy().orElseThrow();
    draft
        .edits()
        .insert(
            behindSet(insert, position),
            ", " + draft.quote(tenancy.column()) + " = ?",
            List.of(new ParameterSlot.Tenant(tenancy.type())));
  }

  // The last assignment ends where ON DUPLICATE, AS or RETURNING begins, or with the statement.
  private int behindSet(Insert insert, int position) {
    List<Token> tokens = draft.parsed().tokens();
    Place place = Place.of(draft.parsed(), insert.getTable(), position);
    int set = place.clauses(draft.parsed()).find("set");
    if (set < 0) {
      throw Refusal.unsupported("INSERT … SET whose place is not known", position);
    }
    Clauses behind = new Clauses(tokens, set + 1, place.to());
    int end = place.to();
    for (String word : List.of("on", "as", "returning")) {
      int at = behind.find(word);
      end = at < 0 ? end : Math.min(end, at);
    }
    return tokens.get(end - 1).end();
  }
}
