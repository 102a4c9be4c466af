package io.tenantcrypt.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** What the real driver answers where something is closed: applications look at its SQLState. */
final class ClosedAnswers {

  private ClosedAnswers() {}

  /** What is asked for; on something closed it fails. */
  @FunctionalInterface
  interface Asking {
    Statement of() throws SQLException;
  }

  /** Of a closed connection that something is asked for. */
  static SQLException of(Asking asking) {
    try {
      asking.of().close();
    } catch (SQLException e) {
      return e;
    }
    return new SQLException("This connection is closed.", "08003");
  }

  /** Of a statement of a closed connection; the connection's where it has no answer of its own. */
  static SQLException of(Connection closed, @Nullable Statement statement) {
    if (statement != null) {
      try {
        statement.getMaxRows();
      } catch (SQLException e) {
        return e;
      }
    }
    return of(closed::createStatement);
  }

  /** Of a closed statement of an open connection; the connection's where that is closed too. */
  static SQLException ofStatement(Connection connection) {
    try {
      Statement none = connection.createStatement();
      none.close();
      none.getMaxRows();
    } catch (SQLException e) {
      return e;
    }
    return new SQLException("This statement is closed.", "HY010");
  }
}
