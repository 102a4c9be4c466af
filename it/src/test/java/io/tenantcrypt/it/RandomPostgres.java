package io.tenantcrypt.it;

import io.tenantcrypt.it.RandomContext.Flaw;
import io.tenantcrypt.it.RandomSchema.Column;
import io.tenantcrypt.it.RandomSchema.Kind;
import io.tenantcrypt.it.RandomSchema.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** PostgreSQL's. */
final class RandomPostgres implements RandomDialect {

  @Override
  public boolean has(Feature feature) {
    return feature != Feature.MYSQL_CHANGES;
  }

  @Override
  public String tenantType() {
    return "varchar(63)";
  }

  @Override
  public List<Flaw> flaws() {
    return Arrays.stream(Flaw.values()).filter(flaw -> flaw != Flaw.PECULIAR).toList();
  }

  @Override
  public String tenant(String constant, int form) {
    return switch (form) {
      case 4 -> "cast(" + constant + " AS varchar)";
      case 5 -> constant + "::text";
      default -> constant;
    };
  }

  @Override
  public List<String> peculiar(String column, String tenant) {
    throw new IllegalStateException("no flaw of this product");
  }

  @Override
  public String any(String column, String tenant) {
    return column + " = ANY (ARRAY[" + tenant + "])";
  }

  @Override
  public String concatenated(String first, String second) {
    return first + " || " + second;
  }

  @Override
  public String typed(String constant) {
    return constant + "::text";
  }

  @Override
  public List<String> computed(Kind kind, String column) {
    return switch (kind) {
      case NUMBER -> List.of(column + " + 1", "abs(" + column + " - 2)", column + " * 2");
      case TEXT ->
          List.of(
              "upper(" + column + ")",
              column + " || '-'",
              "substring(" + column + " FROM 1 FOR 2)",
              "trim(" + column + ")");
      case DATE -> List.of(column + " + 1", "date_trunc('month', " + column + ")::date");
      case FLAG -> throw new IllegalArgumentException("the same everywhere");
    };
  }

  @Override
  public String distinct(String left, String right) {
    return left + " IS DISTINCT FROM " + right;
  }

  @Override
  public List<String> misuses(String cell) {
    return List.of("upper(" + cell + "::text)", "max(" + cell + ") OVER ()", cell + "::text");
  }

  @Override
  public List<String> misusedConditions(String cell) {
    return List.of(
        cell + " = 'name 1 S3CRET'",
        cell + " LIKE '%1%'",
        cell + " IN ('name 1 S3CRET', 'x')",
        cell + " IS DISTINCT FROM " + cell,
        "length(" + cell + ") > 3");
  }

  @Override
  public String sumAboveOne(String column) {
    return "sum(" + column + ") FILTER (WHERE " + column + " > 1)";
  }

  @Override
  public String flags(boolean all, String column) {
    return (all ? "bool_and(" : "bool_or(") + column + ")";
  }

  @Override
  public List<String> directions() {
    return List.of("", " DESC", " ASC", " DESC NULLS LAST");
  }

  @Override
  public String limit(RandomContext context) {
    Choices choices = context.choices();
    return switch (choices.below(5)) {
      case 1 -> " LIMIT " + context.number(1 + choices.below(4));
      case 2 -> " LIMIT 3 OFFSET " + context.number(choices.below(2));
      case 3 -> " FETCH FIRST 2 ROWS ONLY";
      case 4 -> " OFFSET 1";
      default -> "";
    };
  }

  @Override
  public List<String> materialized() {
    return List.of("", "", "MATERIALIZED ", "NOT MATERIALIZED ");
  }

  @Override
  public List<String> locks() {
    return List.of(" FOR UPDATE");
  }

  @Override
  public String defaults(String table) {
    return "INSERT INTO " + table + " DEFAULT VALUES";
  }

  @Override
  public String conflict(RandomContext context, Table table, RandomWrites writes) {
    Choices choices = context.choices();
    String key = table.columns().get(0).name();
    String target = table.tenant() ? "(tenant_id, " + key + ")" : "(" + key + ")";
    switch (choices.below(3)) {
      case 0 -> {
        return " ON CONFLICT DO NOTHING";
      }
      case 1 -> {
        return " ON CONFLICT " + target + " DO NOTHING";
      }
      default -> {
        Column column = choices.pick(table.columns().subList(1, table.columns().size()));
        String name = column.name();
        String value =
            switch (choices.below(3)) {
              case 1 -> writes.stored(column.type());
              case 2 -> table.name() + "." + name;
              default -> "excluded." + name;
            };
        String where =
            choices.once(3) ? " WHERE " + table.name() + "." + name + " IS NOT NULL" : "";
        return " ON CONFLICT " + target + " DO UPDATE SET " + name + " = " + value + where;
      }
    }
  }

  @Override
  public String assigned(String alias, String column) {
    return column;
  }

  @Override
  public String limited(RandomContext context, String key, boolean joined) {
    return "";
  }

  @Override
  public String update(String table, String alias, List<String> sets, String from, String where) {
    String others = from.isEmpty() ? "" : " FROM " + from;
    return "UPDATE " + table + " AS " + alias + " SET " + String.join(", ", sets) + others + where;
  }

  @Override
  public String delete(String table, String alias, String from, String where) {
    return "DELETE FROM " + table + " " + alias + (from.isEmpty() ? "" : " USING " + from) + where;
  }

  @Override
  public String returning(RandomContext context, Table table, String alias, String change) {
    Choices choices = context.choices();
    String first = alias + "." + table.columns().get(0).name();
    String other = alias + "." + choices.pick(table.columns()).name();
    return switch (choices.below(6)) {
      case 3 -> " RETURNING " + alias + ".*";
      case 4 -> " RETURNING " + other.toUpperCase(Locale.ROOT);
      case 5 -> " RETURNING " + first + " AS k, " + other;
      default -> "";
    };
  }

  @Override
  public String alien(Table table) {
    return "SELECT md5(coalesce(string_agg(t::text, ',' ORDER BY id, tenant_id), '')) FROM "
        + table.name()
        + " t WHERE tenant_id <> 'acme'";
  }

  @Override
  public boolean isInvalid(String state) {
    return state.startsWith("42");
  }
}
