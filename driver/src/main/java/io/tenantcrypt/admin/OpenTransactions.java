package io.tenantcrypt.admin;

import io.tenantcrypt.catalog.Product;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has begun on a data database and has not ended, by that database's own clock: whoever sealed
 * a value before a key version ceased to seal may still commit it there. Works on a connection of
 * its own, past the driver, in autocommit; its own session is never listed. Stateless, but for the
 * connection that it is given.
 *
 * <p>Where a begin is not known, as that of a prepared transaction, it counts as early: what is
 * listed too much costs a wait, what is listed too little a row. A description names session, user
 * and time, never a value, a statement or a transaction's own name.
 */
abstract class OpenTransactions {

  /** In what a product differs. */
  @FunctionalInterface
  interface Row {
    @Nullable String describe(ResultSet row) throws SQLException;
  }

  /**
   * The one for the database behind a connection.
   *
   * @throws TenantCryptException TC040 for a product that is not known
   * @throws SQLException as the real driver throws it
   */
  static OpenTransactions of(Connection raw) throws SQLException {
    Product product =
        Product.of(raw)
            .orElseThrow(
                () ->
                    new TenantCryptException(
                        ErrorCode.TC040,
                        "Open transactions can be listed on PostgreSQL, MariaDB, MySQL and H2 only."
                            + " Keep the data in one of these."));
    return switch (product) {
      case POSTGRESQL -> new PostgresTransactions();
      case MARIADB, MYSQL -> new MysqlTransactions();
      case H2 -> new H2Transactions();
    };
  }

  /** The database's clock now. */
  abstract Instant now(Connection raw) throws SQLException;

  /**
   * Every transaction that began at a time of {@link #now} or before and has not ended, prepared
   * ones included.
   *
   * @throws TenantCryptException TC041 if the role does not see all of them
   */
  abstract List<String> begunBefore(Connection raw, Instant time) throws SQLException;

  /**
   * Every session that has done nothing since a time of {@link #now}, whether it has a transaction
   * or not: a process that stands still may send over it when it goes on. Where sessions have
   * names, those of runtimes' own are left out.
   *
   * @throws TenantCryptException TC041 if the role does not see all of them
   */
  abstract List<String> idleSince(Connection raw, Instant time) throws SQLException;

  static List<String> each(Connection raw, String sql, Row row, Object... parameters)
      throws SQLException {
    List<String> found = new ArrayList<>();
    try (PreparedStatement statement = raw.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String described = row.describe(rows);
          if (described != null) {
            found.add(described);
          }
        }
      }
    }
    return List.copyOf(found);
  }

  static <T> T ask(Connection raw, String sql, Class<T> type) throws SQLException {
    try (Statement statement = raw.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      if (!row.next()) {
        throw new SQLException("The database gave no answer to: " + sql, "02000");
      }
      return row.getObject(1, type);
    }
  }

  static String session(String id, @Nullable String user, String what, Instant since) {
    return "session "
        + id
        + " of user "
        + (user == null ? "(unknown)" : user)
        + ", "
        + what
        + " "
        + since.truncatedTo(ChronoUnit.MILLIS);
  }

  static TenantCryptException hidden(String what, String grant) {
    return new TenantCryptException(
        ErrorCode.TC041,
        "This role does not see "
            + what
            + ", so nobody can say whether one of them may still bring a cell under a retired key"
            + " version. "
            + grant
            + ".");
  }
}
