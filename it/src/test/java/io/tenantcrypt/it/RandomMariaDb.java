package io.tenantcrypt.it;

import io.tenantcrypt.it.RandomContext.Flaw;
import io.tenantcrypt.it.RandomSchema.Column;
import io.tenantcrypt.it.RandomSchema.Kind;
import io.tenantcrypt.it.RandomSchema.Table;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** MariaDB's. */
final class RandomMariaDb implements RandomDialect {

  private static final Set<Feature> FEATURES =
      Set.of(
          Feature.PARAMETER_NAMES,
          Feature.MULTISETS,
          Feature.JOINED_CHANGES,
          Feature.MYSQL_CHANGES);

  @Override
  public boolean has(Feature feature) {
    return FEATURES.contains(feature);
  }

  @Override
  public String tenantType() {
    return "varchar(63) CHARACTER SET ascii COLLATE ascii_bin";
  }

  @Override
  public List<Flaw> flaws() {
    return List.of(Flaw.values());
  }

  @Override
  public String tenant(String constant, int form) {
    return form == 5 && constant.startsWith("'") ? constant.replace('\'', '"') : constant;
  }

  @Override
  public List<String> peculiar(String column, String tenant) {
    String pin = column + " = " + tenant;
    return List.of(
        column + " <=> " + tenant,
        column + " = 0",
        "BINARY " + column + " = " + tenant,
        pin + " IS NOT NULL",
        pin + " IS NOT UNKNOWN",
        pin + " = 1",
        pin + " <> 7",
        pin + " IN (0, 1)",
        pin + " BETWEEN 0 AND 1",
        pin + " LIKE '%'",
        pin + " REGEXP '.'",
        pin + " || 1 = 1",
        pin + " && 1 = 1",
        pin + " XOR 1 = 0",
        pin + " /*! OR 1 = 1 */",
        pin + " /*M! OR 1 = 1 */",
        pin + " --1 OR 1 = 1\n",
        pin + " COLLATE utf8mb4_general_ci",
        column + " COLLATE ascii_general_ci = " + tenant,
        column + " REGEXP '^acme$'",
        column + " SOUNDS LIKE " + tenant,
        column + " BETWEEN " + tenant + " AND " + tenant,
        column + " = _utf8mb4'acme'",
        column + " = x'61636d65'",
        column + " = 'acme' 'x' OR 1 = 1",
        "CONVERT(" + column + " USING utf8mb4) = " + tenant,
        "\"tenant_id\" = \"tenant_id\"",
        "! (" + column + " <> " + tenant + ")",
        "(" + pin + ") DIV 1 = 1",
        "(" + column + ", 1) = (" + tenant + ", 1) OR 1 = 1",
        "# " + pin + "\n 1 = 1",
        "-- " + pin + "\n 1 = 1");
  }

  @Override
  public String any(String column, String tenant) {
    return column + " = ANY (SELECT " + tenant + ")";
  }

  @Override
  public String concatenated(String first, String second) {
    return "concat(" + first + ", " + second + ")";
  }

  @Override
  public String typed(String constant) {
    return constant;
  }

  @Override
  public List<String> computed(Kind kind, String column) {
    return switch (kind) {
      case NUMBER ->
          List.of(column + " + 1", "abs(" + column + " - 2)", column + " * 2", column + " DIV 2");
      case TEXT ->
          List.of(
              "upper(" + column + ")",
              "concat(" + column + ", '-')",
              "substring(" + column + " FROM 1 FOR 2)",
              "trim(" + column + ")",
              "if(" + column + " REGEXP 'e', " + column + ", 'none')");
      case DATE -> List.of(column + " + INTERVAL 1 DAY", "last_day(" + column + ")");
      case FLAG -> throw new IllegalArgumentException("the same everywhere");
    };
  }

  @Override
  public String distinct(String left, String right) {
    return "NOT (" + left + " <=> " + right + ")";
  }

  @Override
  public List<String> misuses(String cell) {
    return List.of(
        "upper(" + cell + ")", "max(" + cell + ") OVER ()", "cast(" + cell + " AS char)");
  }

  @Override
  public List<String> misusedConditions(String cell) {
    return List.of(
        cell + " = 'name 1 S3CRET'",
        cell + " LIKE '%1%'",
        cell + " IN ('name 1 S3CRET', 'x')",
        cell + " <=> " + cell,
        cell + " REGEXP '1'",
        "length(" + cell + ") > 3");
  }

  @Override
  public String sumAboveOne(String column) {
    return "sum(if(" + column + " > 1, " + column + ", NULL))";
  }

  @Override
  public String flags(boolean all, String column) {
    return (all ? "min(" : "max(") + column + ")";
  }

  @Override
  public List<String> directions() {
    return List.of("", " DESC", " ASC");
  }

  @Override
  public String limit(RandomContext context) {
    Choices choices = context.choices();
    return switch (choices.below(5)) {
      case 1 -> " LIMIT " + context.number(1 + choices.below(4));
      case 2 -> " LIMIT 3 OFFSET " + context.number(choices.below(2));
      case 3 -> " LIMIT " + context.number(choices.below(2)) + ", 2";
      case 4 -> " LIMIT 4";
      default -> "";
    };
  }

  @Override
  public List<String> materialized() {
    return List.of("");
  }

  @Override
  public List<String> locks() {
    return List.of(" FOR UPDATE", " LOCK IN SHARE MODE");
  }

  @Override
  public String defaults(String table) {
    return "INSERT INTO " + table + " () VALUES ()";
  }

  @Override
  public String conflict(RandomContext context, Table table, RandomWrites writes) {
    Choices choices = context.choices();
    Column column = choices.pick(table.columns().subList(1, table.columns().size()));
    String name = column.name();
    String value =
        switch (choices.below(3)) {
          case 1 -> writes.stored(column.type());
          case 2 -> table.name() + "." + name;
          default -> "VALUES(" + name + ")";
        };
    return " ON DUPLICATE KEY UPDATE " + name + " = " + value;
  }

  @Override
  public String assigned(String alias, String column) {
    return alias + "." + column;
  }

  /** Of one table only. */
  @Override
  public String limited(RandomContext context, String key, boolean joined) {
    Choices choices = context.choices();
    return joined || !choices.once(4)
        ? ""
        : " ORDER BY " + key + " LIMIT " + (1 + choices.below(3));
  }

  @Override
  public String update(String table, String alias, List<String> sets, String from, String where) {
    String others = from.isEmpty() ? "" : " CROSS JOIN " + from;
    return "UPDATE " + table + " AS " + alias + others + " SET " + String.join(", ", sets) + where;
  }

  @Override
  public String delete(String table, String alias, String from, String where) {
    if (from.isEmpty() && alias.equals(table)) {
      return "DELETE FROM " + table + where;
    }
    String others = from.isEmpty() ? "" : " CROSS JOIN " + from;
    return "DELETE " + alias + " FROM " + table + " AS " + alias + others + where;
  }

  @Override
  public String returning(RandomContext context, Table table, String alias, String change) {
    boolean taken = change.startsWith("INSERT") || change.startsWith("DELETE FROM");
    Choices choices = context.choices();
    if (!taken || !choices.once(6)) {
      return "";
    }
    String other = choices.pick(table.columns()).name();
    String first = table.columns().get(0).name();
    return choices.pick(
        List.of(" RETURNING " + other, " RETURNING *", " RETURNING " + first + " AS k"));
  }

  @Override
  public String alien(Table table) {
    String columns =
        table.columns().stream()
            .map(column -> "hex(coalesce(" + column.name() + ", 'none'))")
            .collect(Collectors.joining(", "));
    return "SELECT md5(coalesce(group_concat(concat_ws('/', tenant_id, "
        + columns
        + ") ORDER BY id, tenant_id SEPARATOR ','), '')) FROM "
        + table.name()
        + " WHERE tenant_id <> 'acme'";
  }

  @Override
  public boolean isInvalid(String state) {
    return state.startsWith("42") || state.startsWith("21") || state.equals("HY000");
  }
}
