package io.tenantcrypt.catalog;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/**
 * Which database a connection is to, however its URL is spelled: so that instances can tell whether
 * they work on the same data. On PostgreSQL it is the same on each node of a cluster; on MariaDB,
 * MySQL and H2 it names one server.
 */
public final class DatabaseIdentity {

  private DatabaseIdentity() {}

  /**
   * Asks the database.
   *
   * @return 16 hexadecimal digits
   * @throws TenantCryptException TC041 if it does not say
   */
  public static String of(ConnectionSource connections) {
    try (Connection connection = connections.open();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql(connection))) {
      if (row.next()) {
        return hash(String.valueOf(row.getString(1)));
      }
    } catch (SQLException e) {
      throw silent(" (SQLState " + e.getSQLState() + ")");
    }
    throw silent("");
  }

  private static TenantCryptException silent(String why) {
    return new TenantCryptException(
        ErrorCode.TC041,
        "The database does not say which one it is"
            + why
            + ". On PostgreSQL the role needs EXECUTE on pg_control_system().");
  }

  private static String sql(Connection connection) throws SQLException {
    return switch (Product.of(connection).orElseThrow(() -> silent(""))) {
      case POSTGRESQL ->
          "select s.system_identifier || '/' || d.oid from pg_catalog.pg_control_system() s,"
              + " pg_catalog.pg_database d where d.datname = pg_catalog.current_database()";
      case MARIADB, MYSQL -> "select concat(@@hostname, '/', @@port, '/', database())";
      case H2 -> "select database_path()";
    };
  }

  private static String hash(String name) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      byte[] digest = hash.digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
