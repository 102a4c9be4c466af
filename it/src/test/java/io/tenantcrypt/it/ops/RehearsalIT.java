package io.tenantcrypt.it.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.RehearsalReport;
import io.tenantcrypt.it.kms.KeyedDatabase;
import io.tenantcrypt.keys.TenantState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A tenant's whole life, rehearsed on an application's database. */
class RehearsalIT {

  @SuppressWarnings("NullAway.Init")
  private static KeyedDatabase database;

  @SuppressWarnings("NullAway.Init")
  private static TenantCrypt crypt;

  @BeforeAll
  static void start() throws Exception {
    database =
        KeyedDatabase.create(
            "rehearsal",
            3,
            """
              kek: "remote-kms://rehearsal"
              cache: { ttl: 1s, ring: 500ms }
            """,
            "&tenantcrypt.kmsTimeout=5s");
    crypt = TenantCrypt.of(database.pool());
    database.tenants().create("resident");
    database.insert("resident", 1, "of nobody's business");
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static String ask(String sql) throws SQLException {
    try (Connection past = database.past();
        Statement statement = past.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  private static List<String> names(RehearsalReport report) {
    return report.steps().stream().map(RehearsalReport.Step::name).toList();
  }

  @Test
  void rehearsal_provesEachStep_andLeavesATombstoneOnly() throws Exception {
    String rows = ask("select string_agg(tenant_id || id || xmin || ctid, ',') from patient");
    List<RehearsalReport.Step> told = new ArrayList<>();

    RehearsalReport report = crypt.rehearsal().run(Optional.of("patient"), told::add);

    assertThat(report.ok()).as("%s", report.json()).isTrue();
    assertThat(told).isEqualTo(report.steps());
    assertThat(names(report))
        .containsExactly(
            "table",
            "create",
            "write",
            "read",
            "sealed",
            "rotate",
            "resealed",
            "readAgain",
            "oldKeyOpensNothing",
            "shred",
            "shredded",
            "clean");
    String tenant = report.tenant().orElseThrow();
    assertThat(database.tenants().find(tenant).orElseThrow().state())
        .isEqualTo(TenantState.SHREDDED);
    assertThat(ask("select string_agg(tenant_id || id || xmin || ctid, ',') from patient"))
        .as("other rows")
        .isEqualTo(rows);
    assertThat(ask("select count(*) from tenantcrypt.job where state <> 'DONE'")).isEqualTo("0");
    JsonNode json = new ObjectMapper().readTree(report.json());
    assertThat(json.at("/ok").asBoolean()).isTrue();
    assertThat(json.at("/steps/5/name").asText()).isEqualTo("rotate");
  }

  @Test
  void rehearsal_whereATriggerRefusesTheRow_failsAndCleansUp() throws Exception {
    database.past(
        "create function no_rehearsals() returns trigger language plpgsql as $$ begin if"
            + " new.tenant_id like 'rehearsal-%' then raise exception 'not here'; end if; return"
            + " new; end $$",
        "create trigger no_rehearsals before insert on patient for each row execute function"
            + " no_rehearsals()");
    try {
      RehearsalReport report = crypt.rehearsal().run();
      assertThat(report.ok()).isFalse();
      assertThat(names(report)).containsExactly("table", "create", "write", "shred", "clean");
      RehearsalReport.Step failed = report.steps().get(2);
      assertThat(failed.ok()).isFalse();
      assertThat(failed.detail()).isEqualTo("SQLState P0001");
      assertThat(database.tenants().find(report.tenant().orElseThrow()).orElseThrow().state())
          .isEqualTo(TenantState.SHREDDED);
    } finally {
      database.past("drop trigger no_rehearsals on patient", "drop function no_rehearsals()");
    }
  }

  @Test
  void rehearsal_whereNoRowCanBeMadeUp_saysWhy_andMakesNoTenant() throws Exception {
    String tenants = ask("select count(*) from tenantcrypt.tenant");
    database.past("alter table patient add column doctor xml not null default '<x/>'");
    database.past("alter table patient alter column doctor drop default");
    try {
      RehearsalReport report = crypt.rehearsal().run();
      assertThat(names(report)).containsExactly("table");
      assertThat(report.steps().get(0).detail()).contains("\"doctor\"", "xml");
    } finally {
      database.past("alter table patient drop column doctor");
    }
    assertThat(crypt.rehearsal().run(Optional.of("elsewhere"), step -> {}).steps().get(0).detail())
        .contains("elsewhere");
    assertThat(ask("select count(*) from tenantcrypt.tenant")).isEqualTo(tenants);
  }
}
