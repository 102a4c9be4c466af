package io.tenantcrypt.sql;

import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.statement.merge.MergeInsert;

/** Analyses WHEN NOT MATCHED THEN INSERT: one row of values that sees the source alone. */
final class MergeInserts {

  private final Draft draft;
  private final Assignments assignments;
  private final Unscoped unscoped;

  MergeInserts(Draft draft, Assignments assignments, Unscoped unscoped) {
    this.draft = draft;
    this.assignments = assignments;
    this.unscoped = unscoped;
  }

  void analyse(MergeInsert insert, MergeWords words, TableRef target, Scope source) {
    TableFacts facts = target.facts();
    List<Token> tokens = draft.parsed().tokens();
    int verb = words.then() + 1;
    boolean listed = insert.getColumns() != null && !insert.getColumns().isEmpty();
    List<String> columns =
        listed
            ? Inserts.names(draft, insert.getColumns())
            : facts.relation().columns().stream().map(c -> c.name()).toList();
    List<Expression> values =
        insert.getValues() == null ? List.of() : List.copyOf(insert.getValues());
    if (values.isEmpty()
        || values.size() > columns.size()
        || (listed && values.size() != columns.size())) {
      throw Refusal.unsupported(
          "INSERT of another number of values than it names columns", tokens.get(verb).position());
    }
    List<String> filled = columns.subList(0, values.size());
    for (int i = 0; i < values.size(); i++) {
      assignments.assign(facts, filled.get(i), values.get(i), source);
    }
    Optional<TableFacts.Tenancy> missing =
        facts.tenancy().filter(t -> !filled.contains(t.column()));
    if (missing.isPresent() && unscoped == Unscoped.REFUSE) {
      throw Refusal.boundary(
          "INSERT into "
              + facts.label()
              + " does not set its tenancy column "
              + missing.get().column()
              + "; name it and give it the session's tenant, or set tenancy.unscoped to scope",
          tokens.get(verb).position());
    }
    complete(verb, listed, filled, missing);
  }

  // INSERT [(columns)] VALUES (values)
  private void complete(
      int verb, boolean listed, List<String> filled, Optional<TableFacts.Tenancy> missing) {
    List<Token> tokens = draft.parsed().tokens();
    int names = listed ? draft.parsed().matchingParenthesis(verb + 1) : verb;
    int open = names + 2;
    boolean known =
        names >= 0
            && open < tokens.size()
            && tokens.get(open - 1).isWord("values")
            && tokens.get(open).is("(");
    int close = known ? draft.parsed().matchingParenthesis(open) : -1;
    if (close < 0) {
      throw Refusal.unsupported("INSERT whose values are not found", tokens.get(verb).position());
    }
    Optional<String> tenancy = missing.map(t -> draft.quote(t.column()));
    if (!listed) {
      List<String> all = new ArrayList<>(filled.stream().map(draft::quote).toList());
      tenancy.ifPresent(all::add);
      draft.edits().insert(tokens.get(verb).end(), " (" + String.join(", ", all) + ")", List.of());
    } else {
      tenancy.ifPresent(
          column -> draft.edits().insert(tokens.get(names).start(), ", " + column, List.of()));
    }
    missing.ifPresent(
        t ->
            draft
                .edits()
                .insert(
                    tokens.get(close).start(), ", ?", List.of(new ParameterSlot.Tenant(t.type()))));
  }
}
