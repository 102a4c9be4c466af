package io.tenantcrypt.it;

import io.tenantcrypt.it.RandomContext.Source;
import io.tenantcrypt.it.RandomContext.Tenancy;
import io.tenantcrypt.it.RandomDialect.Feature;
import io.tenantcrypt.it.RandomSchema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Random queries of given output types. */
final class RandomQueries {

  private static final List<String> SETS =
      List.of(" UNION ALL ", " UNION ", " INTERSECT ", " EXCEPT ");
  private static final List<String> ALL_SETS =
      List.of(
          " UNION ALL ", " UNION ", " INTERSECT ", " EXCEPT ", " INTERSECT ALL ", " EXCEPT ALL ");

  /**
   * A query.
   *
   * @param givesTenant whether its last column is the tenancy column of one of its tables
   */
  record Query(String sql, boolean givesTenant) {}

  private final RandomContext context;
  private final Choices choices;
  private final RandomExpressions expressions;
  private final RandomPins pins;

  RandomQueries(RandomContext context) {
    this.context = context;
    this.choices = context.choices();
    this.expressions = new RandomExpressions(context, this);
    this.pins = new RandomPins(context);
  }

  RandomExpressions expressions() {
    return expressions;
  }

  RandomPins pins() {
    return pins;
  }

  List<RandomSchema.Type> types(int atMost) {
    List<RandomSchema.Type> types = new ArrayList<>();
    int count = 1 + choices.below(atMost);
    for (int i = 0; i < count; i++) {
      types.add(choices.pick(RandomSchema.ALL));
    }
    return types;
  }

  static boolean allPlain(List<RandomSchema.Type> types) {
    return types.stream().noneMatch(RandomSchema.Type::isCell);
  }

  /** A query of any form. */
  String any(int depth, List<Source> outer, List<RandomSchema.Type> types) {
    boolean plain = allPlain(types);
    return switch (choices.below(depth > 0 ? 12 : 8)) {
      case 6 -> plain ? grouped(depth, outer, types) : block(depth, outer, types, false).sql();
      case 7 ->
          plain
              ? sorted(block(depth, outer, types, false).sql(), types)
              : block(depth, outer, types, false).sql();
      case 8, 9 -> united(depth, outer, types);
      case 10 -> plain ? sorted(united(depth, outer, types), types) : united(depth, outer, types);
      case 11 -> plain ? grouped(depth, outer, types) : united(depth, outer, types);
      default -> block(depth, outer, types, false).sql();
    };
  }

  /** One block without grouping. */
  Query block(int depth, List<Source> outer, List<RandomSchema.Type> types, boolean withTenant) {
    return block(depth, outer, types, withTenant, false);
  }

  /** The same, each column named by its number, where that is wanted. */
  Query block(
      int depth,
      List<Source> outer,
      List<RandomSchema.Type> types,
      boolean withTenant,
      boolean numbered) {
    RandomFrom from = new RandomFrom(context, this, outer).fill(depth, types);
    List<String> items = new ArrayList<>();
    boolean window = choices.once(12);
    for (RandomSchema.Type type : types) {
      String ranked = window && type.equals(RandomSchema.NUMBER) ? windowed(from) : "";
      String item = ranked.isEmpty() ? expressions.value(type, depth, from.visible()) : ranked;
      items.add(named(item, numbered, items.size()));
    }
    Optional<Source> tenant =
        withTenant
            ? from.sources().stream().filter(s -> s.tenancy() != Tenancy.NONE).findFirst()
            : Optional.empty();
    tenant.ifPresent(s -> items.add(s.alias() + ".tenant_id"));
    String distinct = allPlain(types) && !window && choices.once(6) ? "DISTINCT " : "";
    return new Query(
        "SELECT "
            + distinct
            + String.join(", ", items)
            + " FROM "
            + from.text()
            + where(depth, from),
        tenant.isPresent());
  }

  // A text that is a name shows the condition that the driver added, and its parameters.
  private String named(String item, boolean numbered, int index) {
    boolean text = item.contains("SELECT") && !context.dialect().has(Feature.SUBQUERY_NAMES);
    boolean parameter =
        RandomContext.hasParameter(item) && !context.dialect().has(Feature.PARAMETER_NAMES);
    return !numbered && !text && !parameter ? item : item + " AS d" + index;
  }

  // Ranks and counts of peers do not depend on the order of equal rows.
  private String windowed(RandomFrom from) {
    List<String> keys = RandomContext.columns(from.sources(), choices.pick(RandomSchema.PLAIN));
    if (keys.isEmpty()) {
      return "";
    }
    String key = choices.pick(keys);
    return choices.pick(
        List.of(
            "count(*) OVER (PARTITION BY " + key + ")",
            "rank() OVER (ORDER BY " + key + " DESC)",
            "dense_rank() OVER (PARTITION BY " + key + " ORDER BY " + choices.pick(keys) + ")",
            "sum(1) OVER (ORDER BY " + key + ")"));
  }

  /** The WHERE of a block: its pins and a condition, in any order. */
  String where(int depth, RandomFrom from) {
    List<String> conjuncts = new ArrayList<>(from.where());
    if (choices.once(2)) {
      String condition = "(" + expressions.condition(depth, from.visible()) + ")";
      conjuncts.add(choices.below(conjuncts.size() + 1), condition);
    }
    return conjuncts.isEmpty() ? "" : " WHERE " + String.join(" AND ", conjuncts);
  }

  private String grouped(int depth, List<Source> outer, List<RandomSchema.Type> types) {
    RandomFrom from = new RandomFrom(context, this, outer).fill(depth, types);
    List<String> items = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (RandomSchema.Type type : types) {
      List<String> columns = RandomContext.columns(from.sources(), type);
      if (columns.isEmpty()) {
        items.add(type.equals(RandomSchema.NUMBER) ? "count(*)" : expressions.constant(type));
      } else if (choices.once(2)) {
        items.add(aggregate(type, choices.pick(columns), from.sources()));
      } else {
        String key = choices.pick(columns);
        items.add(key);
        keys.add(key);
      }
    }
    String having = keys.isEmpty() ? "" : having(outer);
    String group = keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys);
    String text = "SELECT " + String.join(", ", items) + " FROM " + from.text();
    return text + where(depth, from) + group + having;
  }

  private String having(List<Source> outer) {
    return switch (choices.below(4)) {
      case 2 -> " HAVING count(*) > " + context.number(choices.below(3));
      case 3 -> " HAVING count(*) <> " + scalar(RandomSchema.NUMBER, 0, outer);
      default -> "";
    };
  }

  private String aggregate(RandomSchema.Type type, String column, List<Source> own) {
    if (!type.equals(RandomSchema.NUMBER)) {
      return type.equals(RandomSchema.FLAG)
          ? context.dialect().flags(false, column)
          : choices.pick(List.of("min(", "max(")) + column + ")";
    }
    List<String> cells = new ArrayList<>();
    RandomSchema.ALL.forEach(t -> cells.addAll(RandomContext.columns(own, t)));
    return switch (choices.below(6)) {
      case 1 -> "count(" + choices.pick(cells) + ")";
      case 2 -> "count(DISTINCT " + column + ")";
      case 3 -> context.dialect().sumAboveOne(column);
      case 4 -> "max(" + column + ")";
      case 5 -> "coalesce(sum(" + column + "), 0)";
      default -> "count(*)";
    };
  }

  private String united(int depth, List<Source> outer, List<RandomSchema.Type> types) {
    String operator =
        allPlain(types)
            ? choices.pick(context.dialect().has(Feature.MULTISETS) ? ALL_SETS : SETS)
            : " UNION ALL ";
    String left = block(depth - 1, outer, types, false).sql();
    String right = block(depth - 1, outer, types, false).sql();
    return choices.once(2)
        ? "(" + left + ")" + operator + "(" + right + ")"
        : left + operator + right;
  }

  /** Sorted by all its columns, so that a LIMIT says which rows. */
  String sorted(String query, List<RandomSchema.Type> types) {
    StringBuilder text = new StringBuilder(query).append(" ORDER BY ");
    String direction = choices.pick(context.dialect().directions());
    for (int i = 1; i <= types.size(); i++) {
      text.append(i == 1 ? "" : ", ").append(i).append(direction);
    }
    return text + context.dialect().limit(context);
  }

  /** A query of one row and one plain column, as an expression. */
  String scalar(RandomSchema.Type type, int depth, List<Source> outer) {
    RandomFrom from = new RandomFrom(context, this, outer);
    from.add(depth);
    List<String> columns = RandomContext.columns(from.sources(), type);
    String item;
    if (type.equals(RandomSchema.NUMBER) && (columns.isEmpty() || choices.once(2))) {
      item = "count(*)";
    } else if (columns.isEmpty()) {
      item = expressions.constant(type);
      return "(SELECT " + item + " FROM " + from.text() + where(depth, from) + " LIMIT 1)";
    } else {
      String column = choices.pick(columns);
      item =
          type.equals(RandomSchema.FLAG)
              ? context.dialect().flags(true, column)
              : "max(" + column + ")";
    }
    return "(SELECT " + item + " FROM " + from.text() + where(depth, from) + ")";
  }

  /** A cell of the one row that has a key, as an expression. */
  String cellOfOneRow(RandomSchema.Type type, List<Source> outer) {
    Table table = type.cell().startsWith("patient") ? RandomSchema.PATIENT : RandomSchema.VISIT;
    String column = type.cell().substring(type.cell().indexOf('.') + 1);
    RandomFrom from = new RandomFrom(context, this, outer);
    Source source = Source.of(table, context.alias("c"));
    from.target(source);
    List<String> conjuncts = new ArrayList<>(from.where());
    conjuncts.add(source.alias() + ".id = " + context.number(1 + choices.below(5)));
    return "(SELECT "
        + source.alias()
        + "."
        + column
        + " FROM "
        + table.name()
        + " "
        + source.alias()
        + " WHERE "
        + String.join(" AND ", conjuncts)
        + ")";
  }
}
