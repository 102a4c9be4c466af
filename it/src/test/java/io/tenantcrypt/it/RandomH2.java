package io.tenantcrypt.it;

import io.tenantcrypt.it.RandomContext.Flaw;
import io.tenantcrypt.it.RandomSchema.Kind;
import io.tenantcrypt.it.RandomSchema.Table;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** H2's, in one of its modes. */
record RandomH2(H2World.Mode mode) implements RandomDialect {

  private static final Set<Feature> FEATURES =
      Set.of(Feature.DERIVED_COLUMNS, Feature.ROW_ASSIGNMENT, Feature.MERGE);

  @Override
  public boolean has(Feature feature) {
    return FEATURES.contains(feature);
  }

  @Override
  public String spelled(String sql) {
    return mode.sql(sql).replace("\"day\"", mode.quoted("day"));
  }

  @Override
  public String tenantType() {
    return "varchar(63)";
  }

  @Override
  public List<Flaw> flaws() {
    return List.of(Flaw.values());
  }

  @Override
  public String tenant(String constant, int form) {
    return form == 4 ? "cast(" + constant + " AS varchar)" : constant;
  }

  @Override
  public List<String> peculiar(String column, String tenant) {
    String pin = column + " = " + tenant;
    String constant = column + " = 'acme'"; // a parameter in a comment is none
    return List.of(
        pin + " IS NOT NULL",
        pin + " IS NOT UNKNOWN",
        "(" + pin + ") IS NOT FALSE",
        "(" + pin + ") = TRUE",
        "(" + pin + ") <> FALSE",
        "(" + pin + ") IN (TRUE, FALSE)",
        "1 = 1 // AND " + constant + "\n",
        "1 = 1 -- AND " + constant + "\n",
        "1 = 1 /* /* */ AND " + constant + " */",
        pin + " /*! OR 1 = 1 */",
        pin + " OR $$a$$ = $$a$$",
        pin + " OR `TENANT_ID` IS NOT NULL",
        column + " REGEXP '^acme$'",
        column + " ILIKE " + tenant,
        column + " LIKE '%'",
        column + " BETWEEN " + tenant + " AND " + tenant,
        column + " || '' = " + tenant,
        column + " = U&'\\0061cme'",
        column + " = E'acme'",
        column + " = 0",
        column + " >= " + tenant,
        "lower(" + column + ") = " + tenant,
        "cast(" + column + " AS varchar_ignorecase) = " + tenant,
        "casewhen(" + pin + ", TRUE, TRUE)",
        "NOT (" + column + " <> " + tenant + ")",
        "(" + column + ", 1) = (" + tenant + ", 1) OR 1 = 1",
        column + " IN (SELECT tenant_id FROM task)",
        column + " IN (" + tenant + ", 'globex')");
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
    return "cast(" + constant + " AS varchar)";
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
      case DATE -> List.of(column + " + 1", "dateadd('DAY', 1, " + column + ")");
      case FLAG -> throw new IllegalArgumentException("the same everywhere");
    };
  }

  @Override
  public String distinct(String left, String right) {
    return left + " IS DISTINCT FROM " + right;
  }

  @Override
  public List<String> misuses(String cell) {
    return List.of(
        "upper(" + cell + ")", "max(" + cell + ") OVER ()", "cast(" + cell + " AS varchar)");
  }

  @Override
  public List<String> misusedConditions(String cell) {
    return List.of(
        cell + " = 'name 1 S3CRET'",
        cell + " ILIKE '%1%'",
        cell + " IN ('name 1 S3CRET', 'x')",
        cell + " IS DISTINCT FROM " + cell,
        cell + " REGEXP '1'",
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
      case 4 -> " OFFSET 1 ROWS";
      default -> "";
    };
  }

  @Override
  public List<String> materialized() {
    return List.of("");
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
    return mode == H2World.Mode.POSTGRESQL ? " ON CONFLICT DO NOTHING" : "";
  }

  @Override
  public String assigned(String alias, String column) {
    return column;
  }

  @Override
  public String limited(RandomContext context, String key, boolean joined) {
    Choices choices = context.choices();
    return choices.once(4) ? " LIMIT " + context.number(1 + choices.below(3)) : "";
  }

  @Override
  public String update(String table, String alias, List<String> sets, String from, String where) {
    return "UPDATE " + table + " AS " + alias + " SET " + String.join(", ", sets) + where;
  }

  @Override
  public String delete(String table, String alias, String from, String where) {
    return "DELETE FROM " + table + " " + alias + where;
  }

  @Override
  public String returning(RandomContext context, Table table, String alias, String change) {
    return "";
  }

  @Override
  public String alien(Table table) {
    String columns =
        table.columns().stream()
            .map(column -> "coalesce(rawtohex(" + column.name() + "), 'none')")
            .collect(Collectors.joining(" || '/' || "));
    return spelled(
        "SELECT coalesce(listagg(tenant_id || '/' || "
            + columns
            + ", ',') WITHIN GROUP (ORDER BY id, tenant_id), '') FROM "
            + table.name()
            + " WHERE tenant_id <> 'acme'");
  }

  @Override
  public boolean isInvalid(String state) {
    return state.startsWith("42") || state.startsWith("90") || state.startsWith("21");
  }
}
