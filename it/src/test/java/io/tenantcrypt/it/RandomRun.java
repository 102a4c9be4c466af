package io.tenantcrypt.it;

import io.tenantcrypt.it.RandomStatement.Expected;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.h2.jdbc.JdbcConnection;
import org.postgresql.PGConnection;

/** Runs random statements on the twin and through the driver in one mode, and judges both. */
final class RandomRun implements AutoCloseable {

  private final RandomDialect dialect;
  private final Connection twin;
  private final Connection driver;
  private final Connection beneath;
  private final Recording recording;
  private final Map<String, String> aliens = new TreeMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private boolean counting;

  RandomRun(RandomWorld world, String mode) throws Exception {
    String name = "random-" + world.name() + mode;
    this.dialect = world.dialect();
    this.twin = DriverManager.getConnection(world.twinUrl());
    this.driver =
        DriverManager.getConnection(
            world.url(mode, name) + world.and() + "tenantcrypt.allowUnwrap=true");
    this.beneath = beneath(driver);
    this.recording = Recording.of(name);
    twin.setAutoCommit(false);
    driver.setAutoCommit(false);
    for (RandomSchema.Table table : RandomSchema.TENANTS) {
      aliens.put(table.name(), alien(table));
    }
  }

  // Its own session, so that it sees what is not committed yet.
  private static Connection beneath(Connection driver) throws SQLException {
    for (Class<?> type :
        List.of(
            PGConnection.class,
            org.mariadb.jdbc.Connection.class,
            com.mysql.cj.jdbc.JdbcConnection.class,
            JdbcConnection.class)) {
      if (driver.isWrapperFor(type)) {
        return (Connection) driver.unwrap(type);
      }
    }
    throw new IllegalStateException("a driver that is not known here");
  }

  RandomDialect dialect() {
    return dialect;
  }

  /** How many statements had each outcome. */
  Map<String, Integer> counts() {
    return counts;
  }

  /** What is wrong with a statement, if anything. */
  Optional<String> judge(RandomStatement statement) throws SQLException {
    counting = false;
    return run(statement);
  }

  /** The same, counted. */
  Optional<String> judgeAndCount(RandomStatement statement) throws SQLException {
    counting = true;
    return run(statement);
  }

  private Optional<String> run(RandomStatement statement) throws SQLException {
    recording.clear();
    Result expected = result(twin, statement);
    Result actual = result(driver, statement);
    if (counting) {
      count(statement, expected, actual);
    }
    Optional<String> wrong = compare(statement, expected, actual);
    if (wrong.isEmpty() && !statement.writes().isEmpty() && actual.error().isEmpty()) {
      wrong = state(statement);
    }
    if (wrong.isEmpty()) {
      wrong = wire();
    }
    if (!statement.writes().isEmpty() || actual.failed() || expected.failed()) {
      twin.rollback();
      driver.rollback();
    }
    return wrong;
  }

  private record Result(Optional<Outcome> outcome, String error, String message) {
    boolean refused() {
      return error.startsWith("TC");
    }

    boolean failed() {
      return !error.isEmpty();
    }
  }

  private static Result result(Connection connection, RandomStatement statement) {
    try {
      Outcome outcome =
          statement.parameters().isEmpty()
              ? Outcome.ofStatement(connection, statement.sql(), statement.ordered())
              : Outcome.ofPrepared(
                  connection, statement.sql(), statement.parameters(), statement.ordered());
      return new Result(Optional.of(outcome), "", "");
    } catch (SQLException e) {
      return new Result(
          Optional.empty(), String.valueOf(e.getSQLState()), String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> compare(RandomStatement statement, Result twin, Result driver) {
    String both = "\n  twin:   " + twin + "\n  driver: " + driver;
    if (driver.refused()) {
      boolean invalid = dialect.isInvalid(twin.error());
      boolean allowed = statement.expected() != Expected.ACCEPTED || invalid;
      boolean sound = driver.error().matches("TC001|TC002|TC003");
      return allowed && sound ? Optional.empty() : Optional.of("refused" + both);
    }
    if (statement.expected() == Expected.REFUSED) {
      return Optional.of("accepted though not pinned" + both);
    }
    boolean same = twin.outcome().equals(driver.outcome()) && twin.error().equals(driver.error());
    return same ? Optional.empty() : Optional.of("different" + both);
  }

  // What the statement left behind: the tenant's rows as the twin's, all others as they were.
  private Optional<String> state(RandomStatement statement) throws SQLException {
    for (RandomSchema.Table changed : RandomSchema.TABLES) {
      String table = changed.name();
      if (!statement.writes().contains(table)) {
        continue;
      }
      boolean tenant = changed.tenant();
      String sql = "SELECT * FROM " + table + (tenant ? " WHERE tenant_id = 'acme'" : "");
      Outcome expected = Outcome.ofStatement(twin, sql, false);
      Outcome actual = Outcome.ofStatement(driver, sql, false);
      if (!expected.equals(actual)) {
        return Optional.of(
            "left " + table + " different\n  twin:   " + expected + "\n  driver: " + actual);
      }
      if (tenant && !alien(changed).equals(aliens.get(table))) {
        return Optional.of("changed another tenant's rows of " + table);
      }
    }
    return Optional.empty();
  }

  private String alien(RandomSchema.Table table) throws SQLException {
    return Sql.ask(beneath, dialect.alien(table));
  }

  private Optional<String> wire() {
    return recording.events().stream().anyMatch(e -> Rows.MARKS.stream().anyMatch(e::holds))
        ? Optional.of("plaintext on the wire")
        : Optional.empty();
  }

  private void count(RandomStatement statement, Result twin, Result driver) {
    String what =
        driver.refused() ? "refused " + driver.error() : driver.failed() ? "failed" : "accepted";
    counts.merge(statement.expected() + ": " + what, 1, Integer::sum);
    counts.merge("shape " + statement.shape() + ": " + what, 1, Integer::sum);
    boolean empty = twin.outcome().map(o -> o.rows().isEmpty() && o.count() <= 0).orElse(true);
    counts.merge(
        "twin: " + (twin.failed() ? "failed " + twin.error() : empty ? "no row" : "rows"),
        1,
        Integer::sum);
  }

  @Override
  public void close() throws SQLException {
    twin.close();
    driver.close();
  }
}
