package io.tenantcrypt.sql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SelectItem;

/**
 * The name that the server gives to a select item (FigureColname of its parser); empty where it is
 * none that a query could use, or not known.
 */
final class Labels {

  /** Grammar that the parser gives as functions, and that the server names otherwise. */
  private static final Set<String> OTHERWISE =
      Set.of("any", "some", "all", "array", "exists", "values", "trim", "cast", "row");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("varchar", "varchar"),
          Map.entry("text", "text"),
          Map.entry("smallint", "int2"),
          Map.entry("integer", "int4"),
          Map.entry("int", "int4"),
          Map.entry("bigint", "int8"),
          Map.entry("numeric", "numeric"),
          Map.entry("decimal", "numeric"),
          Map.entry("boolean", "bool"),
          Map.entry("uuid", "uuid"),
          Map.entry("date", "date"));

  private final Draft draft;

  Labels(Draft draft) {
    this.draft = draft;
  }

  String of(SelectItem<?> item) {
    return Names.alias(item.getAlias()).orElseGet(() -> of(item.getExpression()));
  }

  private String of(Expression given) {
    Expression expression = Expressions.unwrap(given);
    if (Expressions.isColumn(expression)) {
      List<Token> parts = draft.parsed().name(expression);
      return parts.isEmpty() ? "" : parts.get(parts.size() - 1).value();
    }
    if (expression instanceof Function function) {
      List<String> name = function.getMultipartName();
      return function(Names.fold(name.get(name.size() - 1)));
    }
    if (expression instanceof AnalyticExpression analytic) {
      return function(Names.fold(analytic.getName()));
    }
    if (expression instanceof CastExpression cast && cast.getColDataType() != null) {
      String inner = of(cast.getLeftExpression());
      String type = cast.getColDataType().getDataType().replaceAll("\\(.*\\)", "").strip();
      return inner.isEmpty() ? TYPES.getOrDefault(Names.fold(type), "") : inner;
    }
    if (expression instanceof CaseExpression choice) {
      String last = choice.getElseExpression() == null ? "" : of(choice.getElseExpression());
      return last.isEmpty() ? "case" : last;
    }
    return expression instanceof ParenthesedSelect query ? of(query) : "";
  }

  private static String function(String name) {
    return OTHERWISE.contains(name) ? "" : name;
  }

  private String of(ParenthesedSelect query) {
    return Optional.of(query.getSelect())
        .filter(PlainSelect.class::isInstance)
        .map(plain -> of(((PlainSelect) plain).getSelectItems().get(0)))
        .orElse("");
  }
}
