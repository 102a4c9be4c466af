package io.tenantcrypt.it;

import io.tenantcrypt.it.RandomContext.Source;
import io.tenantcrypt.it.RandomSchema.Kind;
import java.util.ArrayList;
import java.util.List;

/** Random values and conditions over the columns that are visible. */
final class RandomExpressions {

  private static final List<String> CITIES = List.of("Bern", "Kyoto", "acme", "acme 1");
  private static final List<String> ORDERS = List.of("=", "=", "<>", "<", ">", "<=", ">=", "!=");

  private final RandomContext context;
  private final Choices choices;
  private final RandomQueries queries;

  RandomExpressions(RandomContext context, RandomQueries queries) {
    this.context = context;
    this.choices = context.choices();
    this.queries = queries;
  }

  /** A value of a type; a cell's column, or NULL, where the type is a protected column. */
  String value(RandomSchema.Type type, int depth, List<Source> visible) {
    List<String> columns = RandomContext.columns(visible, type);
    if (type.isCell()) {
      return cell(type, depth, visible, columns);
    }
    if (depth > 0 && choices.once(9)) {
      return queries.scalar(type, depth - 1, visible);
    }
    if (columns.isEmpty()) {
      return constant(type);
    }
    String column = choices.pick(columns);
    return switch (choices.below(10)) {
      case 5 -> "coalesce(" + column + ", " + constant(type) + ")";
      case 6 -> computed(type, column);
      case 7 ->
          "CASE WHEN "
              + condition(0, visible)
              + " THEN "
              + column
              + " ELSE "
              + choices.pick(columns)
              + " END";
      case 8 -> "nullif(" + column + ", " + choices.pick(columns) + ")";
      case 9 -> "greatest(" + column + ", " + choices.pick(columns) + ")";
      default -> column;
    };
  }

  private String cell(
      RandomSchema.Type type, int depth, List<Source> visible, List<String> columns) {
    if (columns.isEmpty()) {
      context.misuse(); // a NULL of no type: fits in some places only
      return "NULL";
    }
    String column = choices.pick(columns);
    if (choices.once(60)) {
      context.misuse();
      return choices.pick(context.dialect().misuses(column));
    }
    return switch (choices.below(9)) {
      case 6 -> "CASE WHEN " + condition(0, visible) + " THEN " + column + " END";
      case 7 -> "coalesce(" + column + ", " + choices.pick(columns) + ", NULL)";
      case 8 -> depth > 0 ? queries.cellOfOneRow(type, visible) : column;
      default -> column;
    };
  }

  private String computed(RandomSchema.Type type, String column) {
    return type.kind() == Kind.FLAG
        ? "NOT " + column
        : choices.pick(context.dialect().computed(type.kind(), column));
  }

  /** A constant of a plain type whose type the server knows wherever it stands. */
  String constant(RandomSchema.Type type) {
    return switch (type.kind()) {
      case NUMBER -> String.valueOf(choices.below(4));
      case TEXT -> context.dialect().typed("'" + choices.pick(CITIES) + "'");
      case DATE -> "DATE '2026-01-0" + (1 + choices.below(3)) + "'";
      case FLAG -> choices.once(2) ? "true" : "false";
    };
  }

  // Beside a column: a parameter takes the column's type.
  private String compared(RandomSchema.Type type) {
    return switch (type.kind()) {
      case NUMBER -> context.number(choices.below(5));
      case TEXT -> context.text(choices.pick(CITIES));
      case DATE -> context.date("2026-01-0" + (1 + choices.below(3)));
      case FLAG -> choices.once(2) ? "true" : "false";
    };
  }

  String condition(int depth, List<Source> visible) {
    RandomSchema.Type type = choices.pick(RandomSchema.PLAIN);
    List<String> columns = RandomContext.columns(visible, type);
    if (columns.isEmpty() || choices.once(6)) {
      return nullTest(visible);
    }
    String column = choices.pick(columns);
    if (depth > 0 && choices.once(3)) {
      return nested(depth, visible, type, column);
    }
    String other = choices.once(2) ? choices.pick(columns) : compared(type);
    return switch (choices.below(11)) {
      case 3 -> column + " IN (" + compared(type) + ", " + compared(type) + ")";
      case 4 -> column + " BETWEEN " + compared(type) + " AND " + other;
      case 5 -> context.dialect().distinct(column, other);
      case 6 ->
          type.kind() == Kind.TEXT
              ? column + " LIKE '%e%'"
              : "NOT (" + column + " = " + other + ")";
      case 7 -> "(" + column + ", " + choices.pick(columns) + ") = (" + other + ", " + column + ")";
      case 8 -> column + " = " + other + " AND " + nullTest(visible);
      case 9 -> column + " <> " + other + " OR " + nullTest(visible);
      case 10 -> type.kind() == Kind.FLAG ? column + " IS NOT TRUE" : other + " >= " + column;
      default -> column + " " + choices.pick(ORDERS) + " " + other;
    };
  }

  private String nested(int depth, List<Source> visible, RandomSchema.Type type, String column) {
    String not = choices.once(2) ? "NOT " : "";
    return switch (choices.below(7)) {
      case 0 -> not + "EXISTS (" + queries.any(depth - 1, visible, List.of(type)) + ")";
      case 1 -> column + " " + not + "IN (" + queries.any(depth - 1, visible, List.of(type)) + ")";
      case 2 -> column + " = ANY (" + queries.any(depth - 1, visible, List.of(type)) + ")";
      case 3 -> column + " <= ALL (" + queries.any(depth - 1, visible, List.of(type)) + ")";
      case 4 -> column + " >= " + queries.scalar(type, depth - 1, visible);
      case 5 ->
          "("
              + column
              + ", "
              + column
              + ") "
              + not
              + "IN ("
              + queries.any(depth - 1, visible, List.of(type, type))
              + ")";
      default ->
          "("
              + condition(depth - 1, visible)
              + (choices.once(2) ? ") OR (" : ") AND (")
              + condition(depth - 1, visible)
              + ")";
    };
  }

  private String nullTest(List<Source> visible) {
    List<String> all = new ArrayList<>();
    RandomSchema.ALL.forEach(type -> all.addAll(RandomContext.columns(visible, type)));
    if (all.isEmpty()) {
      return "true";
    }
    if (choices.once(120)) {
      return misusedCondition(visible, choices.pick(all));
    }
    return choices.pick(all) + (choices.once(2) ? " IS NOT NULL" : " IS NULL");
  }

  // A comparison that a protected column cannot answer; of a plain one it is a legal condition.
  private String misusedCondition(List<Source> visible, String other) {
    List<String> cells = RandomContext.columns(visible, RandomSchema.NAME);
    if (cells.isEmpty()) {
      return other + " IS NULL";
    }
    context.misuse();
    String cell = choices.pick(cells);
    return choices.pick(context.dialect().misusedConditions(cell));
  }
}
