package io.tenantcrypt.keys.store;

import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.JobRow;
import io.tenantcrypt.keys.JobState;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.tenancy.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements on jobs. */
final class JobSql {

  private static final String COLUMNS =
      "id, kind, tenant, state, specification, progress, owner, lease_until, created_at, changed_at,"
          + " seal";

  /** Ready, and had by no worker whose lease goes on. */
  private static final String FREE = "state = 'READY' and (owner is null or lease_until < ?)";

  private final KeyStoreSession session;

  JobSql(KeyStoreSession session) {
    this.session = session;
  }

  /** A job as it was found, not yet held against its seal. */
  record Found(JobRow row, Seal seal) {

    JobRow verified(RowSeals seals) {
      RowSeals.require(seals.job(row), seal, "job", "job " + row.id());
      return row;
    }
  }

  private String sql(Connection connection, String sql) throws SQLException {
    return sql.formatted(session.table(connection, "job"));
  }

  void insert(Connection connection, JobRow job, Seal seal) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            sql(
                connection,
                "insert into %s (id, kind, tenant, state, specification, progress, created_at,"
                    + " changed_at, seal) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"))) {
      KeyStoreDialect dialect = KeyStoreDialect.of(connection);
      statement.setString(1, job.id().value());
      statement.setString(2, job.kind());
      statement.setString(3, job.tenant().map(TenantId::value).orElse(null));
      statement.setString(4, job.state().name());
      statement.setString(5, JobText.format(job.specification()));
      statement.setString(6, JobText.format(job.progress()));
      dialect.setTime(statement, 7, Optional.of(job.created()));
      dialect.setTime(statement, 8, Optional.of(job.changed()));
      statement.setBytes(9, seal.toByteArray());
      statement.executeUpdate();
    }
  }

  Optional<Found> find(Connection connection, KeyId id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            sql(connection, "select " + COLUMNS + " from %s where id = ?"))) {
      statement.setString(1, id.value());
      return read(connection, statement).stream().findFirst();
    }
  }

  List<Found> wholes(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            sql(
                connection,
                "select "
                    + COLUMNS
                    + " from %s where kind not like ? order by created_at desc, id"))) {
      statement.setString(1, "%" + JobRow.PART);
      return read(connection, statement);
    }
  }

  List<Found> parts(Connection connection, KeyId whole) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            sql(
                connection,
                "select " + COLUMNS + " from %s where id like ? and id <> ? order by id"))) {
      bindParts(statement, whole);
      return read(connection, statement);
    }
  }

  Optional<Found> lock(Connection connection, KeyId job, Instant now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            sql(
                connection,
                "select "
                    + COLUMNS
                    + " from %s where id = ? and "
                    + FREE
                    + " for update skip locked"))) {
      statement.setString(1, job.value());
      KeyStoreDialect.of(connection).setTime(statement, 2, Optional.of(now));
      return read(connection, statement).stream().findFirst();
    }
  }

  Optional<Found> lockPart(Connection connection, KeyId whole, Instant now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            sql(
                connection,
                "select "
                    + COLUMNS
                    + " from %s where id like ? and id <> ? and "
                    + FREE
                    + " order by id limit 1 for update skip locked"))) {
      bindParts(statement, whole);
      KeyStoreDialect.of(connection).setTime(statement, 3, Optional.of(now));
      return read(connection, statement).stream().findFirst();
    }
  }

  void own(Connection connection, JobRow row) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            sql(connection, "update %s set owner = ?, lease_until = ? where id = ?"))) {
      statement.setString(1, row.owner().map(KeyId::value).orElse(null));
      KeyStoreDialect.of(connection).setTime(statement, 2, row.leaseUntil());
      statement.setString(3, row.id().value());
      statement.executeUpdate();
    }
  }

  boolean update(
      Connection connection, JobRow row, Seal seal, Seal expected, Optional<KeyId> expectedOwner)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            sql(
                connection,
                "update %s set state = ?, progress = ?, owner = ?, lease_until = ?, changed_at = ?,"
                    + " seal = ? where id = ? and seal = ? and owner = ?"))) {
      KeyStoreDialect dialect = KeyStoreDialect.of(connection);
      statement.setString(1, row.state().name());
      statement.setString(2, JobText.format(row.progress()));
      if (row.owner().isPresent()) {
        statement.setString(3, row.owner().get().value());
      } else {
        statement.setNull(3, Types.CHAR);
      }
      dialect.setTime(statement, 4, row.leaseUntil());
      dialect.setTime(statement, 5, Optional.of(row.changed()));
      statement.setBytes(6, seal.toByteArray());
      statement.setString(7, row.id().value());
      statement.setBytes(8, expected.toByteArray());
      statement.setString(9, expectedOwner.map(KeyId::value).orElse(""));
      return statement.executeUpdate() == 1;
    }
  }

  boolean restate(Connection connection, JobRow row, Seal seal, Seal expected, Instant now)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            sql(
                connection,
                "update %s set state = ?, changed_at = ?, seal = ? where id = ? and seal = ?"))) {
      statement.setString(1, row.state().name());
      KeyStoreDialect.of(connection).setTime(statement, 2, Optional.of(now));
      statement.setBytes(3, seal.toByteArray());
      statement.setString(4, row.id().value());
      statement.setBytes(5, expected.toByteArray());
      return statement.executeUpdate() == 1;
    }
  }

  void removeParts(Connection connection, KeyId whole) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            sql(connection, "delete from %s where id like ? and id <> ?"))) {
      bindParts(statement, whole);
      statement.executeUpdate();
    }
  }

  private static void bindParts(PreparedStatement statement, KeyId whole) throws SQLException {
    statement.setString(1, JobRow.stem(whole) + "%");
    statement.setString(2, whole.value());
  }

  private static List<Found> read(Connection connection, PreparedStatement statement)
      throws SQLException {
    KeyStoreDialect dialect = KeyStoreDialect.of(connection);
    List<Found> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String id = rows.getString(1);
        try {
          found.add(new Found(row(rows, dialect, id), new Seal(rows.getBytes(11))));
        } catch (IllegalArgumentException | TenantCryptException e) {
          // Not a form that any version of this driver has written.
          throw RowSeals.broken("job", "job " + id);
        }
      }
    }
    return found;
  }

  private static JobRow row(ResultSet rows, KeyStoreDialect dialect, String id)
      throws SQLException {
    return new JobRow(
        new KeyId(id),
        rows.getString(2),
        Optional.ofNullable(rows.getString(3)).map(RingRows::tenant),
        JobState.valueOf(rows.getString(4)),
        JobText.parse(rows.getString(5)),
        JobText.parse(rows.getString(6)),
        Optional.ofNullable(rows.getString(7)).map(KeyId::new),
        dialect.time(rows, 8),
        dialect.time(rows, 9).orElseThrow(IllegalArgumentException::new),
        dialect.time(rows, 10).orElseThrow(IllegalArgumentException::new));
  }
}
