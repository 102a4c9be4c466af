package io.tenantcrypt.sql;

import io.tenantcrypt.plan.Explanation.Pin;
import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.Values;

/** Analyses INSERT: each row of VALUES, or a query, against the columns it fills. */
final class Inserts {

  private final Draft draft;
  private final Selects selects;
  private final Unscoped unscoped;
  private final Assignments assignments;

  Inserts(Draft draft, Selects selects, Unscoped unscoped) {
    this.draft = draft;
    this.selects = selects;
    this.unscoped = unscoped;
    this.assignments = new Assignments(draft, selects.expressions());
  }

  /** The statement's outputs: of RETURNING, or none. */
  Changes.Result analyse(Insert insert, Ctes around) {
    int position = draft.position(insert.getTable());
    Ctes ctes = selects.with(insert.getWithItemsList(), null, around);
    List<Token> name = draft.name(insert.getTable());
    TableFacts facts = selects.table(name, position);
    draft.touch(facts, position);
    draft.fills(facts);
    draft.tenantBlock(false);
    List<String> columns = columns(insert, facts);
    Optional<String> missing =
        facts.tenancy().map(TableFacts.Tenancy::column).filter(c -> !columns.contains(c));
    Duplicates duplicates = new Duplicates(draft, selects);
    duplicates.requireUncut(insert, facts, position);
    if (missing.isPresent() && insert.getColumns() != null && unscoped == Unscoped.REFUSE) {
      requireExempt(facts, position);
    }
    Select source = insert.getSelect();
    if (insert.isOnlyDefaultValues()) {
      defaults(insert, facts, position);
    } else if (insert.getSetUpdateSets() != null && !insert.getSetUpdateSets().isEmpty()) {
      new SetInserts(draft, unscoped, assignments).analyse(insert, facts, ctes);
    } else if (source instanceof Values values) {
      rows(insert, facts, columns, values, ctes);
    } else if (source != null) {
      query(insert, facts, columns, source, ctes);
    } else {
      throw Refusal.unsupported("this form of INSERT", position);
    }
    TableRef ref =
        new TableRef(
            facts,
            Names.alias(insert.getTable().getAlias()).orElse(facts.relation().name().name()),
            position);
    if (facts.isTenantTable()) {
      draft.trace().use(ref, draft.exempt() ? Pin.EXEMPT : Pin.INSERTED);
    }
    duplicates.analyse(insert, ref, ctes);
    if (insert.getConflictTarget() != null || insert.getConflictAction() != null) {
      new Upserts(draft, selects, unscoped).analyse(insert, ref, ctes);
    }
    List<Output> outputs =
        Changes.returning(draft, selects, insert.getReturningClause(), ref, null, ctes);
    // Each row that was stored has the tenant that was checked or set.
    return new Changes.Result(facts, Selects.settled(outputs, List.of(ref)));
  }

  // One row of defaults: beside them it needs its tenant only.
  private void defaults(Insert insert, TableFacts facts, int position) {
    if (!facts.isTenantTable()) {
      return;
    }
    if (unscoped == Unscoped.REFUSE) {
      requireExempt(facts, position);
      return;
    }
    List<Token> tokens = draft.parsed().tokens();
    int at = behindTable(insert);
    if (!tokens.get(at).isWord("default") || !tokens.get(at + 1).isWord("values")) {
      throw Refusal.unsupported("DEFAULT VALUES whose place is not known", position);
    }
    TableFacts.Tenancy tenancy = facts.tenancy().orElseThrow();
    draft
        .edits()
        .replace(
            tokens.get(at).start(),
            tokens.get(at + 1).end(),
            "(" + draft.quote(tenancy.column()) + ") VALUES (?)",
            List.of(new ParameterSlot.Tenant(tenancy.type())));
  }

  private void requireExempt(TableFacts facts, int position) {
    if (!draft.exempt()) {
      throw noTenant(facts, position);
    }
    draft.trace().movesRow();
  }

  static Refusal noTenant(TableFacts facts, int position) {
    return Refusal.boundary(
        "INSERT into "
            + facts.label()
            + " does not set its tenancy column "
            + facts.tenancy().orElseThrow().column()
            + "; name it and bind the session's tenant, or set tenancy.unscoped to scope",
        position);
  }

  private List<String> columns(Insert insert, TableFacts facts) {
    if (insert.getColumns() == null) {
      return facts.relation().columns().stream().map(c -> c.name()).toList();
    }
    return names(draft, insert.getColumns());
  }

  /** The columns that an INSERT, of a MERGE too, names. */
  static List<String> names(Draft draft, Iterable<Column> columns) {
    List<String> names = new ArrayList<>();
    for (Column column : columns) {
      List<Token> parts = draft.name(column);
      if (parts.size() != 1
          || column.getArrayConstructor() != null
          || names.contains(parts.get(0).value())) {
        throw Refusal.unsupported(
            "a column of INSERT that is qualified, subscripted or named twice",
            draft.position(column));
      }
      names.add(parts.get(0).value());
    }
    return names;
  }

  private void rows(
      Insert insert, TableFacts facts, List<String> columns, Values values, Ctes ctes) {
    draft.saw(values);
    Scope scope = new Scope(null, ctes);
    List<List<Expression>> rows = rows(values);
    int width = rows.get(0).size();
    boolean omitted =
        facts.isTenantTable()
            && !columns
                .subList(0, Math.min(width, columns.size()))
                .contains(facts.tenancy().orElseThrow().column());
    if (omitted && unscoped == Unscoped.REFUSE) {
      requireExempt(facts, draft.position(insert.getTable()));
    }
    boolean scoped = omitted && unscoped == Unscoped.SCOPE;
    for (List<Expression> row : rows) {
      if (row.size() != width
          || row.size() > columns.size()
          || (insert.getColumns() != null && row.size() != columns.size())) {
        throw Refusal.unsupported(
            "a row of VALUES has another number of values than there are columns",
            draft.position(row.get(0)));
      }
      for (int i = 0; i < row.size(); i++) {
        assignments.assign(facts, columns.get(i), row.get(i), scope);
      }
    }
    if (scoped || insert.getColumns() == null) {
      nameColumns(insert, facts, columns.subList(0, width), scoped);
    }
    if (scoped) {
      rowEnds(values, rows.size()).forEach(close -> insertTenant(close.start(), facts));
    }
  }

  private static List<List<Expression>> rows(Values values) {
    List<List<Expression>> rows = new ArrayList<>();
    ExpressionList<?> list = values.getExpressions();
    if (list instanceof ParenthesedExpressionList<?>) {
      rows.add(List.copyOf(list));
      return rows;
    }
    for (Expression row : list) {
      if (!(row instanceof ParenthesedExpressionList<?> items)) {
        throw Refusal.unsupported("a row of VALUES that is no list", 0);
      }
      rows.add(List.copyOf(items));
    }
    return rows;
  }

  // The closing parenthesis of each row, from the tokens behind VALUES.
  private List<Token> rowEnds(Values values, int rows) {
    List<Token> tokens = draft.parsed().tokens();
    int at = draft.parsed().tokenAt(draft.parsed().start(values));
    List<Token> ends = new ArrayList<>();
    if (at >= 0 && tokens.get(at).isWord("values")) {
      int open = at + 1;
      while (ends.size() < rows && open < tokens.size() && tokens.get(open).is("(")) {
        int close = draft.parsed().matchingParenthesis(open);
        if (close < 0) {
          break;
        }
        ends.add(tokens.get(close));
        open = close + 2;
      }
    }
    if (ends.size() != rows) {
      throw Refusal.unsupported("rows of VALUES whose places are not known", 0);
    }
    return ends;
  }

  // Columns that the text leaves to their order are named, so that a change of the table that the
  // analysis has not seen cannot shift a value into another column.
  private void nameColumns(
      Insert insert, TableFacts facts, List<String> filled, boolean withTenant) {
    List<Token> tokens = draft.parsed().tokens();
    String tenancy = withTenant ? draft.quote(facts.tenancy().orElseThrow().column()) : "";
    int behind = behindTable(insert);
    if (insert.getColumns() == null) {
      List<String> names = new ArrayList<>(filled.stream().map(draft::quote).toList());
      if (withTenant) {
        names.add(tenancy);
      }
      draft
          .edits()
          .insert(tokens.get(behind - 1).end(), " (" + String.join(", ", names) + ")", List.of());
      return;
    }
    int close = tokens.get(behind).is("(") ? draft.parsed().matchingParenthesis(behind) : -1;
    if (close < 0) {
      throw Refusal.unsupported("the column list of INSERT is not found", 0);
    }
    draft.edits().insert(tokens.get(close).start(), ", " + tenancy, List.of());
  }

  // Behind the table's name and its alias.
  private int behindTable(Insert insert) {
    List<Token> tokens = draft.parsed().tokens();
    int end = draft.parsed().end(insert.getTable());
    int at = draft.parsed().tokenAt(draft.parsed().start(insert.getTable()));
    while (at < tokens.size() && tokens.get(at).end() <= end) {
      at++;
    }
    if (at < tokens.size() && tokens.get(at).isWord("as")) {
      at += 2;
    }
    if (at >= tokens.size()) {
      throw Refusal.unsupported("the end of the table's name is not found", 0);
    }
    return at;
  }

  private void query(
      Insert insert, TableFacts facts, List<String> columns, Select source, Ctes ctes) {
    int position = draft.position(source);
    boolean listed = insert.getColumns() != null;
    List<Output> outputs;
    if (source instanceof PlainSelect plain && isDirect(plain)) {
      outputs = assignItems(facts, columns, plain, ctes);
    } else {
      outputs = selects.query(source, null, ctes);
      for (int i = 0; i < Math.min(columns.size(), outputs.size()); i++) {
        assignments.assignOutput(facts, columns.get(i), outputs.get(i).origin(), position);
      }
    }
    int width = outputs.size();
    if (width > columns.size() || (listed && width != columns.size())) {
      throw Refusal.unsupported(
          "the query gives another number of columns than INSERT fills", position);
    }
    List<String> filled = columns.subList(0, width);
    boolean omitted =
        facts.isTenantTable() && !filled.contains(facts.tenancy().orElseThrow().column());
    if (omitted && unscoped == Unscoped.REFUSE) {
      requireExempt(facts, draft.position(insert.getTable()));
    }
    boolean scoped = omitted && unscoped == Unscoped.SCOPE;
    if (scoped || !listed) {
      nameColumns(insert, facts, filled, scoped);
    }
    if (scoped) {
      addTenant(source, facts);
    }
  }

  // Behind the last column of each branch: a constant changes neither DISTINCT nor UNION.
  private void addTenant(Select source, TableFacts facts) {
    if (source instanceof PlainSelect plain) {
      List<SelectItem<?>> items = plain.getSelectItems();
      insertTenant(draft.parsed().end(items.get(items.size() - 1)), facts);
    } else if (source instanceof ParenthesedSelect held) {
      addTenant(held.getSelect(), facts);
    } else if (source instanceof SetOperationList list) {
      list.getSelects().forEach(branch -> addTenant(branch, facts));
    } else if (source instanceof Values values) {
      rowEnds(values, rows(values).size()).forEach(close -> insertTenant(close.start(), facts));
    } else {
      throw noTenant(facts, draft.position(source));
    }
  }

  private void insertTenant(int offset, TableFacts facts) {
    if (offset < 0) {
      throw Refusal.unsupported("the end of a select list whose place is not known", 0);
    }
    TableFacts.Tenancy tenancy = facts.tenancy().orElseThrow();
    String text = ", " + draft.dialect().tenantParameter(tenancy.type());
    draft.edits().insert(offset, text, List.of(new ParameterSlot.Tenant(tenancy.type())));
  }

  private static boolean isDirect(PlainSelect select) {
    return select.getDistinct() == null
        && select.getGroupBy() == null
        && select.getSelectItems().stream().noneMatch(i -> i.getExpression() instanceof AllColumns);
  }

  // A select item that is a parameter or literal goes straight into its column.
  private List<Output> assignItems(
      TableFacts facts, List<String> columns, PlainSelect plain, Ctes ctes) {
    return selects.insertSource(
        plain,
        ctes,
        (index, expression, scope) -> {
          if (index >= columns.size()) {
            throw Refusal.unsupported(
                "the query gives more columns than INSERT names", draft.position(expression));
          }
          assignments.assign(facts, columns.get(index), expression, scope);
        });
  }
}
