package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Databases of a test's own on H2, and how tests work on them. */
final class H2Fixture {

  private H2Fixture() {}

  /** Something done on a connection. */
  @FunctionalInterface
  interface Work {
    void on(Connection connection) throws Exception;
  }

  /** The plain URL of a new database with the fixture's tables. */
  static String fresh(H2World.Mode mode, String name) throws Exception {
    String plain = mode.plainUrl("t_" + name);
    try (Connection connection = DriverManager.getConnection(url(plain))) {
      H2World.createTables(connection);
    }
    return plain;
  }

  /** The driver's URL, scoped. */
  static String url(String plain) {
    return H2World.urlOf(plain, "scope", "h2-it");
  }

  /** Works through the driver as tenant acme. */
  static void as(String plain, Work work) throws Exception {
    String url = url(plain);
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection connection = DriverManager.getConnection(url)) {
            work.on(connection);
          }
        });
  }

  static void run(Connection connection, String... sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
    }
  }

  /** Past the driver. */
  static void runPlain(String plain, String... sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(plain)) {
      run(connection, sql);
    }
  }

  static void refused(String state, ThrowingCallable statement) {
    Throwable thrown = catchThrowable(statement);
    assertThat(thrown).isInstanceOf(SQLException.class);
    assertThat(((SQLException) thrown).getSQLState()).as("%s", thrown).isEqualTo(state);
  }
}
