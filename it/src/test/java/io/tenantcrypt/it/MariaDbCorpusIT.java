package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The corpus of MariaDB and MySQL, and all of PostgreSQL's that a plain MariaDB takes, through both
 * drivers: what a plain database gives, or a refusal before a byte is sent.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MariaDbCorpusIT {

  private final KeptConnections open = new KeptConnections();

  /** Where it runs. */
  MariaDbWorld world() {
    return MariaDbWorld.shared();
  }

  /** Whether an entry's outcome is known there. */
  boolean isExact(CorpusEntry entry) {
    return true;
  }

  @AfterAll
  void close() throws SQLException {
    open.close();
  }

  @TestFactory
  Stream<DynamicTest> corpus_eachStatement_givesThePlainResultOrIsRefusedUnsent() {
    List<String> schemes = world().server().schemes();
    List<DynamicTest> tests = new ArrayList<>();
    for (CorpusEntry entry : Corpus.read("corpus-mysql")) {
      for (String scheme : schemes) {
        each(entry, scheme, isExact(entry), tests);
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> corpusOfPostgres_asFarAsItIsTaken_givesThePlainResultOrIsRefused() {
    String scheme = world().server().schemes().get(0);
    List<DynamicTest> tests = new ArrayList<>();
    for (CorpusEntry entry : Corpus.read()) {
      if (CorpusRun.canBeTriedElsewhere(entry)) {
        each(entry, scheme, false, tests);
      }
    }
    return tests.stream();
  }

  @Test
  void corpus_afterAllThatWasStored_leavesNoPlaintextInAnyColumn() throws Exception {
    MariaDbWorld world = world();
    String scheme = world.server().schemes().get(0);
    String sealed = world.server().url(scheme, "sealed");

    assertThat(MariaDbRaw.marks(world.twinUrl(scheme), "twin")).isNotEmpty();
    assertThat(MariaDbRaw.marks(sealed, "sealed")).isEmpty();
  }

  private void each(CorpusEntry entry, String scheme, boolean exact, List<DynamicTest> tests) {
    for (String mode : entry.modes().stream().sorted().toList()) {
      if (entry.parameters().isEmpty()) {
        tests.add(test(entry, mode, scheme, false, exact));
      }
      if (exact || !entry.parameters().isEmpty()) {
        tests.add(test(entry, mode, scheme, true, exact));
      }
    }
  }

  private DynamicTest test(
      CorpusEntry entry, String mode, String scheme, boolean prepared, boolean exact) {
    String how = prepared ? " (prepared)" : "";
    return DynamicTest.dynamicTest(
        entry.file() + ", " + scheme + ", " + mode + how + ": " + entry.title(),
        () -> {
          String name = "mariadb-" + scheme + "-" + mode;
          Connection driver = open.inTransactions(world().url(scheme, mode, name));
          Connection twin = open.inTransactions(world().twinUrl(scheme));
          new CorpusRun(entry, prepared, exact, outcome -> outcome).on(driver, twin, name);
        });
  }
}
