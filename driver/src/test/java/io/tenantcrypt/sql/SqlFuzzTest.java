package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFuzzTest {

  private static final int MUTANTS = 3_000;
  private static final List<String> SNIPPETS =
      List.of(
          "'",
          "\"",
          "$$",
          "$a$",
          "/*",
          "*/",
          "--",
          "\n",
          "\n\n\n",
          "\ngo\n",
          "\n/\n",
          ";",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "?",
          "??",
          "E'",
          "U&'",
          "U&\"",
          "\\",
          "::",
          ":",
          "&&",
          "||",
          " OR 1=1 ",
          " AND ",
          " NOT ",
          "#",
          "@",
          "!",
          "=",
          "<",
          " SELECT ",
          " UNION ",
          "\u0000",
          "\uD800",
          "é",
          "1e",
          "0x",
          ".",
          "..",
          ",",
          " AS ",
          " END ",
          "/*!",
          " NATURAL ",
          "-",
          "+");

  @ParameterizedTest
  @ValueSource(longs = {1, 20_261_122})
  void mutants_ofOrdinaryStatements_areReadOrRefusedInTime(long seed) {
    Random random = new Random(seed);
    List<String> seeds = Statements.ordinary();
    int read = 0;
    for (int i = 0; i < MUTANTS; i++) {
      read += readOrRefuse(mutate(seeds.get(random.nextInt(seeds.size())), random)) ? 1 : 0;
    }

    assertThat(read).isBetween(1, MUTANTS - 1);
  }

  private static boolean readOrRefuse(String sql) {
    boolean standardConformingStrings = (sql.length() & 1) == 0;
    try {
      List<Token> tokens = Lexer.lex(sql, standardConformingStrings);
      for (List<Token> statement : Lexer.split(tokens)) {
        TreeAudit.check(SqlParser.parse(sql, statement, Statements.POSTGRES));
      }
      return true;
    } catch (Refusal refusal) {
      assertThat(refusal.position()).isBetween(0, sql.length() + 1);
      return false;
    }
  }

  private static String mutate(String sql, Random random) {
    StringBuilder text = new StringBuilder(sql);
    int edits = 1 + random.nextInt(3);
    for (int i = 0; i < edits; i++) {
      int at = random.nextInt(text.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, SNIPPETS.get(random.nextInt(SNIPPETS.size())));
        case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(4)));
        case 2 -> text.insert(at, text.substring(0, random.nextInt(text.length() + 1)));
        default -> text.setLength(Math.max(1, at));
      }
    }
    return text.toString();
  }

  @Test
  void hostileNesting_ofEveryKind_costsBoundedTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          int depth = Lexer.MAX_NESTING - 10;
          for (String open :
              List.of("(", "f(", "array[", "(select ", "case when a then (", "a in (1, (", "-(")) {
            long opened = open.chars().filter(c -> c == '(' || c == '[').count();
            int times = (int) (depth / opened);
            String nested = open.repeat(times) + "1";
            assertThat(readOrRefuse("select " + nested)).isFalse();
            assertThat(readOrRefuse("select " + nested + ")".repeat(depth) + " from t where ("))
                .isFalse();
          }
        });
  }
}
