package io.tenantcrypt.it;

import io.tenantcrypt.it.RandomContext.Flaw;
import io.tenantcrypt.it.RandomContext.Source;
import io.tenantcrypt.it.RandomDialect.Feature;
import io.tenantcrypt.it.RandomSchema.Column;
import io.tenantcrypt.it.RandomSchema.Table;
import java.util.ArrayList;
import java.util.List;

/** Random INSERT, UPDATE, DELETE and MERGE. */
final class RandomWrites {

  private final RandomContext context;
  private final Choices choices;
  private final RandomQueries queries;
  private final RandomExpressions expressions;
  private final RandomPins pins;

  RandomWrites(RandomContext context, RandomQueries queries) {
    this.context = context;
    this.choices = context.choices();
    this.queries = queries;
    this.expressions = queries.expressions();
    this.pins = queries.pins();
  }

  String insert() {
    Table table = choices.pick(RandomSchema.TABLES);
    context.writes(table);
    if (table.equals(RandomSchema.LOG_LINE) && choices.once(4)) {
      String defaults = context.dialect().defaults(table.name());
      return defaults + returning(table, table.name(), defaults);
    }
    List<Column> columns = new ArrayList<>(List.of(table.columns().get(0)));
    for (Column column : table.columns().subList(1, table.columns().size())) {
      if (choices.once(2) || (table.equals(RandomSchema.COUNTRY) && column.name().equals("name"))) {
        columns.add(column);
      }
    }
    Flaw flaw = table.tenant() ? context.nextFlaw() : Flaw.NONE;
    boolean named =
        table.tenant()
            && (flaw == Flaw.NONE ? !(context.isScope() && choices.once(2)) : flaw.isForeign());
    String tenant = named ? pins.tenant(flaw.isForeign() ? "globex" : World.ACME) : "";
    String verb = verb();
    StringBuilder text = new StringBuilder(verb).append(' ').append(table.name());
    if (context.dialect().has(Feature.MYSQL_CHANGES) && choices.once(5)) {
      text.append(" SET ").append(set(table, columns, tenant));
    } else {
      text.append(named ? " (tenant_id, " : " (");
      text.append(String.join(", ", columns.stream().map(Column::name).toList())).append(") ");
      text.append(
          choices.once(3) ? selected(table, columns, tenant) : rows(table, columns, tenant));
    }
    if (!verb.startsWith("REPLACE") && choices.once(2)) {
      text.append(context.dialect().conflict(context, table, this));
    }
    return text + returning(table, table.name(), text.toString());
  }

  private String verb() {
    if (!context.dialect().has(Feature.MYSQL_CHANGES)) {
      return "INSERT INTO";
    }
    return switch (choices.below(6)) {
      case 4 -> "INSERT IGNORE INTO";
      case 5 -> "REPLACE INTO";
      default -> "INSERT INTO";
    };
  }

  private String set(Table table, List<Column> columns, String tenant) {
    List<String> sets = new ArrayList<>();
    if (!tenant.isEmpty()) {
      sets.add("tenant_id = " + tenant);
    }
    for (Column column : columns) {
      String value = column.equals(columns.get(0)) ? key(table, 0) : stored(column.type());
      sets.add(column.name() + " = " + value);
    }
    return String.join(", ", sets);
  }

  private String rows(Table table, List<Column> columns, String tenant) {
    List<String> rows = new ArrayList<>();
    int count = 1 + choices.below(3);
    for (int i = 0; i < count; i++) {
      List<String> values = new ArrayList<>();
      if (!tenant.isEmpty()) {
        values.add(i == 0 ? tenant : pins.tenant(World.ACME));
      }
      for (Column column : columns) {
        values.add(column.equals(columns.get(0)) ? key(table, i) : stored(column.type()));
      }
      rows.add("(" + String.join(", ", values) + ")");
    }
    return "VALUES " + String.join(", ", rows);
  }

  // Some of them are there.
  private String key(Table table, int row) {
    if (table.equals(RandomSchema.COUNTRY)) {
      return context.text(List.of("FR", "IT", "DE").get(row));
    }
    return context.number((choices.once(2) ? 2 : 100) + row);
  }

  /** A value to store in a column. */
  String stored(RandomSchema.Type type) {
    if (choices.once(6)) {
      return "NULL";
    }
    return switch (type.kind()) {
      case NUMBER -> choices.once(2) ? context.number(choices.below(9)) : "1 + 1";
      case TEXT ->
          type.isCell() ? context.text("new S3CRET " + choices.below(3)) : context.text("new");
      case DATE ->
          context.date((type.isCell() ? "1907" : "2026") + "-05-0" + (1 + choices.below(3)));
      case FLAG -> "true";
    };
  }

  // Rows of the same table under other keys, so that cells go where they came from.
  private String selected(Table table, List<Column> columns, String tenant) {
    RandomFrom from = new RandomFrom(context, queries, List.of());
    Source source = Source.of(table, context.alias("s"));
    from.target(source);
    List<String> items = new ArrayList<>();
    if (!tenant.isEmpty()) {
      boolean own = tenant.contains(World.ACME) && choices.once(2);
      items.add(own ? source.alias() + ".tenant_id" : tenant);
    }
    for (Column column : columns) {
      String name = source.alias() + "." + column.name();
      if (!column.equals(columns.get(0))) {
        items.add(
            column.type().isCell() ? name : expressions.value(column.type(), 1, List.of(source)));
      } else {
        items.add(table.equals(RandomSchema.COUNTRY) ? "lower(" + name + ")" : name + " + 50");
      }
    }
    return "SELECT "
        + String.join(", ", items)
        + " FROM "
        + table.name()
        + " "
        + source.alias()
        + queries.where(1, from);
  }

  /** The parser takes a bare {@code day} here for a unit of time. */
  private static String inRow(Column column) {
    return column.name().equals("day") ? "\"day\"" : column.name();
  }

  String update() {
    Table table = choices.pick(RandomSchema.TABLES);
    context.writes(table);
    Source target = Source.of(table, context.alias("x"));
    RandomFrom from = new RandomFrom(context, queries, List.of());
    from.target(target);
    List<String> sets = new ArrayList<>();
    List<Column> free = new ArrayList<>(table.columns().subList(1, table.columns().size()));
    // Chosen first: what is generated and then left out would still count as a misuse.
    boolean pair =
        free.size() > 2 && context.dialect().has(Feature.ROW_ASSIGNMENT) && choices.once(6);
    boolean row = pair && choices.once(4);
    boolean mixed = pair && !row && choices.once(4);
    int count = pair && !row && !mixed ? 0 : 1 + choices.below(Math.min(2, free.size()));
    for (int i = 0; i < count; i++) {
      Column column = choices.pick(free);
      free.remove(column);
      sets.add(assignment(column, target));
    }
    if (pair && free.size() > 1) {
      String names = "(" + inRow(free.get(0)) + ", " + inRow(free.get(1)) + ") = ";
      String values = "(" + stored(free.get(0).type()) + ", " + stored(free.get(1).type()) + ")";
      if (row) {
        context.known("row-constructor-assignment");
      } else if (mixed) {
        context.known("mixed-row-assignment");
      }
      sets.add(names + (row ? "ROW " : "") + values);
    }
    boolean rows = sets.stream().anyMatch(set -> set.startsWith("("));
    if (table.tenant() && !rows && choices.once(20)) {
      sets.add(
          context.dialect().assigned(target.alias(), "tenant_id")
              + " = "
              + pins.tenant(World.ACME));
    }
    boolean joined = context.dialect().has(Feature.JOINED_CHANGES) && choices.once(3);
    if (joined) {
      from.add(1);
    }
    String where = queries.where(2, from);
    String text = context.dialect().update(table.name(), target.alias(), sets, from.text(), where);
    return text + limited(target, joined) + returning(table, target.alias(), text);
  }

  // Of the target alone: which of several matches in FROM is taken is not defined.
  private String assignment(Column column, Source target) {
    String name = column.name();
    String assigned = context.dialect().assigned(target.alias(), name);
    if (column.type().isCell()) {
      return assigned
          + " = "
          + (choices.once(3) ? target.alias() + "." + name : stored(column.type()));
    }
    if (name.equals("name")) {
      return assigned + " = upper(" + target.alias() + ".name)";
    }
    String value =
        choices.once(2)
            ? stored(column.type())
            : expressions.value(column.type(), 1, List.of(target));
    return assigned + " = " + value;
  }

  String delete() {
    Table table = choices.pick(RandomSchema.TABLES);
    context.writes(table);
    boolean bare = context.dialect().has(Feature.MYSQL_CHANGES) && choices.once(2);
    Source target = Source.of(table, bare ? table.name() : context.alias("x"));
    RandomFrom from = new RandomFrom(context, queries, List.of());
    from.target(target);
    boolean joined = context.dialect().has(Feature.JOINED_CHANGES) && choices.once(3);
    if (joined) {
      from.add(1);
    }
    String where = queries.where(2, from);
    String text = context.dialect().delete(table.name(), target.alias(), from.text(), where);
    return text + limited(target, joined || !bare) + returning(table, target.alias(), text);
  }

  private String limited(Source target, boolean joined) {
    String key = target.alias() + "." + target.columns().get(0).name();
    return context.dialect().limited(context, key, joined);
  }

  String merge() {
    Table table = choices.pick(RandomSchema.TENANTS);
    context.writes(table);
    Source source = Source.of(table, context.alias("s"));
    String column = table.columns().get(table.columns().size() - 1).name();
    String pin = pins.conjunct(source, List.of(), context.nextFlaw(), false);
    return "MERGE INTO "
        + table.name()
        + " m USING (SELECT s.tenant_id, s.id, s."
        + column
        + " FROM "
        + table.name()
        + " s"
        + (pin.isEmpty() ? "" : " WHERE " + pin.replace(source.alias() + ".", "s."))
        + ") z ON m.tenant_id = z.tenant_id AND m.id = z.id + "
        + choices.below(3)
        + " WHEN MATCHED"
        + choices.pick(List.of("", "", " AND m.id > 1", " AND z." + column + " IS NOT NULL"))
        + " THEN "
        + (choices.once(4) ? "DELETE" : "UPDATE SET " + column + " = z." + column)
        + " WHEN NOT MATCHED THEN INSERT (tenant_id, id, "
        + column
        + ") VALUES (z.tenant_id, z.id + 90, z."
        + column
        + ")";
  }

  private String returning(Table table, String alias, String change) {
    return context.dialect().returning(context, table, alias, change);
  }
}
