package io.tenantcrypt.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What the real driver answers where something is closed: applications look at its SQLState. */
final class ClosedAnswers {

  private ClosedAnswers() {}

  /** Of a closed connection. */
  static SQLException of(Connection closed) {
    try {
      closed.createStatement().close();
    } catch (SQLException e) {
      return e;
    }
    return new SQLException("This connection is closed.", "08003");
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
