package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Who a statement works for: each source of a binding and each refusal, through a pool. */
class TenantBindingIT {

  private static final String INFO = "tenantcrypt.tenant";
  private static final String WHO = "SELECT tenant_id FROM task WHERE id = 1";

  private static Sealed sealed;

  @BeforeAll
  static void create() throws Exception {
    sealed = Sealed.create("binding");
  }

  @AfterEach
  void unbind() {
    NamedResolver.TENANT.set(null);
    MDC.clear();
  }

  @Test
  void thread_bound_readsItsRows() throws Exception {
    try (HikariDataSource pool = sealed.pool()) {
      for (String tenant : Sealed.TENANTS) {
        assertThat(AsTenant.call(tenant, () -> who(pool))).isEqualTo(tenant);
      }
    }
  }

  @Test
  void thread_startedInsideABlock_inheritsNothing() throws Exception {
    try (HikariDataSource pool = sealed.pool()) {
      AsTenant.run(
          World.ACME,
          () -> {
            Throwable[] thrown = new Throwable[1];
            Thread thread = new Thread(() -> thrown[0] = Sql.refusal("TC010", () -> who(pool)));
            thread.start();
            thread.join();
            assertThat(thrown[0]).isNotNull();
          });
    }
  }

  @Test
  void thread_boundInsideAnotherTenantsBlock_isRefused() throws Exception {
    AsTenant.run(
        World.ACME,
        () ->
            assertThatThrownBy(() -> TenantContext.bind(World.GLOBEX))
                .isInstanceOf(TenantCryptException.class)
                .extracting(e -> ((TenantCryptException) e).code())
                .isEqualTo(ErrorCode.TC011));
  }

  @Test
  void mdc_key_namesTheTenant() throws Exception {
    try (HikariDataSource pool = sealed.pool("tenantResolver=mdc:customer")) {
      for (String tenant : Sealed.TENANTS) {
        MDC.put("customer", tenant);
        assertThat(who(pool)).isEqualTo(tenant);
      }
      MDC.remove("customer");
      Sql.refusal("TC010", () -> who(pool));
    }
  }

  @Test
  void resolverClass_named_isAsked() throws Exception {
    try (HikariDataSource pool = sealed.pool("tenantResolver=" + NamedResolver.class.getName())) {
      NamedResolver.TENANT.set(World.GLOBEX);
      assertThat(who(pool)).isEqualTo(World.GLOBEX);
      NamedResolver.TENANT.set("no such id!");
      Sql.refusal("TC011", () -> who(pool));
      NamedResolver.TENANT.set(null);
      Sql.refusal("TC010", () -> who(pool));
    }
  }

  @Test
  void urlTenant_set_servesItOnly() throws Exception {
    try (HikariDataSource pool = sealed.pool("tenant=globex")) {
      assertThat(who(pool)).isEqualTo(World.GLOBEX);
      assertThat(AsTenant.call(World.GLOBEX, () -> who(pool))).isEqualTo(World.GLOBEX);
      assertRefusedUnsent(
          pool, "TC011", () -> AsTenant.call(World.ACME, () -> who(pool)), "acme", "globex");
    }
  }

  @Test
  void clientInfo_inATransaction_lastsToItsEnd() throws Exception {
    try (HikariDataSource pool = sealed.pool();
        Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      connection.setClientInfo(INFO, World.ACME);
      assertThat(connection.getClientInfo(INFO)).isEqualTo(World.ACME);
      assertThat(Sql.ask(connection, WHO)).isEqualTo(World.ACME);
      assertThat(Sql.ask(connection, WHO)).isEqualTo(World.ACME);
      connection.commit();

      assertThat(connection.getClientInfo(INFO)).isNull();
      Sql.refusal("TC010", () -> Sql.ask(connection, WHO));
      connection.rollback();
    }
  }

  @Test
  void clientInfo_inAutocommit_lastsForOneStatement() throws Exception {
    try (HikariDataSource pool = sealed.pool();
        Connection connection = pool.getConnection()) {
      connection.setClientInfo(INFO, World.GLOBEX);
      assertThat(Sql.ask(connection, WHO)).isEqualTo(World.GLOBEX);

      Sql.refusal("TC010", () -> Sql.ask(connection, WHO));
    }
  }

  @Test
  void clientInfo_ofTheSession_lastsUntilTheRequestEnds() throws Exception {
    try (HikariDataSource pool = sealed.pool("tenantBinding=session");
        Connection connection = pool.getConnection()) {
      connection.setClientInfo(INFO, World.ACME);
      assertThat(Sql.ask(connection, WHO)).isEqualTo(World.ACME);
      assertThat(Sql.ask(connection, WHO)).isEqualTo(World.ACME);
      connection.endRequest();

      Sql.refusal("TC010", () -> Sql.ask(connection, WHO));
    }
  }

  @Test
  void clientInfo_ofAnotherTenantInsideATransaction_isRefused() throws Exception {
    try (HikariDataSource pool = sealed.pool("tenantBinding=session");
        Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      connection.setClientInfo(INFO, World.ACME);
      Sql.ask(connection, WHO);

      assertThatThrownBy(() -> connection.setClientInfo(INFO, World.GLOBEX))
          .isInstanceOf(SQLClientInfoException.class)
          .hasMessageContaining("globex")
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("TC011");
      assertThat(Sql.ask(connection, WHO)).isEqualTo(World.ACME);
      connection.rollback();
    }
  }

  @Test
  void clientInfo_notCanonical_isRefusedWithoutQuotingIt() throws Exception {
    try (HikariDataSource pool = sealed.pool();
        Connection connection = pool.getConnection()) {
      for (String id :
          List.of("a'b", "007", "acme ", "5B0F9C2E-8F0C-4B35-9E4F-0D8D6F6D2D11", "$p")) {
        assertThatThrownBy(() -> connection.setClientInfo(INFO, id))
            .isInstanceOf(SQLClientInfoException.class)
            .hasMessageNotContaining(id)
            .extracting(e -> ((SQLException) e).getSQLState())
            .isEqualTo("TC011");
      }
    }
  }

  @Test
  void clientInfo_againstTheThread_isRefused() throws Exception {
    try (HikariDataSource pool = sealed.pool()) {
      AsTenant.run(
          World.GLOBEX,
          () -> {
            try (Connection connection = pool.getConnection()) {
              connection.setClientInfo(INFO, World.ACME);
              Sql.refusal("TC011", () -> Sql.ask(connection, WHO));
            }
          });
    }
  }

  @Test
  void sqlOnce_ofThePoolsInitSql_bindsThePhysicalConnection() throws Exception {
    HikariConfig config = sealed.config("tenantBySql=once");
    config.setConnectionInitSql("SET tenantcrypt.tenant = 'globex'");
    sealed.recording().clear();
    try (HikariDataSource pool = new HikariDataSource(config)) {
      for (int checkout = 0; checkout < 3; checkout++) {
        assertThat(who(pool)).isEqualTo(World.GLOBEX);
      }
      try (Connection connection = pool.getConnection()) {
        Sql.refusal("TC011", () -> Sql.execute(connection, "SET tenantcrypt.tenant = 'acme'"));
        Sql.execute(connection, "SET tenantcrypt.tenant = 'globex'");
        assertThat(Sql.ask(connection, WHO)).isEqualTo(World.GLOBEX);
      }
      assertRefusedUnsent(
          pool, "TC011", () -> AsTenant.call(World.ACME, () -> who(pool)), "acme", "globex");
    }
    assertThat(sealed.recording().events())
        .noneMatch(event -> event.sql().contains("tenantcrypt.tenant"));
  }

  @Test
  void sqlOnce_whereItIsOff_isRefused() throws Exception {
    try (HikariDataSource pool = sealed.pool();
        Connection connection = pool.getConnection()) {
      assertThat(
              Sql.refusal(
                  "TC011", () -> Sql.execute(connection, "SET tenantcrypt.tenant = 'acme'")))
          .hasMessageContaining("tenantBySql");
    }
  }

  @Test
  void longBinding_ofAnEarlierCheckout_isGoneWhereThePoolClearsWarnings() throws Exception {
    try (HikariDataSource pool = sealed.pool("tenantBinding=session")) {
      try (Connection first = pool.getConnection()) {
        first.setClientInfo(INFO, World.ACME);
        assertThat(Sql.ask(first, WHO)).isEqualTo(World.ACME);
      }
      assertRefusedUnsent(pool, "TC010", () -> who(pool));
    }
  }

  @Test
  void shortBinding_ofAnEarlierCheckout_isGone() throws Exception {
    try (HikariDataSource pool = sealed.pool()) {
      try (Connection first = pool.getConnection()) {
        first.setAutoCommit(false);
        first.setClientInfo(INFO, World.ACME);
        assertThat(Sql.ask(first, WHO)).isEqualTo(World.ACME);
        first.commit();
      }
      assertRefusedUnsent(pool, "TC010", () -> who(pool));
    }
  }

  @Test
  void shortBinding_thatThePoolRolledBack_isGone() throws Exception {
    try (HikariDataSource pool = sealed.pool()) {
      try (Connection first = pool.getConnection()) {
        first.setAutoCommit(false);
        first.setClientInfo(INFO, World.ACME);
        assertThat(Sql.ask(first, WHO)).isEqualTo(World.ACME);
      }
      assertRefusedUnsent(pool, "TC010", () -> who(pool));
    }
  }

  @Test
  void transaction_begunForOneTenant_isRefusedToAnother() throws Exception {
    try (HikariDataSource pool = sealed.pool();
        Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      AsTenant.run(World.ACME, () -> Sql.ask(connection, WHO));

      AsTenant.run(
          World.GLOBEX,
          () -> {
            Sql.refusal("TC011", () -> Sql.ask(connection, WHO));
            connection.rollback();
            assertThat(Sql.ask(connection, WHO)).isEqualTo(World.GLOBEX);
          });
      connection.rollback();
    }
  }

  @Test
  void preparedStatement_reusedForAnotherTenant_sealsUnderEachKey() throws Exception {
    try (HikariDataSource pool = sealed.pool();
        Connection connection = pool.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO patient (id, name) VALUES (?, ?)");
        PreparedStatement select =
            connection.prepareStatement("SELECT tenant_id, name FROM patient WHERE id = ?")) {
      insert.setLong(1, 71);
      insert.setString(2, "Reuse S3CRET");
      select.setLong(1, 71);
      for (String tenant : Sealed.TENANTS) {
        AsTenant.run(tenant, () -> assertThat(insert.executeUpdate()).isEqualTo(1));
      }
      for (String tenant : Sealed.TENANTS) {
        AsTenant.run(
            tenant,
            () -> {
              try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo(tenant);
                assertThat(row.getString(2)).isEqualTo("Reuse S3CRET");
                assertThat(row.next()).isFalse();
              }
            });
      }
      Sql.refusal("TC010", insert::executeUpdate);
    }
    assertThat(sealed.raw("SELECT count(DISTINCT name) FROM patient WHERE id = 71")).isEqualTo("2");
    sealed.inspector().assertNone(Rows.MARKS);
  }

  @Test
  void preparedStatement_withAnotherTenantsId_isRefusedAtExecution() throws Exception {
    try (HikariDataSource pool = sealed.pool();
        Connection connection = pool.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT name FROM patient WHERE tenant_id = ?")) {
      select.setString(1, World.ACME);
      AsTenant.run(
          World.ACME,
          () -> {
            try (ResultSet rows = select.executeQuery()) {
              assertThat(rows.next()).isTrue();
            }
          });
      AsTenant.run(World.GLOBEX, () -> Sql.refusal("TC001", select::executeQuery));
    }
  }

  @Test
  void resultSet_ofOneTenant_isRefusedUnderAnother() throws Exception {
    try (HikariDataSource pool = sealed.pool();
        Connection connection = pool.getConnection();
        PreparedStatement select = connection.prepareStatement("SELECT name FROM patient")) {
      ResultSet rows =
          AsTenant.call(
              World.ACME,
              () -> {
                ResultSet open = select.executeQuery();
                assertThat(open.next()).isTrue();
                return open;
              });
      AsTenant.run(
          World.GLOBEX,
          () ->
              Sql.refusal(
                  "TC011",
                  () -> {
                    rows.next();
                    rows.getString(1);
                  }));
    }
  }

  @Test
  void withoutTenant_whatReturnsNoTenantsRow_passes() throws Exception {
    try (HikariDataSource pool = sealed.pool();
        Connection connection = pool.getConnection()) {
      assertThat(Sql.column(connection, "SELECT code FROM country")).hasSize(3);
      assertThat(Sql.column(connection, "SELECT 1 FROM patient")).isEmpty();
      assertThat(Sql.column(connection, "SELECT name FROM patient WHERE 1=0")).isEmpty();
      assertThat(Sql.ask(connection, "SELECT 7")).isEqualTo("7");
      try (ResultSet tables = connection.getMetaData().getTables(null, null, "patient", null)) {
        assertThat(tables.next()).isTrue();
      }
      Sql.execute(connection, "CREATE TABLE gadget (id bigint PRIMARY KEY)");
      Sql.execute(connection, "DROP TABLE gadget");
    }
  }

  @Test
  void withoutTenant_allElseOnATenantTable_isRefusedUnsent() throws Exception {
    try (HikariDataSource pool = sealed.pool()) {
      for (String sql :
          List.of(
              "SELECT name FROM patient",
              "SELECT count(*) FROM task",
              "SELECT 1 FROM patient WHERE id = 1",
              "INSERT INTO task (id, title) VALUES (9, 'x')",
              "UPDATE task SET title = 'x'",
              "DELETE FROM patient")) {
        sealed.recording().clear();
        Throwable refusal = Sql.refusal("TC010", () -> execute(pool, sql));
        assertThat(refusal).isInstanceOf(SQLInvalidAuthorizationSpecException.class);
        assertThat(sealed.recording().events())
            .noneMatch(event -> event.kind() == Recording.Kind.EXECUTED && touches(event.sql()));
      }
    }
  }

  private static void execute(HikariDataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      Sql.execute(connection, sql);
    }
  }

  private static void assertRefusedUnsent(
      HikariDataSource pool,
      String state,
      org.assertj.core.api.ThrowableAssert.ThrowingCallable work,
      String... named)
      throws SQLException {
    assertThat(pool.isRunning()).isTrue();
    sealed.recording().clear();
    Throwable refusal = Sql.refusal(state, work);
    assertThat(refusal).isInstanceOf(SQLInvalidAuthorizationSpecException.class);
    for (String word : named) {
      assertThat(refusal).hasMessageContaining(word);
    }
    assertThat(sealed.recording().events()).noneMatch(event -> touches(event.sql()));
  }

  private static boolean touches(String sql) {
    return sql.contains("FROM task") || sql.contains("FROM patient") || sql.contains("INTO task");
  }

  private static String who(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return Sql.ask(connection, WHO);
    }
  }
}
