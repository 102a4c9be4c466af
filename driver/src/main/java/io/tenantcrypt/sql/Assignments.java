package io.tenantcrypt.sql;

import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.plan.TenantCheck;
import io.tenantcrypt.policy.LogicalType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DateTimeLiteralExpression;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.schema.Column;

/** What may be assigned to a column: by INSERT and by UPDATE alike. */
final class Assignments {

  // The precision of times that are written without one, and that is kept of them.
  private static final int MICROSECONDS = 6;

  private final Draft draft;
  private final Expressions expressions;

  Assignments(Draft draft, Expressions expressions) {
    this.draft = draft;
    this.expressions = expressions;
  }

  /** Judges one assignment, and seals or checks its value. */
  void assign(TableFacts facts, String column, Expression value, Scope scope) {
    int position = draft.position(value);
    if (facts.relation().column(column).isEmpty()) {
      throw Refusal.unresolved(
          "column " + facts.label() + "." + column + " is not found", position);
    }
    Optional<ProtectedColumn> cell = facts.cell(column);
    if (cell.isPresent()) {
      seal(cell.get(), value, scope);
    } else if (facts.isTenancyColumn(column)) {
      tenant(facts, column, value, scope);
    } else if (!isDefault(value)) {
      expressions.requireNoCell(value, scope, "an assignment to " + facts.label() + "." + column);
    }
  }

  private boolean isDefault(Expression value) {
    return value instanceof Column
        && draft.name(value).size() == 1
        && draft.name(value).get(0).isWord("default");
  }

  private void tenant(TableFacts facts, String column, Expression value, Scope scope) {
    Optional<List<TenantCheck>> checks =
        isDefault(value) ? Optional.empty() : expressions.values(value, facts, scope);
    if (checks.isPresent()) {
      expressions.walk(value, scope);
      checks.get().forEach(draft::check);
      return;
    }
    Origin origin = isDefault(value) ? Origin.PLAIN : expressions.walk(value, scope);
    requireTenant(facts, column, origin, draft.position(value));
  }

  private void requireTenant(TableFacts facts, String column, Origin origin, int position) {
    if (draft.exempt() && !(Expressions.settled(origin) instanceof Origin.Cell)) {
      draft.trace().movesRow();
      return;
    }
    if (!(origin instanceof Origin.Tenancy || origin instanceof Origin.TenantValue)) {
      throw Refusal.boundary(
          facts.label()
              + "."
              + column
              + " may only be set to the session's tenant: by a parameter, a literal, or the"
              + " tenancy column of a pinned table",
          position);
    }
  }

  /** Judges one column of a query that is assigned to a column. */
  void assignOutput(TableFacts facts, String column, Origin origin, int position) {
    if (facts.relation().column(column).isEmpty()) {
      throw Refusal.unresolved(
          "column " + facts.label() + "." + column + " is not found", position);
    }
    Optional<ProtectedColumn> cell = facts.cell(column);
    if (cell.isPresent()) {
      requireCell(cell.get(), origin, position);
    } else if (facts.isTenancyColumn(column)) {
      Optional<List<TenantCheck>> checks =
          origin instanceof Origin.Input input
              ? expressions.given(input.column(), facts)
              : Optional.empty();
      checks.ifPresentOrElse(
          all -> all.forEach(draft::check), () -> requireTenant(facts, column, origin, position));
    } else if (Expressions.settled(origin) instanceof Origin.Cell from) {
      throw Refusal.protectedUse(
          "a cell of "
              + from.column().label()
              + " would be copied into "
              + facts.label()
              + "."
              + column
              + ", which holds none of its domain; select it and write it yourself",
          position);
    }
  }

  /** Seals given values into a column; what else is no cell of its domain is refused. */
  private void requireCell(ProtectedColumn column, Origin origin, int position) {
    if (origin instanceof Origin.Cell) {
      draft.copiesCell();
    }
    if (origin instanceof Origin.Input input) {
      store(input.column(), column, position);
    } else if (!(origin instanceof Origin.Null
        || (origin instanceof Origin.Cell from && CellRules.fits(from.column(), column)))) {
      throw notACell(column, position);
    }
  }

  /** Seals the values of a column of given values, each where it stands. */
  void store(InputColumn input, ProtectedColumn column, int position) {
    for (Expression leaf : input.store(column, position)) {
      if (!sealGiven(column, leaf, true)) {
        throw notACell(column, draft.position(leaf));
      }
    }
  }

  private static Refusal notACell(ProtectedColumn column, int position) {
    return Refusal.protectedUse(
        "the protected column "
            + column.label()
            + " may only be set to a parameter, a literal, NULL or a cell of the same domain; the"
            + " database cannot compute its value",
        position);
  }

  private void seal(ProtectedColumn column, Expression value, Scope scope) {
    if (sealGiven(column, value, false)) {
      return;
    }
    if (isDefault(Expressions.unwrap(value))) {
      throw Refusal.protectedUse(
          "DEFAULT for the protected column "
              + column.label()
              + " would store a value that is not sealed; send the value",
          draft.position(value));
    }
    if (Expressions.unwrap(value) instanceof CastExpression) {
      throw notACell(column, draft.position(value));
    }
    requireCell(column, expressions.pass(value, scope), draft.position(value));
  }

  /**
   * Seals a parameter, literal or NULL in its place.
   *
   * @param typed whether the place says nothing of its type, so that the text must
   * @return whether the expression is one
   */
  private boolean sealGiven(ProtectedColumn column, Expression value, boolean typed) {
    Expression inner = Expressions.unwrap(value);
    int start = draft.parsed().start(value);
    int end = draft.parsed().end(value);
    boolean cast = inner instanceof CastExpression;
    if (inner instanceof CastExpression to && isGiven(Expressions.unwrap(to.getLeftExpression()))) {
      if (!isStorage(column, to)) {
        requireCast(column, to);
      }
      inner = Expressions.unwrap(to.getLeftExpression());
    }
    String text = typed ? "CAST(? AS " + storage(column) + ")" : "?";
    if (inner instanceof NullValue) {
      if (cast || typed) {
        requirePlace(start, value);
        draft.edits().replace(start, end, text.replace("?", "NULL"), List.of());
      }
      return true;
    }
    if (inner instanceof JdbcParameter parameter) {
      requirePlace(start, value);
      draft.seal(draft.index(parameter), column, start, end, text);
      return true;
    }
    Optional<String> literal = literal(column, inner, value);
    if (literal.isPresent() && start >= 0) {
      draft.sealLiteral(literal.get(), column, start, end, text);
      return true;
    }
    return false;
  }

  // In a text that was rewritten, what was sealed has the type of cells.
  private boolean isStorage(ProtectedColumn column, CastExpression cast) {
    return draft.isRewritten()
        && cast.getColDataType() != null
        && cast.getColDataType().toString().equals(storage(column));
  }

  private String storage(ProtectedColumn column) {
    return draft.dialect().castType(column.storage());
  }

  private static boolean isGiven(Expression inner) {
    return !(inner instanceof Column || inner instanceof CastExpression);
  }

  private void requirePlace(int start, Expression value) {
    if (start < 0) {
      throw Refusal.unsupported("a value whose place is not known", draft.position(value));
    }
  }

  // Some constants carry no position; the expression around one does.
  private Optional<String> literal(ProtectedColumn column, Expression value, Expression around) {
    if (value instanceof StringValue) {
      return Optional.of(draft.parsed().literal(value, around));
    }
    boolean text = column.type().family() == LogicalType.Family.TEXT;
    if (value instanceof LongValue || (value instanceof DoubleValue && !text)) {
      return Optional.of(draft.parsed().literal(value, around));
    }
    if (value instanceof BooleanValue bool && !text) {
      return Optional.of(String.valueOf(bool.getValue()));
    }
    if (value instanceof SignedExpression signed
        && (signed.getSign() == '-' || signed.getSign() == '+')
        && (signed.getExpression() instanceof LongValue
            || (signed.getExpression() instanceof DoubleValue && !text))) {
      String digits = signed.getExpression().toString();
      return Optional.of(signed.getSign() == '-' ? "-" + digits : digits);
    }
    if (value instanceof DateTimeLiteralExpression dateTime) {
      return dateTime(column, dateTime);
    }
    return Optional.empty();
  }

  private Optional<String> dateTime(ProtectedColumn column, DateTimeLiteralExpression literal) {
    boolean fits =
        switch (column.type().family()) {
          case DATE -> literal.getType() == DateTimeLiteralExpression.DateTime.DATE;
          case TIME -> literal.getType() == DateTimeLiteralExpression.DateTime.TIME;
          case TIMESTAMP -> literal.getType() == DateTimeLiteralExpression.DateTime.TIMESTAMP;
          case INSTANT -> literal.getType() == DateTimeLiteralExpression.DateTime.TIMESTAMPTZ;
          case INTEGER, DECIMAL, FLOAT, BOOLEAN, TEXT, UUID, BYTES, JSON -> false;
        };
    int at = draft.parsed().tokenAt(draft.parsed().start(literal));
    if (!fits || at < 0) {
      return Optional.empty();
    }
    int end = draft.parsed().end(literal);
    Token constant = draft.parsed().tokens().get(at + 1);
    while (constant.kind() != Token.Kind.STRING && constant.end() < end) {
      at++; // TIMESTAMP WITH TIME ZONE '…'
      constant = draft.parsed().tokens().get(at + 1);
    }
    return constant.kind() == Token.Kind.STRING ? Optional.of(constant.value()) : Optional.empty();
  }

  // A cast to the logical type itself says nothing that sealing does not do; any other would change
  // the value in the database, which never sees it.
  private void requireCast(ProtectedColumn column, CastExpression cast) {
    var to = cast.getColDataType();
    String name = to == null ? "" : TypeName.of(to);
    boolean sized = to != null && (to.getPrecision() != null || to.getScale() != null);
    boolean array = to != null && to.getArrayData() != null && !to.getArrayData().isEmpty();
    if (to == null
        || array
        || cast.getFormat() != null
        || !casts(column.type()).contains(name)
        || (sized && !sameSize(column.type(), to.getPrecision(), to.getScale()))) {
      throw Refusal.protectedUse(
          "a cast to another type than that of the protected column "
              + column.label()
              + "; bind the value in its own type",
          draft.position(cast));
    }
  }

  private static boolean sameSize(
      LogicalType type,
      @org.jspecify.annotations.Nullable Integer precision,
      @org.jspecify.annotations.Nullable Integer scale) {
    int p = precision == null ? 0 : precision;
    int s = scale == null ? 0 : scale;
    if (type.family() == LogicalType.Family.TIME
        || type.family() == LogicalType.Family.TIMESTAMP
        || type.family() == LogicalType.Family.INSTANT) {
      return p == MICROSECONDS && s == 0;
    }
    return type.name() == LogicalType.Name.DECIMAL
        ? p == type.precision() && s == type.scale()
        : p == type.length() && s == 0;
  }

  private static Set<String> casts(LogicalType type) {
    return switch (type.name()) {
      case SMALLINT -> Set.of("smallint", "int2");
      case INTEGER -> Set.of("integer", "int", "int4");
      case BIGINT -> Set.of("bigint", "int8");
      case DECIMAL -> Set.of("decimal", "numeric");
      case REAL -> Set.of("real", "float4");
      case DOUBLE -> Set.of("double precision", "float8");
      case BOOLEAN -> Set.of("boolean", "bool");
      case CHAR -> Set.of("char", "character");
      case VARCHAR, TEXT, ENUM -> Set.of("varchar", "text", "character varying");
      case DATE -> Set.of("date");
      case TIME -> Set.of("time", "time without time zone");
      case TIMESTAMP -> Set.of("timestamp", "timestamp without time zone");
      case TIMESTAMPTZ -> Set.of("timestamptz", "timestamp with time zone");
      case UUID -> Set.of("uuid");
      case BYTES -> Set.of("bytea");
      case JSON -> Set.of("json", "jsonb");
    };
  }
}
