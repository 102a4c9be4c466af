package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The closed lists of what H2 has built in, against H2 itself. */
class H2BuiltInsIT {

  private static final Classified LISTS = new Classified("h2");

  /** Refused as a word of its own. */
  private static final Set<String> NO_FUNCTIONS = Set.of("rownum");

  private static final int NO_SUCH_FUNCTION = 90_022;

  @ParameterizedTest
  @EnumSource
  void functionsAndRelations_thatTheServerNames_areAllListed(H2World.Mode mode) throws Exception {
    try (Connection connection = DriverManager.getConnection(mode.plainUrl("builtins"))) {
      DatabaseMetaData metadata = connection.getMetaData();
      Set<String> unknown = new TreeSet<>();
      for (String names :
          List.of(
              metadata.getNumericFunctions(),
              metadata.getStringFunctions(),
              metadata.getSystemFunctions(),
              metadata.getTimeDateFunctions())) {
        unknown.addAll(List.of(names.toLowerCase(Locale.ROOT).split(",", -1)));
      }
      unknown.removeIf(LISTS::function);
      assertThat(unknown).isEqualTo(NO_FUNCTIONS);
      assertThat(
              Sql.column(
                  connection,
                  "SELECT LOWER(table_name) FROM information_schema.tables"
                      + " WHERE LOWER(table_schema) = 'information_schema'"))
          .hasSizeGreaterThan(30)
          .allMatch(LISTS::relation);
    }
  }

  /** A name that the server does not have might be given to somebody's own function. */
  @ParameterizedTest
  @EnumSource
  void functions_thatMayBeCalled_areTheServersOwn(H2World.Mode mode) throws Exception {
    Set<String> missing = new TreeSet<>();
    try (Connection connection = DriverManager.getConnection(mode.plainUrl("builtins"))) {
      for (String function : LISTS.functions()) {
        boolean expected = mode == H2World.Mode.POSTGRESQL || !LISTS.listed("postgres", function);
        if (expected
            && isMissing(connection, "SELECT " + function + "(1)")
            && isMissing(connection, "SELECT * FROM " + function + "(1, 2)")) {
          missing.add(function);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static boolean isMissing(Connection connection, String sql) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return statement.isClosed();
    } catch (SQLException e) {
      return e.getErrorCode() == NO_SUCH_FUNCTION; // whatever else is wrong, it is known
    }
  }
}
