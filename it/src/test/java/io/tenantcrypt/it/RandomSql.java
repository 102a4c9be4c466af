package io.tenantcrypt.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random well-typed statements over the fixture's schema that use protected columns only in ways
 * that the driver allows, so that a refusal is a mistake and every difference from the plain twin
 * is one too. Without LIMIT and without tenant predicates unless pinned: the twin holds one tenant.
 */
final class RandomSql {

  private enum Type {
    NUMBER,
    TEXT,
    PROTECTED_TEXT,
    PROTECTED_DATE
  }

  private record Column(String name, Type type) {}

  private record Table(String name, boolean tenant, List<Column> columns) {}

  private record Source(String alias, boolean pin, List<Column> columns) {}

  private static final List<Table> TABLES =
      List.of(
          new Table(
              "patient",
              true,
              List.of(
                  new Column("id", Type.NUMBER),
                  new Column("visits", Type.NUMBER),
                  new Column("city", Type.TEXT),
                  new Column("name", Type.PROTECTED_TEXT),
                  new Column("note", Type.PROTECTED_TEXT),
                  new Column("dob", Type.PROTECTED_DATE))),
          new Table(
              "visit",
              true,
              List.of(
                  new Column("id", Type.NUMBER),
                  new Column("patient_id", Type.NUMBER),
                  new Column("finding", Type.PROTECTED_TEXT))),
          new Table(
              "task", true, List.of(new Column("id", Type.NUMBER), new Column("title", Type.TEXT))),
          new Table(
              "country",
              false,
              List.of(new Column("code", Type.TEXT), new Column("name", Type.TEXT))));

  private final Random random;
  private final boolean pinned;
  private int aliases;

  RandomSql(Random random, boolean pinned) {
    this.random = random;
    this.pinned = pinned;
  }

  /** A statement. */
  String statement() {
    aliases = 0;
    return switch (random.nextInt(10)) {
      case 0 -> update();
      case 1 -> delete();
      case 2 -> union();
      case 3 -> withQuery();
      default -> query(2, List.of(), columnTypes(), "");
    };
  }

  private List<Type> columnTypes() {
    List<Type> types = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      types.add(pick(List.of(Type.values())));
    }
    return types;
  }

  // Cells of different domains do not stand for each other, so only plain columns are united.
  private String union() {
    List<Type> types = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      types.add(pick(List.of(Type.NUMBER, Type.TEXT)));
    }
    return query(1, List.of(), types, "") + " UNION ALL " + query(1, List.of(), types, "");
  }

  private String withQuery() {
    List<Type> types = columnTypes();
    StringBuilder columns = new StringBuilder();
    List<Column> exposed = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.append(i == 0 ? "" : ", ").append("c").append(i);
      exposed.add(new Column("c" + i, types.get(i)));
    }
    String cte = query(1, List.of(), types, "");
    Source source = new Source("w", false, exposed);
    return "WITH w("
        + columns
        + ") AS ("
        + cte
        + ") SELECT * FROM w WHERE "
        + condition(1, List.of(source));
  }

  private String update() {
    Table table = TABLES.get(random.nextInt(3));
    Source source = new Source(alias(), table.tenant(), table.columns());
    String set =
        switch (table.name()) {
          case "patient" ->
              pick(
                  List.of(
                      "city = 'X'",
                      "visits = visits + 1",
                      "note = NULL, city = 'Y'",
                      "name = name",
                      "note = 'new S3CRET', dob = DATE '1907-05-06'"));
          case "visit" ->
              pick(List.of("finding = 'seen S3CRET'", "patient_id = 2, finding = NULL"));
          default -> "title = title || '!'";
        };
    return "UPDATE "
        + table.name()
        + " "
        + source.alias()
        + " SET "
        + set
        + " WHERE "
        + pins(List.of(source), condition(2, List.of(source)))
        + (random.nextBoolean() ? " RETURNING " + source.alias() + ".*" : "");
  }

  private String delete() {
    Table table = pick(List.of(TABLES.get(1), TABLES.get(2)));
    Source source = new Source(alias(), true, table.columns());
    return "DELETE FROM "
        + table.name()
        + " AS "
        + source.alias()
        + " WHERE "
        + pins(List.of(source), condition(2, List.of(source)))
        + (random.nextBoolean() ? " RETURNING id" : "");
  }

  // Columns of the given types; what stands around is visible to its conditions.
  private String query(int depth, List<Source> outer, List<Type> types, String extra) {
    List<Source> sources = new ArrayList<>();
    StringBuilder from = new StringBuilder();
    int items = 1 + random.nextInt(3);
    for (int i = 0; i < items; i++) {
      item(depth, sources, from, i == 0);
    }
    List<Source> visible = new ArrayList<>(outer);
    visible.addAll(sources);
    List<String> select = new ArrayList<>();
    for (Type type : types) {
      select.add(value(depth, visible, sources, type));
    }
    String where = condition(depth, visible);
    return "SELECT "
        + String.join(", ", select)
        + " FROM "
        + from
        + " WHERE "
        + pins(sources, extra.isEmpty() ? where : "(" + where + ") AND " + extra);
  }

  private void item(int depth, List<Source> sources, StringBuilder from, boolean first) {
    String text;
    Source source;
    if (depth > 0 && random.nextInt(4) == 0) {
      List<Type> types = columnTypes();
      List<Column> columns = new ArrayList<>();
      StringBuilder names = new StringBuilder();
      for (int i = 0; i < types.size(); i++) {
        columns.add(new Column("d" + i, types.get(i)));
        names.append(i == 0 ? "" : ", ").append("d").append(i);
      }
      source = new Source(alias(), false, columns);
      text =
          "(" + query(depth - 1, List.of(), types, "") + ") " + source.alias() + "(" + names + ")";
    } else {
      Table table = pick(TABLES);
      source = new Source(alias(), table.tenant(), table.columns());
      text = table.name() + (random.nextBoolean() ? " AS " : " ") + source.alias();
    }
    if (first) {
      from.append(text);
      sources.add(source);
      return;
    }
    int kind = random.nextInt(5);
    List<Source> both = new ArrayList<>(sources);
    both.add(source);
    sources.add(source);
    String on = condition(0, both);
    switch (kind) {
      case 0 -> from.append(" CROSS JOIN ").append(text);
      case 1, 2 -> {
        from.append(" LEFT JOIN ").append(text).append(" ON ");
        from.append(pinned && source.pin() ? pin(source) + " AND (" + on + ")" : on);
      }
      case 3 -> from.append(" JOIN ").append(text).append(" ON ").append(on);
      default -> from.append(" RIGHT JOIN ").append(text).append(" ON ").append(on);
    }
  }

  private static String pin(Source source) {
    return source.alias() + ".tenant_id = 'acme'";
  }

  private String pins(List<Source> sources, String condition) {
    if (!pinned) {
      return condition;
    }
    StringBuilder text = new StringBuilder();
    for (Source source : sources) {
      if (source.pin()) {
        text.append(pin(source)).append(" AND ");
      }
    }
    return text.append('(').append(condition).append(')').toString();
  }

  private String value(int depth, List<Source> visible, List<Source> own, Type type) {
    String column = column(visible, type);
    boolean isProtected = type == Type.PROTECTED_TEXT || type == Type.PROTECTED_DATE;
    if (depth > 0 && random.nextInt(8) == 0) {
      String sub = aggregate(depth - 1, visible, type);
      if (!sub.isEmpty()) {
        return sub;
      }
    }
    if (column.isEmpty()) {
      return switch (type) {
        case NUMBER -> String.valueOf(random.nextInt(4));
        case TEXT -> "'t" + random.nextInt(3) + "'::text";
        case PROTECTED_TEXT, PROTECTED_DATE ->
            type == Type.PROTECTED_TEXT ? "NULL::text" : "NULL::date";
      };
    }
    if (isProtected) {
      return random.nextInt(5) == 0
          ? "CASE WHEN " + condition(0, own) + " THEN " + column + " END"
          : column;
    }
    return switch (random.nextInt(6)) {
      case 0 -> type == Type.NUMBER ? column + " + 1" : "upper(" + column + ")";
      case 1 -> "coalesce(" + column + ", " + (type == Type.NUMBER ? "0" : "'-'") + ")";
      default -> column;
    };
  }

  private String aggregate(int depth, List<Source> visible, Type type) {
    if (type != Type.NUMBER) {
      return "";
    }
    Table table = pick(TABLES);
    Source source = new Source(alias(), table.tenant(), table.columns());
    List<Source> inner = new ArrayList<>(visible);
    inner.add(source);
    String counted =
        random.nextBoolean() ? "*" : source.alias() + "." + pick(table.columns()).name();
    return "(SELECT count("
        + counted
        + ") FROM "
        + table.name()
        + " "
        + source.alias()
        + " WHERE "
        + pins(List.of(source), condition(depth, inner))
        + ")";
  }

  private String condition(int depth, List<Source> visible) {
    return switch (random.nextInt(depth > 0 ? 9 : 6)) {
      case 0 -> comparison(visible, Type.NUMBER);
      case 1 -> comparison(visible, Type.TEXT);
      case 2 -> nullTest(visible);
      case 3 -> comparison(visible, Type.NUMBER) + " AND " + comparison(visible, Type.NUMBER);
      case 4 -> comparison(visible, Type.NUMBER) + " OR " + nullTest(visible);
      case 5 -> "NOT (" + comparison(visible, Type.NUMBER) + ")";
      case 6 -> exists(depth - 1, visible);
      case 7 -> membership(depth - 1, visible);
      default ->
          "(" + condition(depth - 1, visible) + ") OR (" + condition(depth - 1, visible) + ")";
    };
  }

  private String comparison(List<Source> visible, Type type) {
    String left = column(visible, type);
    String right = column(visible, type);
    String constant = type == Type.NUMBER ? String.valueOf(random.nextInt(4)) : "'Bern'";
    if (left.isEmpty()) {
      return constant + " = " + constant;
    }
    String operator = pick(List.of("=", "=", "<>", "<", ">="));
    return left + " " + operator + " " + (random.nextBoolean() ? right : constant);
  }

  private String nullTest(List<Source> visible) {
    String column = column(visible, pick(List.of(Type.values())));
    return column.isEmpty()
        ? "true"
        : column + (random.nextBoolean() ? " IS NULL" : " IS NOT NULL");
  }

  private String exists(int depth, List<Source> visible) {
    return (random.nextBoolean() ? "NOT " : "")
        + "EXISTS ("
        + query(depth, visible, List.of(Type.NUMBER), "")
        + ")";
  }

  private String membership(int depth, List<Source> visible) {
    String left = column(visible, Type.NUMBER);
    return (left.isEmpty() ? "1" : left)
        + (random.nextBoolean() ? " IN (" : " NOT IN (")
        + query(depth, visible, List.of(Type.NUMBER), "")
        + ")";
  }

  private String column(List<Source> visible, Type type) {
    List<String> fitting = new ArrayList<>();
    for (Source source : visible) {
      for (Column column : source.columns()) {
        if (column.type() == type) {
          fitting.add(source.alias() + "." + column.name());
        }
      }
    }
    return fitting.isEmpty() ? "" : pick(fitting);
  }

  private String alias() {
    aliases++;
    return "t" + aliases;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
