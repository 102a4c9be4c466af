package io.tenantcrypt.it;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The accepted statements of the corpus are valid on a plain database: a typing error proves
 * nothing.
 */
class PlainTwinIT {

  private static String url;

  @BeforeAll
  static void start() throws Exception {
    url = World.shared().freshUrl("plain_twin");
    try (Connection connection = DriverManager.getConnection(url)) {
      World.createTables(connection);
      Rows.insert(connection, World.ACME);
      World.createRoutines(connection, "varchar");
    }
  }

  @TestFactory
  Stream<DynamicTest> corpus_acceptedStatement_runsOnThePlainTwin() {
    return Corpus.read().stream()
        .filter(CorpusEntry::isAccepted)
        .map(
            entry ->
                DynamicTest.dynamicTest(entry.file() + ": " + entry.title(), () -> run(entry)));
  }

  private static void run(CorpusEntry entry) throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      Outcome outcome =
          Outcome.ofPrepared(connection, entry.sql(), entry.parameters(), entry.isOrdered());
      connection.rollback();
      if (entry.sql().startsWith("CALL")) {
        return; // which gives no count
      }
      Assertions.assertThat(outcome.rows().size() + outcome.count())
          .as("an entry that meets no row proves little")
          .isNotEqualTo(entry.sql().contains("1 = 0") ? 0 : -1);
    }
  }
}
