package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each statement of the corpus gives exactly what a plain database gives, or is refused before a
 * byte is sent.
 */
class CorpusIT {

  private static final Pattern OF_THE_SESSION =
      Pattern.compile(
          "(?is)begin|rollback|\\s*select\\s+(pg_catalog\\.)?current_schemas\\(true\\).*");
  private static final List<String> STATE =
      List.of(
          "SELECT * FROM patient WHERE tenant_id = 'acme' ORDER BY id",
          "SELECT * FROM visit WHERE tenant_id = 'acme' ORDER BY id",
          "SELECT * FROM task WHERE tenant_id = 'acme' ORDER BY id",
          "SELECT * FROM country ORDER BY code");

  private static final String PROBE = "SELECT 1 AS probe";

  /** Of statements that a rollback undoes; all others have a connection of their own. */
  private static final KeptConnections OPEN = new KeptConnections();

  @AfterAll
  static void close() throws SQLException {
    OPEN.close();
  }

  @TestFactory
  Stream<DynamicTest> corpus_eachStatement_givesThePlainResultOrIsRefusedUnsent() {
    List<DynamicTest> tests = new ArrayList<>();
    for (CorpusEntry entry : Corpus.read()) {
      for (String mode : entry.modes().stream().sorted().toList()) {
        if (entry.parameters().isEmpty()) {
          tests.add(test(entry, mode, false));
        }
        tests.add(test(entry, mode, true));
      }
    }
    return tests.stream();
  }

  @Test
  void corpus_afterAllThatWasStored_leavesNoPlaintextInAnyColumn() throws Exception {
    World world = World.shared();

    assertThat(new RawInspector(world.twinUrl()).find(Rows.MARKS)).isNotEmpty();
    assertThat(new RawInspector(world.rawUrl()).find(Rows.MARKS)).isEmpty();
  }

  private static DynamicTest test(CorpusEntry entry, String mode, boolean prepared) {
    String how = prepared ? " (prepared)" : "";
    return DynamicTest.dynamicTest(
        entry.file() + ", " + mode + how + ": " + entry.title(),
        () -> {
          String name = "corpus-" + mode;
          String url = World.shared().url(mode, name);
          String twinUrl = World.shared().twinUrl();
          if (CorpusRun.isOfRows(entry)) {
            on(OPEN.of(url), OPEN.of(twinUrl), entry, prepared, name);
          } else {
            try (Connection driver = DriverManager.getConnection(url);
                Connection twin = DriverManager.getConnection(twinUrl)) {
              on(driver, twin, entry, prepared, name);
            }
          }
        });
  }

  private static void on(
      Connection driver, Connection twin, CorpusEntry entry, boolean prepared, String name)
      throws Exception {
    Recording.of(name).clear();
    driver.setAutoCommit(false);
    twin.setAutoCommit(false);
    AsTenant.run(
        World.ACME,
        () -> {
          Outcome.ofStatement(driver, PROBE, false);
          try {
            if (entry.isAccepted()) {
              accept(entry, prepared, driver, twin);
            } else {
              refuse(entry, prepared, driver);
            }
          } finally {
            driver.rollback();
            twin.rollback();
          }
        });
    check(entry, Recording.of(name).eventsOfConnectionThatSent(PROBE));
  }

  private static void accept(
      CorpusEntry entry, boolean prepared, Connection driver, Connection twin) throws SQLException {
    Outcome expected = run(entry, prepared, twin);
    assertThat(run(entry, prepared, driver)).isEqualTo(expected);
    for (String sql : STATE) {
      assertThat(Outcome.ofStatement(driver, sql, true))
          .as("what it left behind: %s", sql)
          .isEqualTo(Outcome.ofStatement(twin, sql, true));
    }
  }

  private static void refuse(CorpusEntry entry, boolean prepared, Connection driver) {
    Throwable thrown = catchThrowable(() -> run(entry, prepared, driver));
    assertThat(thrown).as("%s", entry.sql()).isInstanceOf(SQLException.class);
    assertThat(((SQLException) thrown).getSQLState()).as("%s", thrown).isEqualTo(entry.state());
    assertThat(thrown.getMessage()).doesNotContain(Rows.MARKS);
  }

  private static Outcome run(CorpusEntry entry, boolean prepared, Connection connection)
      throws SQLException {
    return prepared
        ? Outcome.ofPrepared(connection, entry.sql(), entry.parameters(), entry.isOrdered())
        : Outcome.ofStatement(connection, entry.sql(), entry.isOrdered());
  }

  private static void check(CorpusEntry entry, List<Recording.Event> sent) {
    for (String mark : Rows.MARKS) {
      assertThat(sent).noneMatch(event -> event.holds(mark));
    }
    if (!entry.isAccepted()) {
      assertThat(sent)
          .as("a refused statement sends nothing; the driver may ask how text is read")
          .allMatch(event -> OF_THE_SESSION.matcher(event.sql()).matches());
    }
  }
}
