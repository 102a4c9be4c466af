package io.tenantcrypt.it.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.it.AsTenant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What pools do with a connection besides lending it, each on one physical connection. */
class PoolFeaturesIT {

  private static final String INFO = "tenantcrypt.tenant";
  private static final String WHO = "SELECT tenant_id, secret FROM account WHERE id = 1";
  private static final String PID = "SELECT pg_backend_pid()";

  private static PooledDatabase database;

  @BeforeAll
  static void create() throws Exception {
    database = PooledDatabase.create("pool_features");
  }

  private static PoolKind.Pool open(PoolKind kind, String... settings) throws Exception {
    return kind.open(database.url(settings), Map.of(), 1, "");
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  private static String ask(DataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return ask(connection, sql);
    }
  }

  /** The code of a refusal, which some pools wrap. */
  private static String code(Throwable thrown) {
    Throwable ours = thrown;
    while (ours.getCause() instanceof SQLException cause) {
      ours = cause;
    }
    return String.valueOf(((SQLException) ours).getSQLState());
  }

  private static void refused(String state, AsTenant.Work work) {
    assertThatThrownBy(work::run)
        .isInstanceOf(SQLException.class)
        .satisfies(e -> assertThat(code(e)).isEqualTo(state));
  }

  @ParameterizedTest
  @EnumSource(PoolKind.class)
  void refusedStatement_neverEvictsTheConnection(PoolKind kind) throws Exception {
    try (PoolKind.Pool pool = open(kind)) {
      String pid = ask(pool.source(), PID);
      List<Map.Entry<String, String>> refusals =
          List.of(
              Map.entry("TC001", "SELECT secret FROM account WHERE tenant_id = 'globex'"),
              Map.entry("TC002", "SELECT id FROM account WHERE secret LIKE 'a%'"),
              Map.entry("TC003", "SELECT secret FROM account WHERE WHERE"),
              Map.entry(
                  "TC022",
                  "INSERT INTO account (id, secret) VALUES (9, '" + "x".repeat(61) + "')"));
      AsTenant.run(
          "acme",
          () -> {
            for (Map.Entry<String, String> refusal : refusals) {
              for (boolean prepared : List.of(false, true)) {
                try (Connection connection = pool.source().getConnection()) {
                  refused(
                      refusal.getKey(), () -> execute(connection, refusal.getValue(), prepared));
                  assertThat(connection.isClosed()).isFalse();
                  assertThat(ask(connection, WHO)).isEqualTo("acme");
                }
                assertThat(ask(pool.source(), PID)).isEqualTo(pid);
              }
            }
            try (Connection connection = pool.source().getConnection()) {
              connection.setClientInfo(INFO, "globex");
              refused("TC011", () -> ask(connection, WHO));
            }
          });
      refused("TC010", () -> ask(pool.source(), WHO));
      assertThat(ask(pool.source(), PID)).isEqualTo(pid);
    }
  }

  private static void execute(Connection connection, String sql, boolean prepared)
      throws SQLException {
    if (prepared) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.execute();
      }
    } else {
      PooledDatabase.run(connection, sql);
    }
  }

  @ParameterizedTest
  @EnumSource(PoolKind.class)
  void bindingLeftBehind_isNoneForTheNextBorrower(PoolKind kind) throws Exception {
    try (PoolKind.Pool pool = open(kind)) {
      DataSource source = pool.source();
      for (boolean autoCommit : List.of(true, false)) {
        for (boolean used : List.of(false, true)) {
          try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(autoCommit);
            connection.setClientInfo(INFO, "acme");
            if (used) {
              assertThat(ask(connection, WHO)).isEqualTo("acme");
            }
          }
          refused("TC010", () -> ask(source, WHO));
          assertThat(AsTenant.call("globex", () -> ask(source, WHO))).isEqualTo("globex");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PoolKind.class)
  void longBindingLeftBehind_isNoneForTheNextBorrower(PoolKind kind) throws Exception {
    try (PoolKind.Pool pool = open(kind, "tenantBinding=session")) {
      DataSource source = pool.source();
      try (Connection connection = source.getConnection()) {
        connection.setClientInfo(INFO, "acme");
        assertThat(ask(connection, WHO)).isEqualTo("acme");
        assertThat(ask(connection, WHO)).isEqualTo("acme");
      }
      refused("TC010", () -> ask(source, WHO));
      assertThat(AsTenant.call("globex", () -> ask(source, WHO))).isEqualTo("globex");
      try (Connection connection = source.getConnection()) {
        connection.setClientInfo(INFO, "globex");
        assertThat(ask(connection, WHO)).isEqualTo("globex");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PoolKind.class)
  void statementLeftOpen_neverWorksForTheNextBorrower(PoolKind kind) throws Exception {
    try (PoolKind.Pool pool = open(kind)) {
      List<PreparedStatement> left = new ArrayList<>();
      AsTenant.run(
          "acme",
          () -> {
            try (Connection connection = pool.source().getConnection()) {
              PreparedStatement statement = connection.prepareStatement(WHO);
              statement.executeQuery();
              left.add(statement);
            }
          });
      try (Connection next = pool.source().getConnection()) {
        next.setAutoCommit(false);
        next.setClientInfo(INFO, "globex");
        assertThat(ask(next, WHO)).isEqualTo("globex");
        PreparedStatement stale = left.get(0);
        if (kind == PoolKind.TOMCAT) {
          // Leaves it open unless its StatementFinalizer is there.
          refused("TC011", () -> AsTenant.run("acme", stale::executeQuery));
        } else {
          assertThatThrownBy(stale::executeQuery).isInstanceOf(SQLException.class);
        }
        assertThat(ask(next, WHO)).isEqualTo("globex");
        next.rollback();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PoolKind.class)
  void statementOfTheSameText_isNobodysPlan(PoolKind kind) throws Exception {
    try (PoolKind.Pool pool = open(kind)) {
      for (int turn = 0; turn < 12; turn++) {
        for (String tenant : PooledDatabase.TENANTS) {
          assertThat(AsTenant.call(tenant, () -> ask(pool.source(), WHO))).isEqualTo(tenant);
        }
        refused("TC010", () -> ask(pool.source(), WHO));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PoolKind.class)
  void facade_ofAPool_isItsRuntime(PoolKind kind) throws Exception {
    try (PoolKind.Pool pool = open(kind)) {
      assertThat(TenantCrypt.of(pool.source()).tenants().find("acme")).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource(PoolKind.class)
  void closing_closes(PoolKind kind) throws Exception {
    PoolKind.Pool pool = open(kind);
    Connection connection = pool.source().getConnection();
    String pid = ask(connection, PID);
    Statement statement = connection.createStatement();
    connection.close();
    connection.close();
    assertThat(connection.isClosed()).isTrue();
    assertThat(connection.isValid(1)).isFalse();
    assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class);
    if (kind != PoolKind.TOMCAT) { // which leaves it open unless its StatementFinalizer is there
      assertThatThrownBy(() -> statement.executeQuery(PID)).isInstanceOf(SQLException.class);
    }
    pool.close();
    try (Connection raw = database.raw();
        PreparedStatement alive =
            raw.prepareStatement("SELECT count(*) FROM pg_stat_activity WHERE pid = ?")) {
      alive.setInt(1, Integer.parseInt(pid));
      long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      String left;
      do { // the server's process ends after the socket, and some pools close on other threads
        try (ResultSet row = alive.executeQuery()) {
          row.next();
          left = row.getString(1);
        }
      } while (!left.equals("0") && System.nanoTime() < end);
      assertThat(left).isEqualTo("0");
    }
  }

  @Test
  void connectionThatIsReplaced_isBoundAnew() throws Exception {
    try (PoolKind.Pool hikari = open(PoolKind.HIKARI);
        PoolKind.Pool dbcp = open(PoolKind.DBCP2)) {
      HikariDataSource first = (HikariDataSource) hikari.source();
      BasicDataSource second = (BasicDataSource) dbcp.source();
      for (DataSource pool : List.of(first, second)) {
        String before = ask(pool, PID);
        try (Connection connection = pool.getConnection()) {
          connection.setClientInfo(INFO, "acme");
        }
        first.getHikariPoolMXBean().softEvictConnections();
        second.restart();
        assertThat(AsTenant.call("globex", () -> ask(pool, WHO))).isEqualTo("globex");
        assertThat(ask(pool, PID)).isNotEqualTo(before);
      }
    }
  }

  @Test
  void validation_neitherBindsNorUnbinds() throws Exception {
    try (PoolKind.Pool pool = open(PoolKind.DBCP2);
        BasicDataSource source = (BasicDataSource) pool.source()) {
      source.setTestOnBorrow(true);
      source.setTestOnReturn(true);
      for (String query : new String[] {null, "SELECT 1", "SELECT 1 FROM account"}) {
        source.setValidationQuery(query);
        try (Connection connection = source.getConnection()) {
          connection.setAutoCommit(false);
          connection.setClientInfo(INFO, "acme");
          assertThat(ask(connection, WHO)).isEqualTo("acme");
          assertThat(connection.isValid(1)).isTrue();
          assertThat(ask(connection, WHO)).isEqualTo("acme");
          connection.rollback();
        }
        refused("TC010", () -> ask(source, WHO));
      }
    }
  }

  @Test
  void connectionTakenBackAsALeak_worksForItsNextBorrowerOnly() throws Exception {
    try (BasicDataSource pool = new BasicDataSource()) {
      pool.setUrl(database.url());
      pool.setMaxTotal(1);
      pool.setRemoveAbandonedOnBorrow(true);
      pool.setRemoveAbandonedTimeout(Duration.ZERO);
      Connection leaked = pool.getConnection();
      leaked.setAutoCommit(false);
      leaked.setClientInfo(INFO, "acme");
      PreparedStatement statement = leaked.prepareStatement(WHO);
      assertThat(statement.executeQuery().next()).isTrue();
      try (Connection next = pool.getConnection()) {
        next.setClientInfo(INFO, "globex");
        assertThat(ask(next, WHO)).isEqualTo("globex");
        assertThatThrownBy(statement::executeQuery).isInstanceOf(SQLException.class);
      }
    }
  }

  @Test
  void bindingLeftBehind_inATomcatPoolThatNeverTests_isNoneForTheNextBorrower() throws Exception {
    PoolProperties config = new PoolProperties();
    config.setUrl(database.url("tenantBinding=session"));
    config.setDriverClassName("io.tenantcrypt.TenantCryptDriver");
    config.setMaxActive(1);
    org.apache.tomcat.jdbc.pool.DataSource pool =
        new org.apache.tomcat.jdbc.pool.DataSource(config);
    try (Connection connection = pool.getConnection()) {
      connection.setClientInfo(INFO, "acme");
    }
    refused("TC010", () -> ask((DataSource) pool, WHO));
    pool.close();
  }
}
