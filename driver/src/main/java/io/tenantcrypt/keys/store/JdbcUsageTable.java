package io.tenantcrypt.keys.store;

import io.tenantcrypt.keys.KeyPurpose;
import io.tenantcrypt.keys.UsageTable;
import io.tenantcrypt.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The usage table over JDBC. It has no seals: who can write to it can only hide how much was sealed
 * (threat model, N17).
 */
final class JdbcUsageTable implements UsageTable {

  private static final int TRIES = 5;

  /** What every database's column holds, in characters. */
  private static final int LONGEST = 700;

  private final KeyStoreSession session;
  private final InstantSource clock;

  JdbcUsageTable(KeyStoreSession session, InstantSource clock) {
    this.session = session;
    this.clock = clock;
  }

  private String usage(Connection connection) throws SQLException {
    return session.table(connection, "usage");
  }

  @Override
  public Reserved reserve(TenantId tenant, int version, String column, long wanted, long limit) {
    Reserved[] given = new Reserved[1];
    String name = name(column);
    for (int i = 1; ; i++) {
      boolean done =
          session.writeUnlessThere(
              connection -> {
                given[0] = reserve(connection, tenant, version, name, wanted, limit);
                return true;
              });
      if (done) {
        return given[0];
      }
      if (i >= TRIES) {
        throw KeyStoreErrors.crowded(session.schema());
      }
    }
  }

  private Reserved reserve(
      Connection connection, TenantId tenant, int version, String column, long wanted, long limit)
      throws SQLException {
    @Nullable Long before = find(connection, tenant, version, column);
    long granted = Math.min(wanted, limit - (before == null ? 0 : before));
    if (granted <= 0) {
      return new Reserved(before == null ? 0 : before, 0);
    }
    if (before == null) {
      insert(connection, tenant, version, column, granted);
      return new Reserved(granted, granted);
    }
    update(connection, tenant, version, column, before + granted);
    return new Reserved(before + granted, granted);
  }

  /** Locks the row. */
  private @Nullable Long find(Connection connection, TenantId tenant, int version, String column)
      throws SQLException {
    String sql =
        "select reserved from %s where tenant = ? and purpose = ? and version = ? and domain = ?"
            + " for update";
    try (PreparedStatement statement =
        connection.prepareStatement(sql.formatted(usage(connection)))) {
      // A row that somebody else keeps locked must not hold up statements for ever.
      statement.setQueryTimeout((int) Math.max(1, session.timeout().toSeconds()));
      bindKey(statement, 1, tenant, version, column);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : null;
      }
    }
  }

  private void insert(
      Connection connection, TenantId tenant, int version, String column, long reserved)
      throws SQLException {
    String sql =
        "insert into %s (reserved, changed_at, tenant, purpose, version, domain)"
            + " values (?, ?, ?, ?, ?, ?)";
    change(connection, sql, tenant, version, column, reserved);
  }

  private void update(
      Connection connection, TenantId tenant, int version, String column, long reserved)
      throws SQLException {
    String sql =
        "update %s set reserved = ?, changed_at = ? where tenant = ? and purpose = ?"
            + " and version = ? and domain = ?";
    change(connection, sql, tenant, version, column, reserved);
  }

  private void change(
      Connection connection, String sql, TenantId tenant, int version, String column, long reserved)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(sql.formatted(usage(connection)))) {
      statement.setLong(1, reserved);
      KeyStoreDialect.of(connection).setTime(statement, 2, Optional.of(clock.instant()));
      bindKey(statement, 3, tenant, version, column);
      statement.executeUpdate();
    }
  }

  private static void bindKey(
      PreparedStatement statement, int first, TenantId tenant, int version, String column)
      throws SQLException {
    statement.setString(first, tenant.value());
    statement.setString(first + 1, KeyPurpose.DEK.label());
    statement.setInt(first + 2, version);
    statement.setString(first + 3, column);
  }

  /** A long name by its hash, since the column is part of a primary key. */
  private static String name(String column) {
    if (column.length() <= LONGEST) {
      return column;
    }
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      return "sha256 "
          + HexFormat.of().formatHex(hash.digest(column.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  @Override
  public List<Usage> atLeast(long messages) {
    return session.read(
        connection -> {
          String sql =
              "select tenant, version, domain, reserved from %s where purpose = ?"
                  + " and reserved >= ? order by tenant, version, domain";
          try (PreparedStatement statement =
              connection.prepareStatement(sql.formatted(usage(connection)))) {
            statement.setString(1, KeyPurpose.DEK.label());
            statement.setLong(2, messages);
            try (ResultSet rows = statement.executeQuery()) {
              List<Usage> found = new ArrayList<>();
              while (rows.next()) {
                found.add(
                    new Usage(
                        RingRows.tenant(rows.getString(1)),
                        rows.getInt(2),
                        rows.getString(3),
                        rows.getLong(4)));
              }
              return found;
            }
          }
        });
  }
}
