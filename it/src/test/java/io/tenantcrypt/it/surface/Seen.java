package io.tenantcrypt.it.surface;

import java.sql.BatchUpdateException;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;

/** What came of a call, in a line. */
final class Seen {

  private Seen() {}

  /** A call that may fail. */
  @FunctionalInterface
  interface Call {
    Object make() throws Exception;
  }

  /** A call without a value. */
  @FunctionalInterface
  interface Doing {
    void make() throws Exception;
  }

  /** A call's value, or the class and SQLState of what it throws, with a batch's counts. */
  static String of(Call call) {
    try {
      return text(call.make());
    } catch (BatchUpdateException e) {
      return "BatchUpdateException "
          + e.getSQLState()
          + " "
          + Arrays.toString(e.getUpdateCounts())
          + " "
          + Arrays.toString(e.getLargeUpdateCounts())
          + (e.getNextException() == null ? "" : " next " + e.getNextException().getSQLState());
    } catch (SQLException e) {
      return "SQLException " + e.getSQLState();
    } catch (Exception e) {
      return e.getClass().getName();
    }
  }

  /** The same of a call without a value. */
  static String done(Doing doing) {
    return of(
        () -> {
          doing.make();
          return "done";
        });
  }

  static String text(Object value) throws SQLException {
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof int[] counts) {
      return Arrays.toString(counts);
    }
    if (value instanceof long[] counts) {
      return Arrays.toString(counts);
    }
    if (value instanceof Clob clob) {
      return clob.getSubString(1, (int) clob.length());
    }
    if (value instanceof Blob blob) {
      return HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
    }
    if (value instanceof LocalDateTime moment) {
      return Timestamp.valueOf(moment).toString(); // of classes the getters' matrix tells
    }
    return value instanceof ResultSet ? "a result" : String.valueOf(value);
  }

  /** The rows that are left of a result, each column as an object. */
  static String rows(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    StringBuilder seen = new StringBuilder();
    while (rows.next()) {
      seen.append('(');
      for (int i = 1; i <= columns; i++) {
        seen.append(i == 1 ? "" : ", ").append(text(rows.getObject(i)));
      }
      seen.append(')');
    }
    return seen.toString();
  }

  /** The rows of a query. */
  static String rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows(rows);
    }
  }
}
