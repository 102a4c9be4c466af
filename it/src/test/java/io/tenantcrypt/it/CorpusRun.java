package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * One entry of a corpus on a server that is not PostgreSQL: what a plain twin gives, or a refusal
 * of which nothing is sent.
 *
 * @param prepared whether it is run as a {@code PreparedStatement}
 * @param exact whether the entry is of this server, so that its outcome is known; otherwise it need
 *     only be one of the two, and counts as far as the plain server takes it
 * @param shown what is compared of an outcome
 */
record CorpusRun(CorpusEntry entry, boolean prepared, boolean exact, UnaryOperator<Outcome> shown) {

  /** Changes and queries of rows; definitions commit on these servers by themselves. */
  private static final Pattern ROWS =
      Pattern.compile("(?is)\\s*\\(*\\s*(select|with|values|insert|update|delete)\\b.*");

  private static final List<String> STATE =
      List.of(
          "SELECT * FROM patient WHERE tenant_id = 'acme' ORDER BY id",
          "SELECT * FROM visit WHERE tenant_id = 'acme' ORDER BY id",
          "SELECT * FROM task WHERE tenant_id = 'acme' ORDER BY id",
          "SELECT * FROM country ORDER BY code");

  private static final String PROBE = "SELECT 1 AS probe";

  /** What the driver asks of a session to know how text is read. */
  private static final Pattern OF_THE_SESSION =
      Pattern.compile(
          "SELECT DATABASE\\(\\), @@SESSION\\..*|SELECT CURRENT_SCHEMA, CURRENT_PATH"
              + "|SELECT \\* FROM INFORMATION_SCHEMA\\.SETTINGS");

  /** Whether an entry changes or reads rows and does nothing else. */
  static boolean isOfRows(CorpusEntry entry) {
    return ROWS.matcher(entry.sql()).lookingAt();
  }

  /** Whether an entry of another server's corpus can be undone here. */
  static boolean canBeTriedElsewhere(CorpusEntry entry) {
    return isOfRows(entry) && !entry.sql().contains("archive");
  }

  /**
   * Runs it as tenant acme, and undoes it.
   *
   * @param driver not in autocommit mode, as is the twin
   * @param recording what lies beneath the driver is recorded under
   */
  void on(Connection driver, Connection twin, String recording) throws Exception {
    Recording.of(recording).clear();
    AsTenant.run(
        World.ACME,
        () -> {
          Outcome.ofStatement(driver, PROBE, false);
          try {
            compare(driver, twin, recording);
          } finally {
            driver.rollback();
            twin.rollback();
          }
        });
    for (String mark : Rows.MARKS) {
      assertThat(Recording.of(recording).events()).noneMatch(event -> event.holds(mark));
    }
  }

  private void compare(Connection driver, Connection twin, String recording) throws SQLException {
    Optional<Outcome> expected = Optional.empty();
    if (!exact || entry.isAccepted()) {
      try {
        expected = Optional.of(run(twin));
      } catch (SQLException e) {
        if (exact) {
          throw e;
        }
        return; // no SQL of this server
      }
    }
    Outcome[] got = new Outcome[1];
    Throwable thrown = catchThrowable(() -> got[0] = run(driver));
    if (thrown != null) {
      refused(thrown, Recording.of(recording).eventsOfConnectionThatSent(PROBE));
      return;
    }
    assertThat(entry.isAccepted() || !exact).as("accepted").isTrue();
    assertThat(shown.apply(got[0])).isEqualTo(shown.apply(expected.orElseThrow()));
    for (String sql : STATE) {
      assertThat(Outcome.ofStatement(driver, sql, true))
          .as("what it left behind: %s", sql)
          .isEqualTo(Outcome.ofStatement(twin, sql, true));
    }
  }

  private void refused(Throwable thrown, List<Recording.Event> sent) {
    assertThat(thrown).isInstanceOf(SQLException.class);
    String state = ((SQLException) thrown).getSQLState();
    assertThat(thrown.getMessage()).doesNotContain(Rows.MARKS);
    if (exact) {
      assertThat(state).as("%s", thrown).isEqualTo(entry.state());
    } else {
      assertThat(state).as("%s", thrown).startsWith("TC");
    }
    assertThat(sent)
        .as("a refused statement sends nothing; the driver may ask how text is read")
        .allMatch(event -> OF_THE_SESSION.matcher(event.sql()).matches());
  }

  private Outcome run(Connection connection) throws SQLException {
    return prepared
        ? Outcome.ofPrepared(connection, entry.sql(), entry.parameters(), entry.isOrdered())
        : Outcome.ofStatement(connection, entry.sql(), entry.isOrdered());
  }
}
