package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.it.DatabaseServer;
import io.tenantcrypt.it.MariaDbWorld;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The lexer against a server of MariaDB, as {@code LexerAgreementTest} does it with PostgreSQL. A
 * generated text, and the same tokens in a plain spelling, must give the same rows or the same
 * error at the same token. It stands in the lexer's package, which shows it to nobody else.
 */
class MysqlLexerIT {

  private static final int TEXTS = Integer.getInteger("lexer.texts", 2_500);

  private static final Pattern NEAR = Pattern.compile("(?s) near '(.*)' at line \\d+$");

  private static final Pattern SEVERAL = Pattern.compile("['\"]\\s+['\"]");

  private static final String SYNTAX = "42000 1064";

  /** Where control characters, which the message leaves out, hide the place. */
  private static final String ELSEWHERE = " elsewhere";

  private static final String POSITION = " (at .*|elsewhere)$";

  private static final List<String> OPERANDS =
      List.of(
          "1",
          "42",
          ".5",
          "1.",
          "1.5e3",
          "2e-1",
          "1e",
          "1e+",
          "1.e1",
          "0x1F",
          "0X1F",
          "0x",
          "0b101",
          "0b12",
          "x'1F'",
          "X'1f'",
          "x'1'",
          "b'101'",
          "B'1'",
          "'a'",
          "''",
          "'it''s'",
          "'a\\'",
          "'a\\'b'",
          "'a\\\\'",
          "\"a\"",
          "\"\"",
          "\"a\"\"b\"",
          "\"it's\"",
          "\"a\\\"b\"",
          "\"a b\"",
          "'a' 'b'",
          "'a'\n'b'",
          "'a' \"b\"",
          "'a' -- c\n'b'",
          "'a' # c '\n 'b'",
          "'a' /* ' */ 'b'",
          "'a''b' 'c'",
          "'a\nb'",
          "'\\n\\t\\0\\Z\\b\\r\\%\\_\\q\\\"'",
          "N'n'",
          "n'n\\'",
          "_utf8mb4'x'",
          "_utf8mb4 'x'",
          "_latin1 0x41",
          "\\N",
          "t.id",
          "t . id",
          "t.`id`",
          "`t`.`a b`",
          "t.`q``q`",
          "t.é",
          "t.ID",
          "t.1e5",
          "t.0x1",
          "t.1x",
          "t.\u00a0",
          "t.\u2028x",
          "`id`",
          "1x",
          "1e5x",
          "(1)",
          "(-1)",
          "- -1",
          "--1",
          "!1",
          "~1",
          "NOT 1",
          "not(0)",
          "null",
          "TRUE",
          "t.*",
          "_x",
          "x$y",
          "$x",
          "@x",
          "@`x y`",
          "@'x'",
          "@\"x\"",
          "@@sql_mode",
          "@@session.sql_mode",
          "@ x",
          "DATE '2020-01-01'",
          "date'2020-01-01'",
          "{d '2020-01-01'}",
          "count(*)",
          "count (*)",
          "concat('a', \"b\")",
          "if(1,2,3)",
          "interval(1, 2)",
          "'a' COLLATE utf8mb4_bin",
          "binary 'a'",
          "ſelect",
          "\uff07a\uff07",
          "[id]");

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
          "&&",
          "|",
          "&",
          "<<",
          ">>",
          "<=>",
          "<>-",
          "=-",
          "=+",
          "*-",
          ":=",
          "->",
          "->>",
          "~",
          "!",
          "!<",
          "=!",
          "< =",
          "= =",
          "|| -",
          " DIV ",
          " MOD ",
          " XOR ",
          " AND ",
          " or ",
          " IS ",
          " like ",
          " RLIKE ",
          " REGEXP ",
          " NOT LIKE ",
          ",",
          ", ",
          "--\n",
          "-- \n+",
          "--\t-",
          "#c\n+",
          "/*c*/+",
          "+/**/",
          "/* c -- */*",
          "/*/ */",
          "/*/**/",
          "*/",
          "/*!40101 + */",
          "/*M! + */",
          "/*!*/",
          "- -",
          "-\u00a01",
          "@",
          "`",
          "^ -",
          "***",
          "=\\",
          "..",
          "::",
          "\u0000");

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
          "\r",
          "\u000b",
          "/* c */",
          "/* ' */",
          "-- x'\n",
          "#x'\n",
          "--\r\n",
          "--\u000bx\n",
          "/**/",
          "/***/",
          "/*+ h */",
          " AS ",
          " as");

  private static Connection connect() throws SQLException {
    DatabaseServer server = MariaDbWorld.shared().server();
    Connection connection = DriverManager.getConnection(server.freshUrl("mariadb", "lexer"));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET NAMES utf8mb4 COLLATE utf8mb4_general_ci");
      statement.execute(
          "CREATE TABLE t (id int, `a b` int, `q``q` int, é int, `1e5` int, `0x1` int, `1x` int,"
              + " `\u00a0` int, x int)");
      statement.execute("INSERT INTO t VALUES (7, 8, 9, 10, 11, 12, 13, 14, 15)");
    }
    return connection;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ANSI_QUOTES",
        "NO_BACKSLASH_ESCAPES",
        "PIPES_AS_CONCAT,HIGH_NOT_PRECEDENCE",
        "IGNORE_SPACE",
        "ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,IGNORE_SPACE"
      })
  void text_andItsTokensSpelledPlainly_areTheSameToTheServer(String modes) throws Exception {
    Reading.Mysql reading =
        new Reading.Mysql(
            true,
            modes.contains("ANSI_QUOTES"),
            !modes.contains("NO_BACKSLASH_ESCAPES"),
            modes.contains("PIPES"),
            true,
            true,
            true);
    Random random = new Random(20261126L + modes.length());
    int compared = 0;
    int rows = 0;
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("SET SESSION sql_mode = '" + modes + "'");
      for (int i = 0; i < TEXTS; i++) {
        String text = "SELECT " + sequence(random) + " FROM t";
        List<Token> tokens;
        try {
          tokens = MysqlLexer.lex(text, reading);
        } catch (Refusal refusal) {
          continue; // refusing is always safe
        }
        compared++;
        Spelled plain = Spelled.of(tokens, reading);
        String own = outcome(statement, text, tokens.stream().map(Token::start).toList());
        if (own.startsWith(SYNTAX) && tokens.stream().anyMatch(MysqlLexerIT::isOfSeveral)) {
          continue; // as an alias the server takes one constant, and not two neighbours
        }
        String other = outcome(statement, plain.sql(), plain.starts());
        if (own.endsWith(ELSEWHERE) || other.endsWith(ELSEWHERE)) {
          own = own.replaceFirst(POSITION, "");
          other = other.replaceFirst(POSITION, "");
        }
        assertThat(own).as(text).isEqualTo(other);
        rows += own.startsWith("rows") ? 1 : 0;
      }
    }
    assertThat(compared).isGreaterThan(TEXTS / 4);
    assertThat(rows).isGreaterThan(TEXTS / 20);
  }

  private static boolean isOfSeveral(Token token) {
    return token.kind() == Token.Kind.STRING && SEVERAL.matcher(token.text()).find();
  }

  private static String sequence(Random random) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(3);
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

  /** Tokens in forms about which no two scanners disagree, and where each begins. */
  private record Spelled(String sql, List<Integer> starts) {

    static Spelled of(List<Token> tokens, Reading.Mysql reading) {
      StringBuilder plain = new StringBuilder();
      List<Integer> starts = new ArrayList<>();
      for (int i = 0; i < tokens.size(); i++) {
        starts.add(plain.length());
        plain.append(spell(tokens.get(i), reading));
        // A blank there tells a function from a name, a keyword from a qualifier, one dot from two.
        boolean joined =
            i + 1 < tokens.size()
                && (tokens.get(i + 1).is("(") || tokens.get(i + 1).is(".") || tokens.get(i).is("."))
                && tokens.get(i).end() == tokens.get(i + 1).start();
        plain.append(joined ? "" : " ");
      }
      return new Spelled(plain.toString().stripTrailing(), starts);
    }

    private static String spell(Token token, Reading.Mysql reading) {
      return switch (token.kind()) {
        case QUOTED -> '`' + MysqlLexer.spelling(token).replace("`", "``") + '`';
        case STRING -> {
          String value = token.value().replace("'", "''");
          boolean national = "nN".indexOf(token.text().charAt(0)) >= 0;
          yield (national ? "N'" : "'")
              + (reading.backslashEscapes()
                  ? value.replace("\\", "\\\\").replace("\0", "\\0")
                  : value)
              + "'";
        }
        case WORD, BITS, OPERATOR, NUMBER, PARAMETER, PUNCTUATION, OTHER -> token.text();
      };
    }
  }

  private static String outcome(Statement statement, String sql, List<Integer> starts) {
    try (ResultSet result = statement.executeQuery(sql)) {
      StringBuilder rows = new StringBuilder("rows");
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        for (int column = 1; column <= columns; column++) {
          // The label of what is no name is its text, blanks and all.
          String label = result.getMetaData().getColumnLabel(column);
          rows.append('|').append(label.matches("[a-z_]\\w*") ? label : "…");
          rows.append('=').append(result.getString(column));
        }
      }
      return rows.toString();
    } catch (SQLException e) {
      Matcher near = NEAR.matcher(String.valueOf(e.getMessage()));
      String state = e.getSQLState() + " " + e.getErrorCode();
      return near.find() ? state + tokenAt(sql, near.group(1), starts) : state;
    }
  }

  /** The number of the token where the rest of a text begins, blanks before it or not. */
  private static String tokenAt(String sql, String rest, List<Integer> starts) {
    if (rest.isEmpty()) {
      return " at end";
    }
    int offset = sql.length() - rest.length();
    if (!sql.endsWith(rest)) {
      return ELSEWHERE;
    }
    for (int i = 0; i < starts.size(); i++) {
      if (starts.get(i) >= offset) {
        return " at " + i;
      }
    }
    return " at end";
  }
}
