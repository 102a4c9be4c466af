package io.tenantcrypt.keys.store;

import io.tenantcrypt.keys.InstanceRow;
import io.tenantcrypt.keys.InstanceTable;
import io.tenantcrypt.keys.KeyId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The instance table over JDBC. The column {@code formats} holds the formats, a blank, and the
 * database.
 */
final class JdbcInstanceTable implements InstanceTable {

  private final KeyStoreSession session;

  JdbcInstanceTable(KeyStoreSession session) {
    this.session = session;
  }

  private String sql(Connection connection, String sql) throws SQLException {
    return sql.formatted(session.table(connection, "instance"));
  }

  @Override
  public Instant now() {
    return session.read(connection -> KeyStoreDialect.of(connection).now(connection));
  }

  @Override
  public void write(InstanceRow instance) {
    // Of two writes of one instance the later one counts; both are of one thread.
    if (!session.write(connection -> update(connection, instance))) {
      session.write(
          connection -> {
            insert(connection, instance);
            return true;
          });
    }
  }

  private boolean update(Connection connection, InstanceRow instance) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            sql(
                connection,
                "update %s set driver_version = ?, formats = ?, policy_revision = ?, key_ttl_ms ="
                    + " ?, ring_ttl_ms = ?, stale_ms = ?, ring_epoch = ?, started_at = ?,"
                    + " heartbeat_at = ? where id = ?"))) {
      bind(KeyStoreDialect.of(connection), statement, instance);
      return statement.executeUpdate() == 1;
    }
  }

  private void insert(Connection connection, InstanceRow instance) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            sql(
                connection,
                "insert into %s (driver_version, formats, policy_revision, key_ttl_ms, ring_ttl_ms,"
                    + " stale_ms, ring_epoch, started_at, heartbeat_at, id)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))) {
      bind(KeyStoreDialect.of(connection), statement, instance);
      statement.executeUpdate();
    }
  }

  private static void bind(
      KeyStoreDialect dialect, PreparedStatement statement, InstanceRow instance)
      throws SQLException {
    statement.setString(1, instance.driverVersion());
    statement.setString(2, instance.formats() + " " + instance.database());
    statement.setLong(3, instance.policyRevision());
    statement.setLong(4, instance.keyTtl().toMillis());
    statement.setLong(5, instance.ringTtl().toMillis());
    statement.setLong(6, instance.stale().toMillis());
    statement.setLong(7, instance.seen().toEpochMilli());
    dialect.setTime(statement, 8, Optional.of(instance.started()));
    dialect.setTime(statement, 9, Optional.of(instance.heartbeat()));
    statement.setString(10, instance.id().value());
  }

  @Override
  public boolean remove(KeyId id) {
    return session.write(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(sql(connection, "delete from %s where id = ?"))) {
            statement.setString(1, id.value());
            return statement.executeUpdate() == 1;
          }
        });
  }

  @Override
  public List<InstanceRow> list() {
    return session.read(
        connection -> {
          KeyStoreDialect dialect = KeyStoreDialect.of(connection);
          List<InstanceRow> found = new ArrayList<>();
          try (PreparedStatement statement =
                  connection.prepareStatement(
                      sql(
                          connection,
                          "select id, driver_version, formats, policy_revision, key_ttl_ms,"
                              + " ring_ttl_ms, stale_ms, ring_epoch, started_at, heartbeat_at"
                              + " from %s order by started_at, id"));
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              found.add(row(rows, dialect));
            }
          }
          return found;
        });
  }

  private static InstanceRow row(ResultSet rows, KeyStoreDialect dialect) throws SQLException {
    String id = rows.getString(1);
    String[] readable = rows.getString(3).split(" ", 2);
    try {
      if (readable.length != 2) {
        throw new IllegalArgumentException("Not what an instance writes");
      }
      return new InstanceRow(
          new KeyId(id),
          rows.getString(2),
          readable[0],
          readable[1],
          rows.getLong(4),
          Duration.ofMillis(rows.getLong(5)),
          Duration.ofMillis(rows.getLong(6)),
          Duration.ofMillis(rows.getLong(7)),
          Instant.ofEpochMilli(rows.getLong(8)),
          dialect.time(rows, 9).orElseThrow(IllegalArgumentException::new),
          dialect.time(rows, 10).orElseThrow(IllegalArgumentException::new));
    } catch (IllegalArgumentException e) {
      throw RowSeals.broken("instance", "an instance");
    }
  }
}
