package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantcrypt.EveryTenant;
import io.tenantcrypt.EveryTenant.OnFailure;
import io.tenantcrypt.EveryTenant.Status;
import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.audit.AuditEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What goes past the tenant boundary on purpose: exempted statements, platform sessions, rounds.
 */
class ReviewedExitsIT {

  private static final String SIZES =
      "SELECT tenant_id, count(*) FROM task GROUP BY tenant_id ORDER BY tenant_id";
  private static final String NAMES = "SELECT tenant_id, name FROM patient ORDER BY tenant_id, id";

  private static Sealed sealed;

  @BeforeAll
  static void create() throws Exception {
    Sealed scoped = Sealed.create("exits");
    sealed = new Sealed(scoped.name(), scoped.plainUrl(), "policy-exits.yaml");
  }

  @BeforeEach
  @AfterEach
  void clear() {
    AuditLog.broken(false);
    AuditLog.clear();
  }

  @Test
  void exemptedStatement_readsAcrossTenants_andEachUseIsRecorded() throws Exception {
    try (Connection connection = sealed.connect()) {
      assertThat(Sql.column(connection, SIZES)).containsExactly("acme", "globex");
      assertThat(
              Sql.column(
                  connection,
                  "select TENANT_ID , count(*)\nfrom task /* x */"
                      + " group by tenant_id order by tenant_id;"))
          .containsExactly("acme", "globex");
      AsTenant.run(
          World.ACME,
          () -> {
            try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SIZES)) {
              assertThat(rows.next()).isTrue();
            }
          });
    }
    List<AuditEvent> used = AuditLog.of(AuditEvent.Type.STATEMENT_EXEMPTED);
    assertThat(used).hasSize(3);
    assertThat(used.get(0).fingerprint()).isEqualTo(used.get(1).fingerprint());
    assertThat(used.get(0).owner()).contains("operations@example.org");
    assertThat(used.get(0).reason()).contains("The operator's page of sizes.");
    assertThat(used)
        .extracting(e -> e.tenant().orElse("none"))
        .containsExactly("none", "none", "acme");
  }

  @Test
  void exemptedStatement_ofAnotherTenantsCells_opensNoneOfThem() throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection connection = sealed.connect();
              PreparedStatement statement = connection.prepareStatement(NAMES);
              ResultSet rows = statement.executeQuery()) {
            int own = 0;
            int foreign = 0;
            while (rows.next()) {
              if (rows.getString(1).equals(World.ACME)) {
                assertThat(rows.getString(2)).contains("S3CRET");
                own++;
              } else {
                Sql.refusal("TC020", () -> rows.getString(2));
                foreign++;
              }
            }
            assertThat(own).isEqualTo(3);
            assertThat(foreign).isEqualTo(3);
          }
        });
  }

  @Test
  void exemptedStatement_thatReadsCells_needsATenant() throws Exception {
    try (Connection connection = sealed.connect()) {
      Sql.refusal("TC010", () -> Sql.column(connection, NAMES));
    }
  }

  @Test
  void exemptedStatement_namesAnotherTenant_byThisLiteralOnly() throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection connection = sealed.connect()) {
            String exempted = "SELECT title FROM task WHERE tenant_id = 'globex' ORDER BY id";
            assertThat(Sql.column(connection, exempted)).hasSize(3);
            Sql.refusal(
                "TC001", () -> Sql.column(connection, exempted.replace("globex", "initech")));
            Sql.refusal("TC001", () -> Sql.column(connection, exempted + " LIMIT 1"));
          }
        });
  }

  @Test
  void exemptedUpdate_changesAllTenantsRows_whereItTouchesNoCell() throws Exception {
    try (Connection connection = sealed.connect()) {
      assertThat(
              connection
                  .createStatement()
                  .executeUpdate("UPDATE task SET title = upper(title) WHERE id = 3"))
          .isEqualTo(2);
    }
    assertThat(sealed.raw("SELECT count(*) FROM task WHERE title = 'TASK 3'")).isEqualTo("2");
  }

  @Test
  void exemption_thatHasExpired_isRefusedUnsent() throws Exception {
    sealed.recording().clear();
    try (Connection connection = sealed.connect()) {
      assertThat(Sql.refusal("TC001", () -> Sql.column(connection, "SELECT max(id) FROM task")))
          .hasMessageContaining("2020-01-31")
          .hasMessageContaining("support@example.org");
    }
    assertThat(sealed.recording().events()).noneMatch(e -> e.sql().contains("max(id)"));
    assertThat(AuditLog.of(AuditEvent.Type.STATEMENT_EXEMPTED)).isEmpty();
  }

  @Test
  void exemption_withoutARecord_isNotUsed() throws Exception {
    try (Connection connection = sealed.connect()) {
      AuditLog.broken(true);
      sealed.recording().clear();
      Sql.refusal("TC040", () -> Sql.column(connection, SIZES));
      assertThat(sealed.recording().events())
          .noneMatch(e -> e.kind() == Recording.Kind.EXECUTED && e.sql().equals(SIZES));
      Sql.refusal("TC040", () -> Sql.execute(connection, SIZES));
    }
  }

  @Test
  void refusal_isRecordedWithoutItsText() throws Exception {
    try (Connection connection = sealed.connect()) {
      Sql.refusal("TC002", () -> Sql.column(connection, "SELECT upper(name) FROM patient"));
    }
    assertThat(AuditLog.of(AuditEvent.Type.STATEMENT_REFUSED))
        .hasSize(1)
        .allSatisfy(
            e -> {
              assertThat(e.code()).contains("TC002");
              assertThat(e.fingerprint().orElseThrow()).matches("[0-9a-f]{32}");
            });
  }

  @Test
  void ordinaryStatement_leavesNoRecord() throws Exception {
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection connection = sealed.connect()) {
            assertThat(Sql.column(connection, "SELECT name FROM patient")).hasSize(3);
          }
        });
    for (AuditEvent.Type type : AuditEvent.Type.values()) {
      assertThat(AuditLog.of(type)).isEmpty();
    }
  }

  @Test
  void platformSession_readsAcrossTenants_andIsRecorded() throws Exception {
    try (HikariDataSource pool = sealed.pool("session=platform");
        Connection connection = pool.getConnection()) {
      assertThat(
              Sql.column(
                  connection,
                  "SELECT tenant_id || ' ' || count(name) FROM patient GROUP BY tenant_id ORDER BY"
                      + " 1"))
          .containsExactly("acme 3", "globex 3");
      assertThat(Sql.column(connection, "SELECT code FROM country ORDER BY 1")).hasSize(3);
    }
    assertThat(AuditLog.of(AuditEvent.Type.PLATFORM_SESSION)).isNotEmpty();
    assertThat(AuditLog.of(AuditEvent.Type.PLATFORM_STATEMENT))
        .hasSize(2)
        .allSatisfy(e -> assertThat(e.session()).isEqualTo(AuditEvent.Session.PLATFORM));
  }

  @Test
  void platformSession_refusesCellsAndChanges_unsent() throws Exception {
    try (Connection connection = sealed.connect("session=platform")) {
      sealed.recording().clear();
      Sql.refusal("TC002", () -> Sql.column(connection, "SELECT name FROM patient"));
      Sql.refusal("TC001", () -> Sql.execute(connection, "UPDATE task SET title = 'x'"));
      Sql.refusal("TC001", () -> Sql.execute(connection, "DELETE FROM log_line"));
      Sql.refusal("TC001", () -> Sql.execute(connection, "SET TRANSACTION READ WRITE"));
      Sql.refusal("TC001", () -> Sql.execute(connection, "SELECT 1 FOR UPDATE"));
      assertThat(sealed.recording().events())
          .noneMatch(e -> e.sql().matches("(?s).*(name FROM|UPDATE|DELETE|WRITE).*"));
    }
  }

  @Test
  void platformSession_isReadOnlyOnTheServerToo() throws Exception {
    try (Connection connection = sealed.connect("session=platform")) {
      // Not seen by the analysis: a sequence changes without a word for it.
      assertThatThrownBy(() -> Sql.ask(connection, "SELECT nextval('number_seq')"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
      connection.setReadOnly(false);
      connection.setAutoCommit(false);
      assertThat(Sql.ask(connection, "SHOW transaction_read_only")).isEqualTo("on");
      connection.rollback();
      assertThat(Sql.ask(connection, "SHOW transaction_read_only")).isEqualTo("on");
      connection.rollback();
    }
  }

  @Test
  void platformSession_andTenant_excludeEachOther() throws Exception {
    Sql.refusal("TC011", () -> sealed.connect("session=platform", "tenant=acme"));
    try (Connection connection = sealed.connect("session=platform")) {
      AsTenant.run(
          World.ACME,
          () -> {
            Sql.refusal("TC011", () -> Sql.ask(connection, "SELECT count(*) FROM task"));
            Sql.refusal("TC011", () -> Sql.execute(connection, "SELECT 1"));
          });
      Sql.refusal("TC011", () -> connection.setClientInfo("tenantcrypt.tenant", "acme"));
      assertThat(Sql.ask(connection, "SELECT count(*) FROM task")).isEqualTo("6");
    }
  }

  @Test
  void forEachTenant_bindsEachOnce() throws Exception {
    try (HikariDataSource pool = sealed.pool()) {
      List<String> seen = new ArrayList<>();
      EveryTenant.Report report =
          TenantCrypt.of(pool)
              .forEachTenant(
                  OnFailure.STOP,
                  tenant -> {
                    try (Connection connection = pool.getConnection()) {
                      seen.addAll(Sql.column(connection, "SELECT DISTINCT tenant_id FROM patient"));
                      assertThat(Sql.ask(connection, "SELECT name FROM patient WHERE id = 1"))
                          .contains("S3CRET");
                    }
                  });
      assertThat(report.complete()).isTrue();
      assertThat(seen).containsExactly("acme", "globex");
      assertThat(report.tenants(Status.DONE)).containsExactly("acme", "globex");
      assertThat(AuditLog.of(AuditEvent.Type.EVERY_TENANT)).hasSize(1);
    }
  }

  @Test
  void forEachTenant_afterAFailure_stopsOrGoesOn() throws Exception {
    try (HikariDataSource pool = sealed.pool()) {
      TenantCrypt ours = TenantCrypt.of(pool);
      EveryTenant.Work failing =
          tenant -> {
            if (tenant.equals(World.ACME)) {
              throw new IllegalStateException("not this one");
            }
          };

      EveryTenant.Report stopped = ours.forEachTenant(OnFailure.STOP, failing);
      assertThat(stopped.complete()).isFalse();
      assertThat(stopped.tenants(Status.FAILED)).containsExactly("acme");
      assertThat(stopped.tenants(Status.NOT_VISITED)).containsExactly("globex");
      assertThat(stopped.outcomes().get(0).failure())
          .containsInstanceOf(IllegalStateException.class);

      EveryTenant.Report all = ours.forEachTenant(OnFailure.CONTINUE, failing);
      assertThat(all.complete()).isFalse();
      assertThat(all.tenants(Status.DONE)).containsExactly("globex");

      AsTenant.run(
          World.ACME,
          () -> Sql.refusal("TC011", () -> ours.forEachTenant(OnFailure.STOP, tenant -> {})));
    }
  }

  @Test
  void forEachTenant_leavesOutTheSuspended_andSaysSo() throws Exception {
    try (HikariDataSource pool = sealed.pool()) {
      TenantCrypt ours = TenantCrypt.of(pool);
      ours.tenants().suspend(World.GLOBEX);
      try {
        EveryTenant.Report report = ours.forEachTenant(OnFailure.STOP, tenant -> {});
        assertThat(report.tenants(Status.DONE)).containsExactly("acme");
        assertThat(report.tenants(Status.SUSPENDED)).containsExactly("globex");
        assertThat(report.complete()).isTrue();
      } finally {
        ours.tenants().resume(World.GLOBEX);
      }
    }
  }

  @Test
  void forEachTenant_whereConnectionsFollowAnotherResolver_isRefused() throws Exception {
    try (HikariDataSource pool = sealed.pool("tenantResolver=mdc:customer")) {
      Sql.refusal("TC040", () -> TenantCrypt.of(pool).forEachTenant(OnFailure.STOP, tenant -> {}));
    }
  }
}
