package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The corpus of MariaDB and MySQL, and all of PostgreSQL's that a plain MariaDB takes, through both
 * drivers: what a plain database gives, or a refusal before a byte is sent.
 */
class MariaDbCorpusIT {

  private static final List<String> STATE =
      List.of(
          "SELECT * FROM patient WHERE tenant_id = 'acme' ORDER BY id",
          "SELECT * FROM visit WHERE tenant_id = 'acme' ORDER BY id",
          "SELECT * FROM task WHERE tenant_id = 'acme' ORDER BY id",
          "SELECT * FROM country ORDER BY code");

  /** Changes and queries of rows; definitions commit here by themselves. */
  private static final Pattern ROWS =
      Pattern.compile("(?is)\\s*\\(*\\s*(select|with|values|insert|update|delete)\\b.*");

  /** To open one takes longer than a statement. */
  private static final Map<String, Connection> OPEN = new HashMap<>();

  private static Connection open(String url) throws SQLException {
    Connection known = OPEN.get(url);
    if (known == null) {
      known = DriverManager.getConnection(url);
      known.setAutoCommit(false);
      OPEN.put(url, known);
    }
    return known;
  }

  @AfterAll
  static void close() throws SQLException {
    for (Connection connection : OPEN.values()) {
      connection.close();
    }
    OPEN.clear();
  }

  @TestFactory
  Stream<DynamicTest> corpus_eachStatement_givesThePlainResultOrIsRefusedUnsent() {
    List<DynamicTest> tests = new ArrayList<>();
    for (CorpusEntry entry : Corpus.read("corpus-mysql")) {
      for (String scheme : MariaDbWorld.SCHEMES) {
        each(entry, scheme, true, tests);
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> corpusOfPostgres_asFarAsItIsTaken_givesThePlainResultOrIsRefused() {
    List<DynamicTest> tests = new ArrayList<>();
    for (CorpusEntry entry : Corpus.read()) {
      if (ROWS.matcher(entry.sql()).lookingAt() && !entry.sql().contains("archive")) {
        each(entry, "mariadb", false, tests);
      }
    }
    return tests.stream();
  }

  @Test
  void corpus_afterAllThatWasStored_leavesNoPlaintextInAnyColumn() throws Exception {
    MariaDbWorld world = MariaDbWorld.shared();
    String sealed = world.server().url("mariadb", "sealed");

    assertThat(MariaDbRaw.marks(world.twinUrl("mariadb"), "twin")).isNotEmpty();
    assertThat(MariaDbRaw.marks(sealed, "sealed")).isEmpty();
  }

  private static void each(
      CorpusEntry entry, String scheme, boolean exact, List<DynamicTest> tests) {
    for (String mode : entry.modes().stream().sorted().toList()) {
      if (entry.parameters().isEmpty()) {
        tests.add(test(entry, mode, scheme, false, exact));
      }
      if (exact || !entry.parameters().isEmpty()) {
        tests.add(test(entry, mode, scheme, true, exact));
      }
    }
  }

  private static DynamicTest test(
      CorpusEntry entry, String mode, String scheme, boolean prepared, boolean exact) {
    String how = prepared ? " (prepared)" : "";
    return DynamicTest.dynamicTest(
        entry.file() + ", " + scheme + ", " + mode + how + ": " + entry.title(),
        () -> {
          String name = "mariadb-" + scheme + "-" + mode;
          Connection driver = open(MariaDbWorld.shared().url(scheme, mode, name));
          Connection twin = open(MariaDbWorld.shared().twinUrl(scheme));
          Recording.of(name).clear();
          AsTenant.run(
              World.ACME,
              () -> {
                try {
                  compare(entry, prepared, exact, driver, twin);
                } finally {
                  driver.rollback();
                  twin.rollback();
                }
              });
          for (String mark : Rows.MARKS) {
            assertThat(Recording.of(name).events()).noneMatch(event -> event.holds(mark));
          }
        });
  }

  private static void compare(
      CorpusEntry entry, boolean prepared, boolean exact, Connection driver, Connection twin)
      throws SQLException {
    Optional<Outcome> expected = Optional.empty();
    if (!exact || entry.isAccepted()) {
      try {
        expected = Optional.of(run(entry, prepared, twin));
      } catch (SQLException e) {
        if (exact) {
          throw e;
        }
        return; // no SQL of MariaDB
      }
    }
    Outcome[] got = new Outcome[1];
    Throwable thrown = catchThrowable(() -> got[0] = run(entry, prepared, driver));
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(SQLException.class);
      String state = ((SQLException) thrown).getSQLState();
      assertThat(thrown.getMessage()).doesNotContain(Rows.MARKS);
      if (exact) {
        assertThat(state).as("%s", thrown).isEqualTo(entry.state());
      } else {
        assertThat(state).as("%s", thrown).startsWith("TC");
      }
      return;
    }
    assertThat(entry.isAccepted() || !exact).as("accepted").isTrue();
    assertThat(got[0]).isEqualTo(expected.orElseThrow());
    for (String sql : STATE) {
      assertThat(Outcome.ofStatement(driver, sql, true))
          .as("what it left behind: %s", sql)
          .isEqualTo(Outcome.ofStatement(twin, sql, true));
    }
  }

  private static Outcome run(CorpusEntry entry, boolean prepared, Connection connection)
      throws SQLException {
    return prepared
        ? Outcome.ofPrepared(connection, entry.sql(), entry.parameters(), entry.isOrdered())
        : Outcome.ofStatement(connection, entry.sql(), entry.isOrdered());
  }
}
