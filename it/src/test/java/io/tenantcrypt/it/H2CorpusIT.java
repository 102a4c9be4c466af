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
 * The corpus of H2, and all of PostgreSQL's, MariaDB's and MySQL's that a plain H2 takes, in both
 * modes: what a plain database gives, or a refusal before a byte is sent.
 */
class H2CorpusIT {

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
    for (CorpusEntry entry : Corpus.read("corpus-h2")) {
      for (H2World.Mode mode : H2World.Mode.values()) {
        each(entry, mode, true, tests);
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> corpusOfOthers_asFarAsItIsTaken_givesThePlainResultOrIsRefused() {
    List<CorpusEntry> entries = new ArrayList<>(Corpus.read());
    entries.addAll(Corpus.read("corpus-mysql"));
    List<DynamicTest> tests = new ArrayList<>();
    for (CorpusEntry entry : entries) {
      if (ROWS.matcher(entry.sql()).lookingAt() && !entry.sql().contains("archive")) {
        for (H2World.Mode mode : H2World.Mode.values()) {
          each(entry, mode, false, tests);
        }
      }
    }
    return tests.stream();
  }

  @Test
  void corpus_afterAllThatWasStored_leavesNoPlaintextInAnyColumn() throws Exception {
    for (H2World.Mode mode : H2World.Mode.values()) {
      assertThat(H2World.marks(H2World.shared(mode).twinUrl())).isNotEmpty();
      assertThat(H2World.marks(H2World.shared(mode).rawUrl())).isEmpty();
    }
  }

  private static void each(
      CorpusEntry entry, H2World.Mode mode, boolean exact, List<DynamicTest> tests) {
    for (String unscoped : entry.modes().stream().sorted().toList()) {
      if (entry.parameters().isEmpty()) {
        tests.add(test(entry, unscoped, mode, false, exact));
      }
      if (exact || !entry.parameters().isEmpty()) {
        tests.add(test(entry, unscoped, mode, true, exact));
      }
    }
  }

  private static DynamicTest test(
      CorpusEntry written, String unscoped, H2World.Mode mode, boolean prepared, boolean exact) {
    String how = prepared ? " (prepared)" : "";
    CorpusEntry entry =
        new CorpusEntry(
            written.file(),
            written.title(),
            written.state(),
            written.modes(),
            written.parameters(),
            mode.sql(written.sql()));
    return DynamicTest.dynamicTest(
        entry.file() + ", " + mode + ", " + unscoped + how + ": " + entry.title(),
        () -> {
          String name = "h2-" + mode + "-" + unscoped;
          Connection driver = open(H2World.shared(mode).url(unscoped, name));
          Connection twin = open(H2World.shared(mode).twinUrl());
          Recording.of(name).clear();
          AsTenant.run(
              World.ACME,
              () -> {
                try {
                  compare(entry, prepared, exact, driver, twin, name);
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
      CorpusEntry entry,
      boolean prepared,
      boolean exact,
      Connection driver,
      Connection twin,
      String recording)
      throws SQLException {
    Optional<Outcome> expected = Optional.empty();
    if (!exact || entry.isAccepted()) {
      try {
        expected = Optional.of(run(entry, prepared, twin));
      } catch (SQLException e) {
        if (exact) {
          throw e;
        }
        return; // no SQL of H2
      }
    }
    Recording.of(recording).clear();
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
      assertThat(Recording.of(recording).events())
          .as("sent")
          .noneMatch(event -> event.sql().contains(entry.sql()));
      return;
    }
    assertThat(entry.isAccepted() || !exact).as("accepted").isTrue();
    assertThat(named(got[0])).isEqualTo(named(expected.orElseThrow()));
    for (String sql : STATE) {
      assertThat(Outcome.ofStatement(driver, sql, true))
          .as("what it left behind: %s", sql)
          .isEqualTo(Outcome.ofStatement(twin, sql, true));
    }
  }

  // H2 labels an expression by its own text, in which a predicate that was added stands too.
  private static Outcome named(Outcome outcome) {
    return new Outcome(
        outcome.labels().stream().map(l -> l.contains("SELECT") ? "a query" : l).toList(),
        outcome.types(),
        outcome.rows(),
        outcome.count());
  }

  private static Outcome run(CorpusEntry entry, boolean prepared, Connection connection)
      throws SQLException {
    return prepared
        ? Outcome.ofPrepared(connection, entry.sql(), entry.parameters(), entry.isOrdered())
        : Outcome.ofStatement(connection, entry.sql(), entry.isOrdered());
  }
}
