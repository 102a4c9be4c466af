package io.tenantcrypt.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.it.DatabaseServer;
import io.tenantcrypt.it.MariaDbWorld;
import io.tenantcrypt.it.World;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Open transactions as each database shows them, by its own clock. */
class OpenTransactionsIT {

  /** A database behind a driver. */
  enum Kind {
    POSTGRESQL,
    MARIADB,
    MYSQL,
    H2
  }

  private static final Map<Kind, String> URLS = new EnumMap<>(Kind.class);

  @BeforeAll
  static void create() throws SQLException {
    String name = "open_transactions";
    URLS.put(Kind.POSTGRESQL, World.shared().freshUrl(name));
    DatabaseServer mariaDb = MariaDbWorld.shared().server();
    URLS.put(Kind.MARIADB, mariaDb.freshUrl("mariadb", name));
    URLS.put(Kind.MYSQL, mariaDb.url("mysql", name));
    URLS.put(Kind.H2, "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;USER=sa");
    for (Kind kind : List.of(Kind.POSTGRESQL, Kind.MARIADB, Kind.H2)) {
      try (Connection connection = open(kind)) {
        run(
            connection,
            "create table t (id int primary key, v int)",
            "insert into t values (1, 1)");
      }
    }
  }

  private static Connection open(Kind kind) throws SQLException {
    return DriverManager.getConnection(URLS.getOrDefault(kind, ""));
  }

  private static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** What is open that began until now; begins are whole seconds on some. */
  private static List<String> open(Connection raw) throws SQLException {
    OpenTransactions transactions = OpenTransactions.of(raw);
    return transactions.begunBefore(raw, transactions.now(raw));
  }

  @ParameterizedTest
  @EnumSource
  void now_isTheDatabasesClock(Kind kind) throws SQLException {
    try (Connection raw = open(kind)) {
      Instant before = Instant.now();
      Instant now = OpenTransactions.of(raw).now(raw);
      assertThat(now).isBetween(before.minus(Duration.ofSeconds(2)), Instant.now().plusSeconds(2));
    }
  }

  @ParameterizedTest
  @EnumSource
  void openTransaction_isListedUntilItCommits(Kind kind) throws SQLException {
    try (Connection raw = open(kind);
        Connection other = open(kind)) {
      assertThat(open(raw)).isEmpty();
      other.setAutoCommit(false);
      run(other, "update t set v = v + 1 where id = 1");
      assertThat(open(raw)).singleElement().asString().startsWith("session ").contains("of user ");
      assertThat(open(raw)).allMatch(line -> !line.contains("update"));
      other.commit();
      assertThat(open(raw)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void transaction_thatBeganLater_isNotListed(Kind kind) throws SQLException {
    try (Connection raw = open(kind)) {
      OpenTransactions transactions = OpenTransactions.of(raw);
      Instant before = transactions.now(raw).minusSeconds(5);
      try (Connection other = open(kind)) {
        other.setAutoCommit(false);
        run(other, "update t set v = v + 1 where id = 1");
        assertThat(transactions.begunBefore(raw, before)).isEmpty();
        other.rollback();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void preparedTransaction_isListedUntilItEnds_alsoWithoutItsSession(Kind kind)
      throws SQLException {
    try (Connection raw = open(kind)) {
      Connection other = open(kind);
      switch (kind) {
        case POSTGRESQL ->
            run(other, "begin", "insert into t values (2, 2)", "prepare transaction 'S3CRET-gid'");
        case MARIADB, MYSQL ->
            run(
                other,
                "xa start 'S3CRET-gid'",
                "insert into t values (2, 2)",
                "xa end 'S3CRET-gid'",
                "xa prepare 'S3CRET-gid'");
        case H2 -> {
          other.setAutoCommit(false);
          run(other, "insert into t values (2, 2)", "prepare commit S3CRET_gid");
        }
      }
      if (kind != Kind.H2) {
        other.close();
      }
      assertThat(open(raw))
          .anyMatch(line -> line.contains("prepared transaction"))
          .allMatch(line -> !line.contains("S3CRET"));
      switch (kind) {
        case POSTGRESQL -> run(raw, "rollback prepared 'S3CRET-gid'");
        case MARIADB, MYSQL -> run(raw, "xa rollback 'S3CRET-gid'");
        case H2 -> {
          run(other, "rollback transaction S3CRET_gid");
          other.rollback();
          other.close();
        }
      }
      assertThat(open(raw)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void sessions_thatWereThere_areListed(Kind kind) throws SQLException {
    try (Connection raw = open(kind);
        Connection other = open(kind)) {
      OpenTransactions transactions = OpenTransactions.of(raw);
      List<String> sessions = transactions.idleSince(raw, transactions.now(raw));
      assertThat(sessions).isNotEmpty();
      if (kind == Kind.POSTGRESQL || kind == Kind.H2) {
        assertThat(sessions).hasSize(1);
        assertThat(transactions.idleSince(raw, Instant.now().minusSeconds(60))).isEmpty();
      }
      assertThat(other.isClosed()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "POSTGRESQL")
  void session_thatHidesWhatItDoes_counts(Kind kind) throws SQLException {
    try (Connection raw = open(kind);
        Connection other = open(kind)) {
      run(other, "set track_activities = off");
      assertThat(open(raw)).singleElement().asString().contains("disabled");
    }
  }

  @ParameterizedTest
  @EnumSource
  void role_thatDoesNotSeeOthers_isTc041(Kind kind) throws SQLException {
    try (Connection raw = open(kind);
        Connection other = open(kind)) {
      switch (kind) {
        case POSTGRESQL -> run(raw, "create role onlooker login");
        case MARIADB, MYSQL ->
            run(
                raw,
                "create or replace user 'onlooker'@'127.0.0.1' identified by 'it'",
                "create or replace user 'onlooker'@'localhost' identified by 'it'",
                "grant select on open_transactions.* to 'onlooker'@'127.0.0.1'",
                "grant select on open_transactions.* to 'onlooker'@'localhost'");
        case H2 -> run(raw, "create user onlooker password ''");
      }
      String url =
          URLS.getOrDefault(kind, "")
              .replace("user=postgres", "user=onlooker")
              .replace("user=it", "user=onlooker")
              .replace(";DB_CLOSE_DELAY=-1;USER=sa", ";USER=onlooker");
      assertThat(other.isClosed()).isFalse();
      try (Connection onlooker = DriverManager.getConnection(url)) {
        OpenTransactions transactions = OpenTransactions.of(onlooker);
        Instant now = transactions.now(onlooker);
        assertThatThrownBy(() -> transactions.begunBefore(onlooker, now))
            .isInstanceOfSatisfying(
                TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC041))
            .hasMessageContaining(kind == Kind.H2 ? "ADMIN" : "GRANT");
        assertThatThrownBy(() -> transactions.idleSince(onlooker, now))
            .isInstanceOf(TenantCryptException.class);
      } finally {
        run(
            raw,
            switch (kind) {
              case POSTGRESQL -> new String[] {"drop role onlooker"};
              case MARIADB, MYSQL ->
                  new String[] {
                    "drop user 'onlooker'@'127.0.0.1'", "drop user 'onlooker'@'localhost'"
                  };
              case H2 -> new String[] {"drop user onlooker"};
            });
      }
    }
  }
}
