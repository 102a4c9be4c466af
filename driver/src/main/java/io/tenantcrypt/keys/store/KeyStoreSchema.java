package io.tenantcrypt.keys.store;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;

/** Whether the key tables are there, of which version, and how they are made. */
final class KeyStoreSchema {

  /** Held while the tables are made, so that two processes do not make them at once. */
  private static final long DDL_LOCK = 0x7463_6b65_7973_0001L;

  private final KeyStoreSession session;

  KeyStoreSchema(KeyStoreSession session) {
    this.session = session;
  }

  /**
   * Whether the tables are there.
   *
   * @throws TenantCryptException TC041 if they are newer than this driver
   */
  boolean isThere() {
    OptionalInt version = session.read(this::version);
    if (version.isPresent() && version.getAsInt() > KeyStoreDdl.VERSION) {
      throw new TenantCryptException(
          ErrorCode.TC041,
          "The key tables in schema "
              + session.schema()
              + " are of version "
              + version.getAsInt()
              + ", and this driver knows them up to version "
              + KeyStoreDdl.VERSION
              + ". Use a newer driver; this one reads and writes nothing there.");
    }
    return version.isPresent();
  }

  private OptionalInt version(Connection connection) throws SQLException {
    String sql =
        "select max(revision) from " + session.table("registry") + " where item = 'schema'";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      int version = (int) Math.min(Integer.MAX_VALUE, row.getLong(1));
      return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(version);
    } catch (SQLException e) {
      if (KeyStoreErrors.isMissing(e)) {
        return OptionalInt.empty();
      }
      throw e;
    }
  }

  /** Makes what is missing. */
  void create() {
    session.write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            if ("PostgreSQL".equals(connection.getMetaData().getDatabaseProductName())) {
              statement.execute("select pg_advisory_xact_lock(" + DDL_LOCK + ")");
            }
            for (String sql : KeyStoreDdl.statements(session.schema())) {
              statement.execute(sql);
            }
          }
          return true;
        });
  }
}
