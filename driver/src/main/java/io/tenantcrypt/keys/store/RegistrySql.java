package io.tenantcrypt.keys.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements on the record of protected columns. */
final class RegistrySql {

  private final KeyStoreSession session;

  RegistrySql(KeyStoreSession session) {
    this.session = session;
  }

  private String registry(Connection connection) throws SQLException {
    return session.table(connection, "registry");
  }

  /** A column and its seal. */
  record SealedColumn(RegisteredColumn column, Seal seal) {}

  /** The highest policy revision and its seal. */
  record Head(long revision, Seal seal) {}

  /** All that is recorded, as one statement read it. */
  record Found(Optional<Head> head, List<SealedColumn> columns) {}

  Found read(Connection connection) throws SQLException {
    String sql =
        "select item, table_name, column_name, domain, family, mode, storage, migration, revision,"
            + " seal from %s where item <> 'schema' order by item, table_name, column_name";
    Optional<Head> head = Optional.empty();
    List<SealedColumn> columns = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement(sql.formatted(registry(connection)));
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        if (rows.getString(1).equals("head")) {
          head = Optional.of(new Head(rows.getLong(9), new Seal(rows.getBytes(10))));
        } else {
          columns.add(new SealedColumn(column(rows), new Seal(rows.getBytes(10))));
        }
      }
    }
    return new Found(head, columns);
  }

  private static RegisteredColumn column(ResultSet rows) throws SQLException {
    return new RegisteredColumn(
        rows.getString(2),
        rows.getString(3),
        rows.getString(4),
        rows.getString(5),
        rows.getString(6),
        rows.getString(7),
        rows.getString(8));
  }

  void insertHead(Connection connection, long revision, Seal seal) throws SQLException {
    insert(connection, "head", List.of("", "", "", "", "", "", ""), revision, seal);
  }

  void insertColumn(Connection connection, RegisteredColumn column, Seal seal) throws SQLException {
    insert(connection, "column", column.values(), 0, seal);
  }

  private void insert(
      Connection connection, String item, List<String> values, long revision, Seal seal)
      throws SQLException {
    String sql =
        "insert into %s (item, table_name, column_name, domain, family, mode, storage, migration,"
            + " revision, seal) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement statement =
        connection.prepareStatement(sql.formatted(registry(connection)))) {
      statement.setString(1, item);
      for (int i = 0; i < values.size(); i++) {
        statement.setString(i + 2, values.get(i));
      }
      statement.setLong(9, revision);
      statement.setBytes(10, seal.toByteArray());
      statement.executeUpdate();
    }
  }

  /**
   * Locks the head by changing it; false if it is not the expected one any more. Named by its whole
   * primary key, so that InnoDB locks this row alone, and not the gap where columns are added.
   */
  boolean updateHead(Connection connection, Head expected, long revision, Seal seal)
      throws SQLException {
    String sql =
        "update %s set revision = ?, seal = ? where item = 'head' and table_name = ''"
            + " and column_name = '' and seal = ?";
    try (PreparedStatement statement =
        connection.prepareStatement(sql.formatted(registry(connection)))) {
      statement.setLong(1, revision);
      statement.setBytes(2, seal.toByteArray());
      statement.setBytes(3, expected.seal().toByteArray());
      return statement.executeUpdate() == 1;
    }
  }
}
