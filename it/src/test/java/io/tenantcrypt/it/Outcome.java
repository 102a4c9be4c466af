package io.tenantcrypt.it;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * What a statement gave: labels, SQL types and rows of a query, or the count of a change. Two equal
 * outcomes look alike to an application.
 */
record Outcome(List<String> labels, List<Integer> types, List<List<String>> rows, int count) {

  static Outcome ofStatement(Connection connection, String sql, boolean ordered)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean query = statement.execute(sql);
      return of(statement, query, ordered);
    }
  }

  static Outcome ofPrepared(
      Connection connection, String sql, List<CorpusEntry.Parameter> parameters, boolean ordered)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        parameters.get(i).bind(statement, i + 1);
      }
      boolean query = statement.execute();
      return of(statement, query, ordered);
    }
  }

  private static Outcome of(Statement statement, boolean query, boolean ordered)
      throws SQLException {
    if (!query) {
      return new Outcome(List.of(), List.of(), List.of(), statement.getUpdateCount());
    }
    try (ResultSet result = statement.getResultSet()) {
      ResultSetMetaData metadata = result.getMetaData();
      List<String> labels = new ArrayList<>();
      List<Integer> types = new ArrayList<>();
      for (int column = 1; column <= metadata.getColumnCount(); column++) {
        labels.add(metadata.getColumnLabel(column));
        types.add(metadata.getColumnType(column));
      }
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(row(result, labels.size()));
      }
      if (!ordered) {
        rows.sort(Comparator.comparing(List::toString));
      }
      return new Outcome(labels, types, rows, -1);
    }
  }

  private static List<String> row(ResultSet result, int columns) throws SQLException {
    List<String> row = new ArrayList<>();
    for (int column = 1; column <= columns; column++) {
      Object value = result.getObject(column);
      row.add(
          value instanceof byte[] bytes
              ? HexFormat.of().formatHex(bytes)
              : value + "/" + (value == null ? "" : value.getClass().getSimpleName()));
      row.add(String.valueOf(result.getString(column)));
    }
    return row;
  }
}
