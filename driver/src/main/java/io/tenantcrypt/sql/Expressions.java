package io.tenantcrypt.sql;

import io.tenantcrypt.plan.TenantCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DateTimeLiteralExpression;
import net.sf.jsqlparser.expression.DateUnitExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NextValExpression;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.WhenClause;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.Select;

/**
 * Walks expressions: resolves each column, refuses each use of a cell that would need its
 * plaintext, and notes each value that a tenancy column is compared with.
 *
 * <p>Nodes without a rule of their own are walked through {@link Children}; the closed list of node
 * classes and fields is {@link TreeAudit}'s, which has run before.
 */
final class Expressions {

  // Reserved words that the parser gives as columns; no column can bear them unquoted.
  private static final Set<String> VALUE_WORDS =
      Set.of(
          "current_user",
          "session_user",
          "user",
          "current_role",
          "current_catalog",
          "current_schema",
          "current_date",
          "current_time",
          "current_timestamp",
          "localtime",
          "localtimestamp",
          "true",
          "false");

  private final Draft draft;
  private final Selects selects;

  Expressions(Draft draft, Selects selects) {
    this.draft = draft;
    this.selects = selects;
  }

  /**
   * The origin of an expression's value; refuses any use of cells that is not allowed. The value
   * counts as read: a column of given values can no longer be sealed.
   */
  Origin walk(Expression expression, Scope scope) {
    return settled(hand(expression, scope));
  }

  /** What is read in the clear is no input any more. */
  static Origin settled(Origin origin) {
    if (origin instanceof Origin.Input input) {
      input.column().usePlainly();
      return input.column().isNull() ? Origin.NULL : Origin.PLAIN;
    }
    return origin;
  }

  /** The same for a place that hands the value on as it is. */
  Origin pass(Expression expression, Scope scope) {
    Origin origin = hand(expression, scope);
    return isGiven(expression) ? new Origin.Input(InputColumn.of(List.of(expression))) : origin;
  }

  /** Whether an expression is a parameter, literal or NULL, perhaps in a cast. */
  private static boolean isGiven(Expression expression) {
    Expression inner = unwrap(expression);
    if (inner instanceof CastExpression cast) {
      inner = unwrap(cast.getLeftExpression());
    }
    if (inner instanceof SignedExpression signed) {
      inner = signed.getExpression();
      return inner instanceof LongValue || inner instanceof DoubleValue;
    }
    return inner instanceof JdbcParameter
        || inner instanceof NullValue
        || inner instanceof StringValue
        || inner instanceof LongValue
        || inner instanceof DoubleValue
        || inner instanceof BooleanValue
        || inner instanceof DateTimeLiteralExpression;
  }

  private Origin hand(Expression expression, Scope scope) {
    if (expression instanceof Column column) {
      return column(column, scope);
    }
    if (expression instanceof DateUnitExpression) {
      return lookUp(expression, scope, draft.position(expression));
    }
    if (expression instanceof NullValue) {
      return Origin.NULL;
    }
    if (expression instanceof JdbcParameter parameter) {
      draft.index(parameter);
      return Origin.PLAIN;
    }
    if (expression instanceof Select select) {
      return selects.scalar(select, scope);
    }
    if (expression instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
      return hand(list.get(0), scope);
    }
    if (expression instanceof EqualsTo equals) {
      noteTenants(equals, scope);
    }
    if (expression instanceof InExpression in) {
      noteTenants(in, scope);
    }
    if (expression instanceof IsNullExpression isNull) {
      hand(isNull.getLeftExpression(), scope); // NULL stays NULL when it is sealed
      return Origin.PLAIN;
    }
    if (expression instanceof CaseExpression choice) {
      return choice(choice, scope);
    }
    if (expression instanceof Function function) {
      return function(function, scope);
    }
    if (expression instanceof NextValExpression value) {
      return SequenceValues.expression(draft, value);
    }
    if (expression instanceof AnalyticExpression analytic) {
      Functions.check(
          draft.tables().view(),
          List.of(Names.fold(analytic.getName())),
          isQuoted(analytic.getName()),
          draft.position(analytic));
    }
    return plain(expression, scope);
  }

  /** An expression none of whose parts may be a cell. */
  Origin plain(Object node, Scope scope) {
    if (!(node instanceof BinaryExpression last)) {
      return plain(node, scope, node);
    }
    // A chain's inner operators are done before the outer ones, which then leave them out.
    BinaryExpression below = null;
    for (BinaryExpression link : LongChains.links(last)) {
      if (link instanceof EqualsTo equals && link != last) {
        noteTenants(equals, scope);
      }
      for (Object child : Children.of(link)) {
        if (child != below) {
          require(child, scope, link);
        }
      }
      below = link;
    }
    return Origin.PLAIN;
  }

  // A list says nothing to a reader, so a refusal names what the list belongs to.
  private Origin plain(Object node, Scope scope, Object construct) {
    for (Object child : Children.of(node)) {
      require(child, scope, construct);
    }
    return Origin.PLAIN;
  }

  private void require(Object child, Scope scope, Object parent) {
    if (parent instanceof AnalyticExpression analytic
        && child.getClass() == AllColumns.class
        && Names.fold(analytic.getName()).equals("count")) {
      return; // count(*) OVER (…) or FILTER (…)
    }
    if (child instanceof AllColumns
        || child instanceof Table
        || (child instanceof FromItem && !(child instanceof Select))) {
      throw Refusal.unsupported("* or a table inside " + construct(parent), draft.position(parent));
    }
    if (!(child instanceof Expression expression)) {
      plain(child, scope, child instanceof OrderByElement ? child : parent);
      return;
    }
    if (child.getClass() == ExpressionList.class) {
      plain(child, scope, parent);
      return;
    }
    if (walk(expression, scope) instanceof Origin.Cell cell) {
      throw refused(cell, construct(parent), expression);
    }
  }

  /** Refuses a cell where it would be read in the clear. */
  void requireNoCell(Expression expression, Scope scope, String construct) {
    if (walk(expression, scope) instanceof Origin.Cell cell) {
      throw refused(cell, construct, expression);
    }
  }

  Refusal refused(Origin.Cell cell, String construct, Object at) {
    return Refusal.protectedUse(
        construct
            + " needs the plaintext of the protected column "
            + cell.column().label()
            + ", which the database does not have; select the column and do it in the application"
            + " (allowed on it: select, assign a parameter or literal, IS NULL, count)",
        draft.position(at));
  }

  private static String construct(Object node) {
    if (node instanceof Function function) {
      return "function " + Names.fold(function.getName());
    }
    if (node instanceof AnalyticExpression analytic) {
      return "function " + Names.fold(analytic.getName());
    }
    if (node instanceof OrderByElement) {
      return "ORDER BY";
    }
    if (node instanceof CastExpression) {
      return "a cast";
    }
    return node instanceof BinaryExpression binary
        ? "operator " + binary.getStringExpression()
        : node.getClass().getSimpleName();
  }

  private Origin column(Column column, Scope scope) {
    int position = draft.position(column);
    if (column.getArrayConstructor() != null) {
      return plain(column.getArrayConstructor(), scope) == Origin.PLAIN
          ? subscript(column, scope, position)
          : Origin.PLAIN;
    }
    return lookUp(column, scope, position);
  }

  private Origin subscript(Column column, Scope scope, int position) {
    if (settled(lookUp(column, scope, position)) instanceof Origin.Cell cell) {
      throw refused(cell, "a subscript", column);
    }
    return Origin.PLAIN;
  }

  private Origin lookUp(Expression column, Scope scope, int position) {
    List<Token> parts = draft.name(column);
    if (parts.isEmpty()) {
      throw Refusal.unsupported("a column whose place in the text is not known", position);
    }
    if (parts.size() == 1
        && parts.get(0).kind() == Token.Kind.WORD
        && (VALUE_WORDS.contains(parts.get(0).value())
            || draft.dialect().isKeyword(parts.get(0).value()))) {
      return Origin.PLAIN;
    }
    Names.Dotted name = Names.dotted(parts, position);
    scope
        .open(name, position)
        .ifPresent(
            s -> TableFunctions.requireNoCall(draft.tables().view(), s, name.name(), position));
    return scope.column(name.schema(), name.qualifier(), name.name(), position);
  }

  // COALESCE and CASE hand a cell through where every branch is a cell of the same column or NULL.
  private Origin choice(CaseExpression choice, Scope scope) {
    if (choice.getSwitchExpression() != null) {
      requireNoCell(choice.getSwitchExpression(), scope, "CASE");
    }
    Branches branches = new Branches("CASE");
    for (WhenClause when : choice.getWhenClauses()) {
      requireNoCell(when.getWhenExpression(), scope, "WHEN");
      branches.add(when.getThenExpression(), scope);
    }
    if (choice.getElseExpression() != null) {
      branches.add(choice.getElseExpression(), scope);
    }
    return branches.origin();
  }

  private final class Branches {
    private final String construct;
    private Origin.@org.jspecify.annotations.Nullable Cell cell;
    private boolean other;

    Branches(String construct) {
      this.construct = construct;
    }

    void add(Expression branch, Scope scope) {
      Origin origin = walk(branch, scope);
      if (origin instanceof Origin.Cell next) {
        if (other || (cell != null && !CellRules.same(cell.column(), next.column()))) {
          throw refused(next, construct + " with another value beside the column", branch);
        }
        cell = next;
      } else if (!(origin instanceof Origin.Null)) {
        other = true;
        if (cell != null) {
          throw refused(cell, construct + " with another value beside the column", branch);
        }
      }
    }

    Origin origin() {
      return cell == null ? Origin.PLAIN : cell;
    }
  }

  private Origin function(Function function, Scope scope) {
    draft.saw(function);
    List<String> name = function.getMultipartName().stream().map(Names::fold).toList();
    String last = name.get(name.size() - 1);
    int position = draft.position(function);
    ExpressionList<?> arguments = function.getParameters();
    boolean bare = name.size() == 1 && function.getAttribute() == null;
    Functions.check(draft.tables().view(), name, isQuoted(function.getName()), position);
    if (bare && isCoalesce(function) && arguments != null) {
      Branches branches = new Branches("COALESCE");
      arguments.forEach(a -> branches.add(a, scope));
      return branches.origin();
    }
    if (bare && isGivenValue(last, arguments)) {
      Origin given = hand(arguments.get(0), scope);
      return given instanceof Origin.Tenancy ? Origin.TENANT_VALUE : given;
    }
    if (bare
        && arguments != null
        && !isQuoted(function.getName())
        && SequenceValues.isCall(draft, last, arguments)) {
      SequenceValues.name(draft, (Column) arguments.get(0));
      arguments.stream().skip(1).forEach(a -> requireNoCell(a, scope, construct(function)));
      return Origin.PLAIN;
    }
    if (bare && last.equals("count") && arguments != null && arguments.size() == 1) {
      return count(function, arguments.get(0), scope);
    }
    return plain(function, scope);
  }

  private static boolean isQuoted(String name) {
    return name.indexOf('"') >= 0;
  }

  // The server's grammar; in quotes it is a function that somebody may have made.
  private static boolean isCoalesce(Function function) {
    return function.getName().equalsIgnoreCase("coalesce");
  }

  // VALUES(column) in ON DUPLICATE KEY UPDATE; elsewhere it is NULL.
  private boolean isGivenValue(
      String name, @org.jspecify.annotations.Nullable ExpressionList<?> arguments) {
    return draft.dialect() instanceof MysqlDialect
        && (name.equals("values") || name.equals("value"))
        && arguments != null
        && arguments.size() == 1
        && arguments.get(0) instanceof Column;
  }

  private Origin count(Function function, Expression argument, Scope scope) {
    if (argument instanceof AllColumns && argument.getClass() == AllColumns.class) {
      return Origin.PLAIN;
    }
    Origin origin = hand(argument, scope);
    if (function.isDistinct() && settled(origin) instanceof Origin.Cell cell) {
      throw refused(cell, "count(DISTINCT …) of a randomized column", function);
    }
    return Origin.PLAIN;
  }

  // A statement that names a tenant in a comparison names the session's, wherever it stands.
  private void noteTenants(EqualsTo equals, Scope scope) {
    noteTenant(equals.getLeftExpression(), equals.getRightExpression(), scope);
    noteTenant(equals.getRightExpression(), equals.getLeftExpression(), scope);
  }

  private void noteTenants(InExpression in, Scope scope) {
    if (in.getRightExpression() instanceof ExpressionList<?> list) {
      list.forEach(item -> noteTenant(in.getLeftExpression(), item, scope));
    }
  }

  private void noteTenant(Expression column, Expression value, Scope scope) {
    tenancy(column, scope)
        .flatMap(ref -> comparedWith(ref, value, scope))
        .ifPresent(checks -> checks.forEach(draft::check));
  }

  /**
   * What a tenancy column is compared with, as checks. {@code coalesce(?, t.tenancy)} beside that
   * very column is {@code ?}: the check lets no NULL through, so the column is never reached. It is
   * what Hibernate writes for {@code @TenantId}.
   */
  Optional<List<TenantCheck>> comparedWith(TableRef ref, Expression value, Scope scope) {
    if (!(unwrap(value) instanceof Function function) || !isCoalesce(function)) {
      return values(value, ref.facts(), scope);
    }
    ExpressionList<?> given = function.getParameters();
    boolean fallsBack =
        given != null
            && given.size() == 2
            && tenancy(given.get(1), scope).filter(other -> other == ref).isPresent();
    // The value itself: a column of a query that is joined outside could be NULL all the same.
    return fallsBack ? value(given.get(0), ref.facts()).map(List::of) : Optional.empty();
  }

  /** The reference whose tenancy column an expression is, bare or in parentheses. */
  Optional<TableRef> tenancy(Expression expression, Scope scope) {
    Expression inner = unwrap(expression);
    return inner instanceof Column column && column(column, scope) instanceof Origin.Tenancy tenancy
        ? Optional.of(tenancy.table())
        : Optional.empty();
  }

  /**
   * The checks that make an expression the session's tenant: it is a parameter or literal that
   * converts to the table's tenancy column, or a column of a query that gives nothing else.
   */
  Optional<List<TenantCheck>> values(Expression expression, TableFacts facts, Scope scope) {
    if (unwrap(expression) instanceof Column column) {
      return column(column, scope) instanceof Origin.Input input
          ? given(input.column(), facts)
          : Optional.empty();
    }
    return value(ofCoalesce(expression, facts, scope), facts).map(List::of);
  }

  // coalesce(?, tenant_id) of the table's own column is the parameter, since no check lets NULL
  // pass; Hibernate writes it so.
  private Expression ofCoalesce(Expression expression, TableFacts facts, Scope scope) {
    return unwrap(expression) instanceof Function function
            && function.getName().equalsIgnoreCase("coalesce")
            && function.getParameters() != null
            && function.getParameters().size() == 2
            && tenancy(function.getParameters().get(1), scope)
                .filter(ref -> ref.facts().equals(facts))
                .isPresent()
        ? function.getParameters().get(0)
        : expression;
  }

  /** The checks of a column of given values; none where one of them is not such a value. */
  Optional<List<TenantCheck>> given(InputColumn column, TableFacts facts) {
    List<TenantCheck> checks = new ArrayList<>();
    for (Expression leaf : column.leaves()) {
      Optional<TenantCheck> check = value(leaf, facts);
      if (check.isEmpty()) {
        return Optional.empty();
      }
      checks.add(check.get());
    }
    column.usePlainly();
    return Optional.of(checks);
  }

  private Optional<TenantCheck> value(Expression expression, TableFacts facts) {
    return TenantValues.check(draft, expression, facts);
  }

  /**
   * Whether an expression is a column by name; the parser has a node of its own for {@code day}.
   */
  static boolean isColumn(Expression expression) {
    return expression instanceof Column || expression instanceof DateUnitExpression;
  }

  static Expression unwrap(Expression expression) {
    Expression inner = expression;
    while (inner instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
      inner = list.get(0);
    }
    return inner;
  }
}
