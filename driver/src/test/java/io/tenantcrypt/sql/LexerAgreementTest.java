package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;

/**
 * The lexer against a server. A generated text, and the same tokens in a plain spelling with spaces
 * between, must give the same rows or the same error at the same token.
 */
@SuppressWarnings("NullAway.Init")
class LexerAgreementTest {

  private static final int TEXTS = 6_000;

  private static final List<String> OPERANDS =
      List.of(
          "1",
          "42",
          ".5",
          "1.",
          "1.5e3",
          "2e-1",
          "0x1F",
          "0b101",
          "0o17",
          "1_000",
          "1_0.5_0",
          "'a'",
          "''",
          "'it''s'",
          "'a\\'",
          "'a' \n 'b'",
          "'a' -- c ' \n\t'b'",
          "'a'\n--x\n'b'",
          "'a\nb'",
          "E'\\'x'",
          "E'\\\\'",
          "e'\\n\\t\\101\\x41\\u00e9\\U0001F600\\q'",
          "E'\\xc3\\xa9'",
          "E'a'\n'b'",
          "U&'d\\0061t\\+000061'",
          "U&'d!0061!!' UESCAPE '!'",
          "u&'\\D83D\\DE00'",
          "U&'x' uescape '*'",
          "$$a'b$$",
          "$t$a$$b$t$",
          "$T1$ $t1$ $T1$",
          "$é$x$é$",
          "$a$$b$$a$",
          "N'n'",
          "B'101'",
          "X'1F'",
          "b'1'\n'0'",
          "t.id",
          "t . id",
          "t.\"id\"",
          "T.ID",
          "T.\"Id\"",
          "\"t\".\"a b\"",
          "t.\"q\"\"q\"",
          "t.é",
          "t.\u00a0",
          "t.\u2028x",
          "t.U&\"\\0069d\"",
          "t.u&\"!0069d\" UESCAPE '!'",
          "(1)",
          "(-1)",
          "array[1,2][1]",
          "t.arr[1:2]",
          "t.arr[:2]",
          "cast(1 as text)",
          "null",
          "TRUE",
          "t.*",
          "_x",
          "x$y",
          "ſelect");

  private static final List<String> OPERATORS =
      List.of(
          "+",
          "-",
          "*",
          "/",
          "%",
          "^",
          "=",
          "<>",
          "!=",
          "<",
          ">",
          "<=",
          ">=",
          "||",
          "<>-",
          "=-",
          "=+",
          "*-",
          "@>",
          "<@",
          "&&",
          "->",
          "->>",
          "#>",
          "#>>",
          "@-",
          "~-",
          "~",
          "!~*",
          "<->",
          "<<",
          ">>",
          "&<",
          "=@-",
          "+-",
          "--\n+",
          "/*c*/+",
          "+/**/",
          "-/*-*/-",
          "+--\r-",
          "|/",
          "@",
          "!!",
          "<=>",
          "=>",
          ":=",
          "::text||",
          "::",
          " AND ",
          " or ",
          " IS ",
          " like ",
          ",",
          ", ",
          "|",
          "&",
          "#",
          "`",
          "***",
          "*/",
          "/*/**/*/=",
          "/*/*/*/*/-");

  private static final List<String> BETWEEN =
      List.of(
          "",
          "",
          "",
          " ",
          " ",
          "\n",
          "\t",
          "\f",
          "\r\n",
          "/* c */",
          "/* /* ' */ \" */",
          "--x'\n",
          "--\r",
          "/**/",
          "/***/",
          " AS ",
          " as",
          "\u000b");

  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() throws Exception {
    server = EmbeddedPostgres.start();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE t (id int, \"Id\" int, \"a b\" int, \"q\"\"q\" int, é int, \"\u00a0\" int,"
              + " arr int[])");
      statement.execute("INSERT INTO t VALUES (7, 8, 9, 10, 11, 12, '{1,2,3}')");
    }
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static Connection connect(String settings) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=postgres" + settings);
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "true, 20261125", "false, 2"})
  void text_andItsTokensSpelledPlainly_areTheSameToTheServer(boolean conforming, long seed)
      throws Exception {
    Random random = new Random(seed);
    int compared = 0;
    int rows = 0;
    try (Connection connection = connect("&preferQueryMode=simple");
        Statement statement = connection.createStatement()) {
      statement.execute("SET standard_conforming_strings = " + (conforming ? "on" : "off"));
      for (int i = 0; i < TEXTS; i++) {
        String text = "SELECT " + sequence(random) + " FROM t";
        List<Token> tokens;
        try {
          tokens = Lexer.lex(text, conforming);
        } catch (Refusal refusal) {
          continue; // refusing is always safe
        }
        compared++;
        StringBuilder plain = new StringBuilder();
        int[] starts = new int[tokens.size()];
        for (int token = 0; token < starts.length; token++) {
          starts[token] = plain.length();
          plain.append(spell(tokens.get(token))).append(' ');
        }
        String own = outcome(statement, text, tokens.stream().mapToInt(Token::start).toArray());
        assertThat(own).as(text).isEqualTo(outcome(statement, plain.toString(), starts));
        rows += own.startsWith("rows") ? 1 : 0;
      }
    }
    assertThat(compared).isGreaterThan(TEXTS / 3);
    assertThat(rows).isGreaterThan(TEXTS / 20);
  }

  private static String sequence(Random random) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(4);
    for (int i = 0; i < length; i++) {
      if (i > 0) {
        text.append(pick(BETWEEN, random)).append(pick(OPERATORS, random));
      }
      text.append(pick(BETWEEN, random)).append(pick(OPERANDS, random));
    }
    return text.toString();
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }

  /** The token in a form about which no two scanners disagree. */
  private static String spell(Token token) {
    return switch (token.kind()) {
      case QUOTED -> '"' + token.value().replace("\"", "\"\"") + '"';
      case STRING -> {
        String content = token.value().replace("\\", "\\\\").replace("'", "''");
        char prefix = token.text().charAt(0);
        yield (prefix == 'N' || prefix == 'n')
            ? "N'" + token.value().replace("'", "''") + "'"
            : "E'" + content + "'";
      }
      case BITS -> token.text().charAt(0) + "'" + token.value() + "'";
      case OPERATOR -> token.value();
      case WORD, NUMBER, PARAMETER, PUNCTUATION, OTHER -> token.text();
    };
  }

  private static String outcome(Statement statement, String sql, int[] starts) {
    try (ResultSet result = statement.executeQuery(sql)) {
      StringBuilder rows = new StringBuilder("rows");
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        for (int column = 1; column <= columns; column++) {
          rows.append('|').append(result.getMetaData().getColumnLabel(column));
          rows.append('=').append(result.getString(column));
        }
      }
      return rows.toString();
    } catch (PSQLException e) {
      var server = e.getServerErrorMessage();
      if (server == null) {
        return "client: " + e.getSQLState();
      }
      return e.getSQLState()
          + " at token "
          + tokenAt(sql, server.getPosition(), starts)
          + ": "
          + String.valueOf(server.getMessage()).replaceAll("(?s)(at or near )?\".*\"", "…");
    } catch (SQLException e) {
      return "client: " + e.getSQLState();
    }
  }

  /** The number of the token at a position in characters from 1; half ones tell a difference. */
  private static String tokenAt(String sql, int position, int[] starts) {
    if (position == 0) {
      return "none";
    }
    if (position > sql.codePointCount(0, sql.length())) {
      return "end";
    }
    int offset = sql.offsetByCodePoints(0, position - 1);
    for (int i = 0; i < starts.length; i++) {
      if (starts[i] == offset) {
        return Integer.toString(i);
      }
    }
    // Inside of a token: where the server points into a constant, spelled otherwise here and there.
    for (int i = starts.length - 1; i >= 0; i--) {
      if (starts[i] < offset) {
        return "in " + i;
      }
    }
    return "before";
  }

  @Test
  void statements_ofOneText_areCutWhereServerAndDriverCutThem() throws Exception {
    Random random = new Random(3);
    int compared = 0;
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < TEXTS / 4; i++) {
        StringBuilder text = new StringBuilder();
        int parts = 1 + random.nextInt(3);
        for (int part = 0; part < parts; part++) {
          text.append(pick(BETWEEN, random)).append(part == 0 ? "" : ";");
          text.append(pick(BETWEEN, random)).append("SELECT ").append(pick(OPERANDS, random));
          text.append(random.nextInt(3) == 0 ? "--;\n" : random.nextInt(3) == 0 ? "/*;*/" : " ");
          text.append(random.nextBoolean() ? "FROM t" : "FROM t WHERE $a$;$a$ <> E'\\';' ");
        }
        int statements;
        try {
          statements = Lexer.split(Lexer.lex(text.toString(), true)).size();
        } catch (Refusal refusal) {
          continue;
        }
        int results = results(statement, text.toString());
        if (results >= 0) {
          compared++;
          assertThat(results).as("%s", text).isEqualTo(statements);
        }
      }
    }
    assertThat(compared).isGreaterThan(TEXTS / 20);
  }

  private static int results(Statement statement, String text) {
    try {
      int results = 0;
      boolean more = statement.execute(text);
      while (more) {
        results++;
        more = statement.getMoreResults();
      }
      return results;
    } catch (SQLException e) {
      return -1;
    }
  }
}
