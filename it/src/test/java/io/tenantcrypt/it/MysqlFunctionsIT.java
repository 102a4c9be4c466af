package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The closed lists of built-ins against what MariaDB itself says that it has. */
class MysqlFunctionsIT {

  private static final Classified CLASSIFIED = new Classified("mysql");

  /** Arguments with which some function of the grammar can be called. */
  private static final List<String> ARGUMENTS =
      List.of(
          "()",
          "(1)",
          "(*)",
          "('a')",
          "(1, 2)",
          "('a', 'b')",
          "(1, 2, 3)",
          "('a', 'b', 'c')",
          "(1, 2, 3, 4)",
          "('a' IN 'b')",
          "(1 USING utf8mb4)",
          "(1 AS char)",
          "(NOW(), INTERVAL 1 DAY)",
          "(DAY, 1, NOW())",
          "(DAY FROM NOW())",
          "(DAY, NOW())");

  /** The same of window functions, which must succeed: of other names they are no calls. */
  private static final List<String> WINDOWS =
      List.of("(1) OVER (ORDER BY 1)", "() OVER (ORDER BY 1)", "(1, 1) OVER (ORDER BY 1)");

  /** Operators and grammar that are no calls: the analysis judges them by their own nodes. */
  private static final Set<String> GRAMMAR =
      Set.of(
          "all",
          "binary",
          "case",
          "distinct",
          "distinctrow",
          "exists",
          "high_priority",
          "not",
          "row",
          "sql_big_result",
          "sql_buffer_result",
          "sql_cache",
          "sql_calc_found_rows",
          "sql_no_cache",
          "sql_small_result",
          "straight_join",
          "unique");

  /** Of the server: a syntax error; no such function; none of that name, which is another's. */
  private static final Set<Integer> NO_CALL = Set.of(1064, 1305, 1630);

  private static String url;

  @BeforeAll
  static void create() throws Exception {
    url = MariaDbWorld.shared().server().freshUrl("mariadb", "functions");
  }

  @Test
  void functions_ofTheServer_areAllClassified() throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      List<String> functions =
          names(connection, "SELECT function FROM information_schema.sql_functions");
      assertThat(functions).hasSizeGreaterThan(200);
      assertThat(functions.stream().filter(f -> !CLASSIFIED.function(f)))
          .as("list each in mysql-known.txt or mysql-denied.txt, after a look at it")
          .isEmpty();
    }
  }

  /** What the grammar calls by a keyword stands in no list of functions of the server. */
  @Test
  void keywords_thatTheServerTakesForFunctions_areAllClassified() throws Exception {
    Set<String> unknown = new TreeSet<>();
    List<String> calls = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url)) {
      for (String keyword : names(connection, "SELECT word FROM information_schema.keywords")) {
        boolean word = keyword.matches("[a-z_0-9]+") && !GRAMMAR.contains(keyword);
        Optional<String> call = word ? call(connection, keyword) : Optional.empty();
        call.ifPresent(c -> calls.add(keyword));
        call.filter(c -> !CLASSIFIED.function(keyword)).ifPresent(unknown::add);
      }
    }
    assertThat(calls).contains("if", "char", "convert", "date", "row_number", "weight_string");
    assertThat(unknown).as("list each, after a look at it").isEmpty();
  }

  @Test
  void relations_ofTheInformationSchema_areAllClassified() throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      List<String> relations =
          names(
              connection,
              "SELECT table_name FROM information_schema.tables WHERE table_schema ="
                  + " 'information_schema'");
      assertThat(relations).contains("columns", "processlist");
      assertThat(relations.stream().filter(r -> !CLASSIFIED.relation(r)))
          .as("list each, after a look at it")
          .isEmpty();
    }
  }

  private static List<String> names(Connection connection, String sql) throws SQLException {
    return Sql.column(connection, sql).stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }

  // A form in which the server takes the word for a function of its own.
  private static Optional<String> call(Connection connection, String word) {
    return Stream.concat(
            ARGUMENTS.stream().filter(a -> !NO_CALL.contains(error(connection, word + a))),
            WINDOWS.stream().filter(a -> error(connection, word + a) == 0))
        .findFirst()
        .map(arguments -> word + arguments);
  }

  private static int error(Connection connection, String call) {
    try {
      Sql.execute(connection, "SELECT " + call);
      return 0;
    } catch (SQLException e) {
      return e.getErrorCode();
    }
  }
}
