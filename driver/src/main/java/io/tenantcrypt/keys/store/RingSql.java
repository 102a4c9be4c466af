package io.tenantcrypt.keys.store;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.WrappedKey;
import io.tenantcrypt.tenancy.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements on tenants and their keys, in SQL that every supported database takes. */
final class RingSql {

  private final KeyStoreSession session;

  RingSql(KeyStoreSession session) {
    this.session = session;
  }

  private String tenants(Connection connection) throws SQLException {
    return session.table(connection, "tenant");
  }

  private String keys(Connection connection) throws SQLException {
    return session.table(connection, "key");
  }

  Optional<RingRows.Found> find(Connection connection, TenantId tenant) throws SQLException {
    return find(connection, tenant.value());
  }

  /** By an id as it stands in the table, which may be none that this driver would have written. */
  Optional<RingRows.Found> find(Connection connection, String tenant) throws SQLException {
    String sql =
        "select %s from %s t left join %s k on k.tenant = t.tenant where t.tenant = ?"
            + " order by k.purpose, k.version";
    try (PreparedStatement statement =
        connection.prepareStatement(
            sql.formatted(RingRows.COLUMNS, tenants(connection), keys(connection)))) {
      statement.setString(1, tenant);
      try (ResultSet rows = statement.executeQuery()) {
        return RingRows.read(rows, KeyStoreDialect.of(connection)).stream().findFirst();
      }
    }
  }

  List<RingRows.Found> page(Connection connection, String after, int limit) throws SQLException {
    String sql =
        "select %s from (select p.tenant from %s p where p.tenant > ? and p.tenant <> ?"
            + " order by p.tenant limit %d) n"
            + " join %s t on t.tenant = n.tenant left join %s k on k.tenant = t.tenant"
            + " order by t.tenant, k.purpose, k.version";
    String tenants = tenants(connection);
    try (PreparedStatement statement =
        connection.prepareStatement(
            sql.formatted(RingRows.COLUMNS, tenants, limit, tenants, keys(connection)))) {
      statement.setString(1, after);
      statement.setString(2, TenantId.PLATFORM.value());
      try (ResultSet rows = statement.executeQuery()) {
        return RingRows.read(rows, KeyStoreDialect.of(connection));
      }
    }
  }

  /** Ids in their order, the platform's own included. */
  List<String> ids(Connection connection, String after, int limit) throws SQLException {
    String sql = "select p.tenant from %s p where p.tenant > ? order by p.tenant limit %d";
    try (PreparedStatement statement =
        connection.prepareStatement(sql.formatted(tenants(connection), limit))) {
      statement.setString(1, after);
      try (ResultSet rows = statement.executeQuery()) {
        List<String> ids = new ArrayList<>();
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
        return ids;
      }
    }
  }

  boolean holdsOtherThan(Connection connection, String scheme) throws SQLException {
    String sql = "select 1 from %s k where k.kek <> '' and k.kek not like ? limit 1";
    try (PreparedStatement statement =
        connection.prepareStatement(sql.formatted(keys(connection)))) {
      // A scheme has letters, digits, +, - and . only: no wildcard of LIKE among them.
      statement.setString(1, scheme + "://%");
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  void insert(Connection connection, TenantRing ring, RowSeals.TenantSeals seals)
      throws SQLException {
    String sql =
        "insert into %s (tier, attributes, kek, state, epoch, created_at, seal, tenant)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement statement =
        connection.prepareStatement(sql.formatted(tenants(connection)))) {
      bind(KeyStoreDialect.of(connection), statement, ring, seals.tenant());
      statement.executeUpdate();
    }
    for (int i = 0; i < ring.keys().size(); i++) {
      insertKey(connection, ring.tenant(), ring.keys().get(i), seals.keys().get(i));
    }
  }

  /** Puts a tenant and its keys in place of what was expected; false if that was changed. */
  boolean replace(
      Connection connection, TenantRing expected, TenantRing next, RowSeals.TenantSeals seals)
      throws SQLException {
    if (!updateTenant(connection, expected.epoch(), next, seals.tenant())) {
      return false;
    }
    for (int i = 0; i < next.keys().size(); i++) {
      KeyRow key = next.keys().get(i);
      Optional<KeyRow> old = expected.version(key.purpose(), key.version());
      if (old.isEmpty()) {
        insertKey(connection, next.tenant(), key, seals.keys().get(i));
      } else if (!old.get().equals(key)
          && !updateKey(connection, next.tenant(), key, seals.keys().get(i))) {
        throw new TenantCryptException(
            ErrorCode.TC036, "A key row of tenant " + next.tenant() + " is gone.");
      }
    }
    return true;
  }

  /** Locks the tenant's row by changing it; false if it is not of the expected epoch. */
  private boolean updateTenant(Connection connection, long epoch, TenantRing next, Seal seal)
      throws SQLException {
    String sql =
        "update %s set tier = ?, attributes = ?, kek = ?, state = ?, epoch = ?, created_at = ?,"
            + " seal = ? where tenant = ? and epoch = ?";
    try (PreparedStatement statement =
        connection.prepareStatement(sql.formatted(tenants(connection)))) {
      bind(KeyStoreDialect.of(connection), statement, next, seal);
      statement.setLong(9, epoch);
      return statement.executeUpdate() == 1;
    }
  }

  private static void bind(
      KeyStoreDialect dialect, PreparedStatement statement, TenantRing ring, Seal seal)
      throws SQLException {
    statement.setString(1, ring.tier());
    statement.setString(2, PastText.attributes(ring));
    statement.setString(3, ring.kek().toString());
    statement.setString(4, ring.state().name());
    statement.setLong(5, ring.epoch());
    dialect.setTime(statement, 6, Optional.of(ring.created()));
    statement.setBytes(7, seal.toByteArray());
    statement.setString(8, ring.tenant().value());
  }

  private void insertKey(Connection connection, TenantId tenant, KeyRow key, Seal seal)
      throws SQLException {
    String sql =
        "insert into %s (id, state, kek, kms_key_id, wrapped, more_copies, key_check, created_at,"
            + " activated_at, retired_at, destroyed_at, seal, tenant, purpose, version)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement statement =
        connection.prepareStatement(sql.formatted(keys(connection)))) {
      bind(KeyStoreDialect.of(connection), statement, tenant, key, seal);
      statement.executeUpdate();
    }
  }

  private boolean updateKey(Connection connection, TenantId tenant, KeyRow key, Seal seal)
      throws SQLException {
    String sql =
        "update %s set id = ?, state = ?, kek = ?, kms_key_id = ?, wrapped = ?, more_copies = ?,"
            + " key_check = ?, created_at = ?, activated_at = ?, retired_at = ?, destroyed_at = ?,"
            + " seal = ? where tenant = ? and purpose = ? and version = ?";
    try (PreparedStatement statement =
        connection.prepareStatement(sql.formatted(keys(connection)))) {
      bind(KeyStoreDialect.of(connection), statement, tenant, key, seal);
      return statement.executeUpdate() == 1;
    }
  }

  private static void bind(
      KeyStoreDialect dialect, PreparedStatement statement, TenantId tenant, KeyRow key, Seal seal)
      throws SQLException {
    List<WrappedKey> copies = key.copies();
    Optional<WrappedKey> first = copies.stream().findFirst();
    statement.setString(1, key.id().value());
    statement.setString(2, key.state().name());
    statement.setString(3, first.map(copy -> copy.kek().toString()).orElse(""));
    statement.setString(4, first.map(WrappedKey::kmsKeyId).orElse(""));
    statement.setBytes(5, first.map(WrappedKey::bytes).orElse(new byte[0]));
    statement.setBytes(6, WrappedCopies.format(copies.stream().skip(1).toList()));
    statement.setBytes(7, key.check().toByteArray());
    dialect.setTime(statement, 8, Optional.of(key.created()));
    dialect.setTime(statement, 9, key.activated());
    dialect.setTime(statement, 10, key.retired());
    dialect.setTime(statement, 11, key.destroyed());
    statement.setBytes(12, seal.toByteArray());
    statement.setString(13, tenant.value());
    statement.setString(14, key.purpose().label());
    statement.setInt(15, key.version());
  }
}
