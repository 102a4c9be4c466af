package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CorpusTest {

  @Test
  void read_committedFiles_holdsEnoughOfBothKinds() {
    List<CorpusEntry> entries = Corpus.read();

    assertThat(entries).filteredOn(CorpusEntry::isAccepted).hasSizeGreaterThan(100);
    assertThat(entries).filteredOn(e -> !e.isAccepted()).hasSizeGreaterThan(100);
  }

  @Test
  void read_committedFiles_countsAsManyParametersAsQuestionMarks() {
    assertThat(Corpus.read())
        .allSatisfy(
            entry -> {
              String withoutLiterals =
                  entry
                      .sql()
                      .replaceAll("(?s)'(?:[^'\\\\]|''|\\\\.)*'|\"[^\"]*\"", "")
                      .replaceAll("(?s)/\\*.*?\\*/|--[^\n]*", "")
                      // JDBC's way to write an operator of the server that is a question mark.
                      .replace("??", "");
              assertThat(withoutLiterals.chars().filter(c -> c == '?').count())
                  .as(entry.title())
                  .isEqualTo(entry.parameters().size());
            });
  }

  @Test
  void parse_headerAndText_keepsTheTextByteForByte() {
    CorpusEntry entry =
        CorpusEntry.parse(
            "f", "# refuse TC003 hidden\n# mode scope\n# ? text a b\nSELECT ?\n\n\nX\n");

    assertThat(entry)
        .isEqualTo(
            new CorpusEntry(
                "f",
                "refuse TC003 hidden",
                "TC003",
                Set.of("scope"),
                List.of(new CorpusEntry.Parameter("text", "a b")),
                "SELECT ?\n\n\nX"));
  }
}
