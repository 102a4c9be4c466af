package io.tenantcrypt.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Takes one row of a query's result after the other. */
@FunctionalInterface
interface Rows {

  void take(ResultSet row) throws SQLException;

  static void each(Statement statement, String query, Rows rows) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        rows.take(result);
      }
    }
  }
}
