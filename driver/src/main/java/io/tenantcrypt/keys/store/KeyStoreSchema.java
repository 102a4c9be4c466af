package io.tenantcrypt.keys.store;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalInt;

/** Whether the key tables are there, of which version, and how they are made. */
final class KeyStoreSchema {

  private static final int TRIES = 5;

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
    return version() > 0;
  }

  /**
   * The version of the tables; 0 if they are not there, or only by halves.
   *
   * @throws TenantCryptException TC041 if they are newer than this driver
   */
  int version() {
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
    return version.orElse(0);
  }

  private OptionalInt version(Connection connection) throws SQLException {
    String sql =
        "select max(revision) from "
            + session.table(connection, "registry")
            + " where item = 'schema'";
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

  /**
   * Makes what is missing. The version comes last: tables that are made by halves, where each
   * statement commits, are not there yet, and are completed the next time.
   */
  void create() {
    // Who is not the first to note the tables' version begins again, and finds it noted.
    for (int i = 1; !session.writeUnlessThere(this::make); i++) {
      if (i >= TRIES) {
        throw KeyStoreErrors.crowded(session.schema());
      }
    }
  }

  private boolean make(Connection connection) throws SQLException {
    KeyStoreDialect dialect = KeyStoreDialect.of(connection);
    dialect.lockTables(connection, session.timeout());
    try (Statement statement = connection.createStatement()) {
      List<String> all = KeyStoreDdl.statements(dialect, session.schema());
      // The first makes the schema: a right that who owns the schema need not have.
      boolean there = dialect.hasSchema(connection, session.schema());
      for (String sql : there ? all.subList(1, all.size()) : all) {
        statement.execute(sql);
      }
      connection.commit();
    }
    // Not in a finally: what failed first is what is reported, and its connection is closed.
    dialect.unlockTables(connection);
    return true;
  }
}
