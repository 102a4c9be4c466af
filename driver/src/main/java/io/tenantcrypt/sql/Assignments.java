package io.tenantcrypt.sql;

import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.plan.TenantCheck;
import io.tenantcrypt.policy.LogicalType;
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
    Optional<TenantCheck> check = expressions.value(value, facts);
    if (check.isPresent()) {
      draft.check(check.get());
      return;
    }
    Origin origin = isDefault(value) ? Origin.PLAIN : expressions.walk(value, scope);
    if (draft.exempt() && !(origin instanceof Origin.Cell)) {
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
          draft.position(value));
    }
  }

  private void seal(ProtectedColumn column, Expression value, Scope scope) {
    Expression inner = Expressions.unwrap(value);
    int start = draft.parsed().start(value);
    int end = draft.parsed().end(value);
    if (inner instanceof CastExpression cast) {
      requireCast(column, cast);
      inner = Expressions.unwrap(cast.getLeftExpression());
    }
    if (inner instanceof NullValue) {
      return;
    }
    if (inner instanceof JdbcParameter parameter) {
      if (start < 0) {
        throw Refusal.unsupported("a parameter whose place is not known", draft.position(value));
      }
      draft.seal(draft.index(parameter), column, start, end);
      return;
    }
    Optional<String> literal = literal(column, inner);
    if (literal.isPresent() && start >= 0) {
      draft.sealLiteral(literal.get(), column, start, end);
      return;
    }
    if (isDefault(inner)) {
      throw Refusal.protectedUse(
          "DEFAULT for the protected column "
              + column.label()
              + " would store a value that is not sealed; send the value",
          draft.position(value));
    }
    if (value instanceof CastExpression || !isCellOf(column, value, scope)) {
      throw Refusal.protectedUse(
          "the protected column "
              + column.label()
              + " may only be set to a parameter, a literal, NULL or a cell of the same domain; the"
              + " database cannot compute its value",
          draft.position(value));
    }
  }

  private boolean isCellOf(ProtectedColumn column, Expression value, Scope scope) {
    Origin origin = expressions.walk(value, scope);
    if (origin instanceof Origin.Cell cell) {
      draft.copiesCell();
      return CellRules.same(cell.column(), column);
    }
    return origin instanceof Origin.Null;
  }

  private Optional<String> literal(ProtectedColumn column, Expression value) {
    if (value instanceof StringValue) {
      return Optional.of(draft.parsed().literal(value));
    }
    boolean text = column.type().family() == LogicalType.Family.TEXT;
    if (value instanceof LongValue || (value instanceof DoubleValue && !text)) {
      return Optional.of(draft.parsed().literal(value));
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
    Token constant = draft.parsed().tokens().get(at + 1);
    return constant.kind() == Token.Kind.STRING ? Optional.of(constant.value()) : Optional.empty();
  }

  // A cast to the logical type itself says nothing that sealing does not do; any other would change
  // the value in the database, which never sees it.
  private void requireCast(ProtectedColumn column, CastExpression cast) {
    var to = cast.getColDataType();
    String name = to == null ? "" : Names.fold(to.getDataType().replaceAll("\\(.*\\)", "").strip());
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
