package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.catalog.CatalogSnapshot;
import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.plan.TenantCheck;
import io.tenantcrypt.policy.TenancyPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code tenant_id = …} names a tenant, by the type of the column. */
class TenantValuesTest {

  private static StatementPlan plan(String sql, String type) {
    RelationName name = new RelationName("public", "note");
    Relation table =
        new Relation(
            name,
            Relation.Kind.TABLE,
            List.of(
                new ColumnInfo("id", "bigint", false, false, true),
                new ColumnInfo("tenant_id", type, false, false, true)),
            List.of(List.of("id")),
            Set.of(),
            false);
    SessionView view =
        SessionView.of(
            new CatalogSnapshot(1, Map.of(name, table), Set.of(), Set.of(), Map.of()),
            List.of("pg_catalog", "public"),
            new Reading.Postgres(true));
    return new Analyzer(Clinic.policy(TenancyPolicy.Unscoped.REFUSE)).analyze(sql, view);
  }

  private static String literal(StatementPlan plan) {
    assertThat(plan).isInstanceOf(StatementPlan.Protected.class);
    TenantCheck.Value value = ((StatementPlan.Protected) plan).checks().get(0).value();
    return value instanceof TenantCheck.Value.Literal literal ? literal.text() : "?";
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "+7, 7",
    "007, 007", // as a number, which the check reads alike
    "7::smallint, 7",
    "cast(7 as smallint), 7",
    "'''7''::int2', 7",
    "smallint '7', 7",
    "7::bigint::smallint, 7",
    "cast(cast(7 as integer) as bigint), 7",
    "7::pg_catalog.int4, 7",
    "-7::int, -7",
    "(-7)::int, -7",
    "-(7::int), -7",
    "?::smallint, ?",
    "cast(? as int2), ?",
    "?::int8::int, ?",
  })
  void castToAnInteger_ofAnInteger_namesTheTenant(String value, String expected) {
    for (String type : List.of("smallint", "integer", "bigint")) {
      assertThat(literal(plan("SELECT id FROM note WHERE tenant_id = " + value, type)))
          .as("%s as %s", value, type)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7.4::int",
        "'7'::numeric(3)",
        "7::numeric",
        "7::numeric(1, 0)",
        "7::float8",
        "7::text",
        "'7'::varchar(1)",
        "'7'::char(1)",
        "7::oid",
        "-?",
        "-?::int",
        "-'7'::int",
        "~7",
        "7::int[]",
        "?::varchar::int"
      })
  void castThatMayChangeANumber_namesNoTenant(String value) {
    assertRefused("SELECT id FROM note WHERE tenant_id = " + value, "bigint");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'acme'::varchar(2)",
        "'acme'::varchar(62)",
        "'acme'::char(4)",
        "'acme'::bpchar",
        "'acme'::name",
        "'acme'::\"char\"",
        "7::int::text",
        "-7::text",
        "?::int::text",
        "?::varchar(2)::text",
        "?::text::varchar(2)",
        // The server reads these as 7, 10 and 16, which are other tenants.
        "007",
        "007::text",
        "1_0::text",
        "0x10::text"
      })
  void castThatMayChangeAText_namesNoTenant(String value) {
    assertRefused("SELECT id FROM note WHERE tenant_id = " + value, "character varying");
    assertRefused("INSERT INTO note (id, tenant_id) VALUES (1, " + value + ")", "text");
  }

  @ParameterizedTest
  @CsvSource({"7::text, 7", "0::text, 0", "'''a''::text::varchar', a", "?::varchar(63)::text, ?"})
  void castThatKeepsAText_namesTheTenant(String value, String expected) {
    assertThat(literal(plan("SELECT id FROM note WHERE tenant_id = " + value, "text")))
        .isEqualTo(expected);
  }

  private static void assertRefused(String sql, String type) {
    assertThat(plan(sql, type))
        .as("%s as %s", sql, type)
        .isInstanceOfSatisfying(
            StatementPlan.Refused.class,
            refused -> assertThat(refused.code()).isIn(ErrorCode.TC001, ErrorCode.TC003));
  }
}
