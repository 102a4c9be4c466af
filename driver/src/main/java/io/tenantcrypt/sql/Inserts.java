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
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
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
  Changes.Result analyse(Insert insert) {
    int position = draft.position(insert.getTable());
    Ctes ctes = selects.with(insert.getWithItemsList(), null, Ctes.NONE);
    List<Token> name = draft.name(insert.getTable());
    TableFacts facts = selects.table(name, position);
    draft.touch(facts);
    draft.tenantBlock(false);
    if (insert.isOnlyDefaultValues()) {
      throw Refusal.unsupported("DEFAULT VALUES for a tenant table; name the columns", position);
    }
    List<String> columns = columns(insert, facts);
    Optional<String> missing =
        facts.tenancy().map(TableFacts.Tenancy::column).filter(c -> !columns.contains(c));
    if (missing.isPresent() && insert.getColumns() != null && unscoped == Unscoped.REFUSE) {
      requireExempt(facts, position);
    }
    Select source = insert.getSelect();
    if (source instanceof Values values) {
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
    if (insert.getConflictTarget() != null || insert.getConflictAction() != null) {
      new Upserts(draft, selects, unscoped).analyse(insert, ref, ctes);
    }
    return new Changes.Result(
        facts, Changes.returning(draft, selects, insert.getReturningClause(), ref, null));
  }

  private void requireExempt(TableFacts facts, int position) {
    if (!draft.exempt()) {
      throw noTenant(facts, position);
    }
    draft.trace().movesRow();
  }

  private static Refusal noTenant(TableFacts facts, int position) {
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
    List<String> columns = new ArrayList<>();
    for (Column column : insert.getColumns()) {
      List<Token> parts = draft.name(column);
      if (parts.size() != 1 || columns.contains(parts.get(0).value())) {
        throw Refusal.unsupported(
            "a column of INSERT that is qualified or named twice", draft.position(column));
      }
      columns.add(parts.get(0).value());
    }
    return columns;
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
      for (Token close : rowEnds(values, rows.size())) {
        draft
            .edits()
            .insert(
                close.start(),
                ", ?",
                List.of(new ParameterSlot.Tenant(facts.tenancy().orElseThrow().type())));
      }
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
    String tenancy = withTenant ? Names.quote(facts.tenancy().orElseThrow().column()) : "";
    int behind = behindTable(insert);
    if (insert.getColumns() == null) {
      List<String> names = new ArrayList<>(filled.stream().map(Names::quote).toList());
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
    if (at >= tokens.size()) {
      throw Refusal.unsupported("the end of the table's name is not found", 0);
    }
    return at;
  }

  private void query(
      Insert insert, TableFacts facts, List<String> columns, Select source, Ctes ctes) {
    int position = draft.position(source);
    boolean scoped =
        unscoped == Unscoped.SCOPE
            && facts.isTenantTable()
            && !columns.contains(facts.tenancy().orElseThrow().column());
    if (insert.getColumns() == null) {
      throw Refusal.unsupported("INSERT … SELECT without a list of columns", position);
    }
    boolean direct = source instanceof PlainSelect plain && isDirect(plain);
    List<Output> outputs;
    if (source instanceof PlainSelect plain && direct) {
      outputs = assignItems(facts, columns, plain, ctes);
    } else {
      outputs = selects.query(source, null, ctes);
      assignOutputs(facts, columns, outputs, position);
    }
    if (outputs.size() != columns.size()) {
      throw Refusal.unsupported(
          "the query gives another number of columns than INSERT names", position);
    }
    if (scoped) {
      if (!(source instanceof PlainSelect plain)) {
        throw noTenant(facts, position);
      }
      nameColumns(insert, facts, columns, true);
      List<SelectItem<?>> items = plain.getSelectItems();
      int end = draft.parsed().end(items.get(items.size() - 1));
      draft
          .edits()
          .insert(
              end, ", ?", List.of(new ParameterSlot.Tenant(facts.tenancy().orElseThrow().type())));
    }
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

  private void assignOutputs(
      TableFacts facts, List<String> columns, List<Output> outputs, int position) {
    for (int i = 0; i < Math.min(columns.size(), outputs.size()); i++) {
      Origin origin = outputs.get(i).origin();
      String column = columns.get(i);
      if (facts.relation().column(column).isEmpty()) {
        throw Refusal.unresolved(
            "column " + facts.label() + "." + column + " is not found", position);
      }
      var cell = facts.cell(column);
      if (cell.isPresent() && origin instanceof Origin.Cell) {
        draft.copiesCell();
      }
      if (draft.exempt() && facts.isTenancyColumn(column) && !(origin instanceof Origin.Cell)) {
        draft.trace().movesRow();
        continue;
      }
      boolean fits =
          cell.isPresent()
              ? origin instanceof Origin.Null
                  || (origin instanceof Origin.Cell c && CellRules.same(c.column(), cell.get()))
              : facts.isTenancyColumn(column)
                  ? origin instanceof Origin.TenantValue
                  : !(origin instanceof Origin.Cell);
      if (!fits) {
        throw Refusal.protectedUse(
            "the query's value for "
                + facts.label()
                + "."
                + column
                + " is no cell of its domain, is a cell of another, or is not known to be the"
                + " tenant; select the column itself, or a parameter directly",
            position);
      }
    }
  }
}
