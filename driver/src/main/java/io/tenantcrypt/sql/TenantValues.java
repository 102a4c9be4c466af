package io.tenantcrypt.sql;

import io.tenantcrypt.plan.TenantCheck;
import io.tenantcrypt.tenancy.TenantType;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;

/**
 * Which parameters and literals name a tenant: those that, through whatever casts stand around
 * them, arrive at the tenancy column as the text says, or not at all. A cast to a narrower integer
 * fails where the value is too large; one that cuts or rounds gives another tenant.
 */
final class TenantValues {

  /** No tenant's id is longer, so that a cast to this length cuts none. */
  private static final int LONGEST_TENANT = 63;

  private static final Set<String> TEXT_CASTS = Set.of("varchar", "text", "character varying");
  private static final Set<String> INTEGER_CASTS =
      Set.of("smallint", "int2", "integer", "int", "int4", "bigint", "int8");

  /** Numbers that are the same as text: the server reads 007, 1_000 and 0x10 and writes others. */
  private static final Pattern PLAIN_NUMBER = Pattern.compile("0|[1-9][0-9]*");

  private static final String SYSTEM_SCHEMA = "pg_catalog.";

  private TenantValues() {}

  /** The check that makes an expression the session's tenant; none where it is no such value. */
  static Optional<TenantCheck> check(Draft draft, Expression expression, TableFacts facts) {
    TenantType type = facts.tenancy().orElseThrow().type();
    Expression inner = Expressions.unwrap(expression);
    boolean signed = false;
    boolean negative = false;
    while (inner instanceof CastExpression || inner instanceof SignedExpression) {
      if (inner instanceof CastExpression around) {
        if (signed && isText(type)) {
          return Optional.empty(); // a sign before text
        }
        if (!fits(around, type, draft.dialect())) {
          return Optional.empty();
        }
        inner = Expressions.unwrap(around.getLeftExpression());
      } else if (inner instanceof SignedExpression sign) {
        if (sign.getSign() != '-' && sign.getSign() != '+') {
          return Optional.empty();
        }
        signed = true;
        negative ^= sign.getSign() == '-';
        inner = Expressions.unwrap(sign.getExpression());
      }
    }
    int position = draft.position(expression);
    TenantCheck.Value value = null;
    if (inner instanceof JdbcParameter parameter) {
      value = signed ? null : new TenantCheck.Value.Parameter(draft.index(parameter));
    } else if (inner instanceof StringValue) {
      value =
          signed ? null : new TenantCheck.Value.Literal(draft.parsed().literal(inner, expression));
    } else if (inner instanceof LongValue) {
      String digits = draft.parsed().literal(inner, expression);
      boolean same =
          type != TenantType.EXACT_TEXT
              && (type != TenantType.TEXT || PLAIN_NUMBER.matcher(digits).matches());
      value = same ? new TenantCheck.Value.Literal((negative ? "-" : "") + digits) : null;
    }
    return Optional.ofNullable(value).map(v -> new TenantCheck(v, type, facts.label(), position));
  }

  private static boolean isText(TenantType type) {
    return type == TenantType.TEXT || type == TenantType.EXACT_TEXT;
  }

  private static boolean fits(CastExpression cast, TenantType type, Dialect dialect) {
    var to = cast.getColDataType();
    boolean bare =
        to != null
            && cast.getFormat() == null
            && (to.getArgumentsStringList() == null || to.getArgumentsStringList().isEmpty())
            && to.getScale() == null
            && (to.getPrecision() == null || (isText(type) && to.getPrecision() >= LONGEST_TENANT))
            && (to.getArrayData() == null || to.getArrayData().isEmpty());
    if (!bare) {
      return false;
    }
    String written = TypeName.of(to);
    String name =
        written.startsWith(SYSTEM_SCHEMA) ? written.substring(SYSTEM_SCHEMA.length()) : written;
    return switch (type) {
      case TEXT -> TEXT_CASTS.contains(name);
      case EXACT_TEXT ->
          dialect instanceof MysqlDialect ? name.equals("char") : TEXT_CASTS.contains(name);
      case SMALLINT, INTEGER, BIGINT -> INTEGER_CASTS.contains(name);
      case EXACT_BIGINT -> name.equals("signed");
      case UUID -> name.equals("uuid");
    };
  }
}
