package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Statements in one line. */
final class Sql {

  private Sql() {}

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the first row. */
  static String ask(Connection connection, String sql, Object... values) throws SQLException {
    List<String> column = column(connection, sql, values);
    assertThat(column).as("rows of %s", sql).isNotEmpty();
    return column.get(0);
  }

  /** The first column of all rows. */
  static List<String> column(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      List<String> column = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          column.add(String.valueOf(rows.getString(1)));
        }
      }
      return column;
    }
  }

  /** The SQLState that the server itself refuses the work with. */
  static String refusalOfTheServer(ThrowingCallable work) {
    Throwable thrown = catchThrowable(work);
    assertThat(thrown).isInstanceOf(SQLException.class);
    return String.valueOf(((SQLException) thrown).getSQLState());
  }

  /** What the work throws; an {@code SQLException} of ours, or the test fails. */
  static Throwable refusal(String state, ThrowingCallable work) {
    Throwable thrown = catchThrowable(work);
    assertThat(thrown).isInstanceOf(SQLException.class);
    assertThat(((SQLException) thrown).getSQLState()).as("%s", thrown).isEqualTo(state);
    assertThat(((SQLException) thrown).getErrorCode())
        .as("vendor code")
        .isEqualTo(7_000_000 + Integer.parseInt(state.substring(2)));
    assertThat(thrown.getMessage()).doesNotContain(Rows.MARKS);
    return thrown;
  }
}
