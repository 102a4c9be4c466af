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

/**
 * The corpus of H2, and all of PostgreSQL's, MariaDB's and MySQL's that a plain H2 takes, in both
 * modes: what a plain database gives, or a refusal before a byte is sent.
 */
class H2CorpusIT {

  private static final KeptConnections OPEN = new KeptConnections();

  @AfterAll
  static void close() throws SQLException {
    OPEN.close();
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
      if (CorpusRun.canBeTriedElsewhere(entry)) {
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
          Connection driver = OPEN.inTransactions(H2World.shared(mode).url(unscoped, name));
          Connection twin = OPEN.inTransactions(H2World.shared(mode).twinUrl());
          new CorpusRun(entry, prepared, exact, H2CorpusIT::named).on(driver, twin, name);
        });
  }

  // H2 labels an expression by its own text, in which a predicate that was added stands too.
  private static Outcome named(Outcome outcome) {
    return new Outcome(
        outcome.labels().stream().map(l -> l.contains("SELECT") ? "a query" : l).toList(),
        outcome.types(),
        outcome.rows(),
        outcome.count());
  }
}
