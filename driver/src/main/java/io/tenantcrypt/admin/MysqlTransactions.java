package io.tenantcrypt.admin;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * MariaDB and MySQL: {@code innodb_trx}, where a transaction stands from its first row on; the
 * statements that run, since one that waits for a table has no transaction there yet; and {@code XA
 * RECOVER}, of which no begin is known. All of the server, since none says which database it will
 * write to. A transaction without a row yet is no danger: its next statement is sealed when it is
 * executed.
 */
final class MysqlTransactions extends OpenTransactions {

  /** Whether this session's own transaction is in the list. */
  private static final String OWN =
      "SELECT count(*) FROM information_schema.innodb_trx WHERE trx_mysql_thread_id ="
          + " connection_id()";

  /** Longer than the server keeps the list for the next reader, in seconds. */
  private static final String WAIT = "DO sleep(0.11)";

  private static final int TRIES = 50;

  /** Access denied: a privilege of the whole server is missing. */
  private static final int MISSING_PRIVILEGE = 1227;

  /** MySQL's XA RECOVER without XA_RECOVER_ADMIN. */
  private static final int RECOVERY_DENIED = 1401;

  /**
   * The server shows begins as its own local time, in whole seconds. Beside a change of that clock,
   * an hour of it means two times, and the begin counts as early.
   */
  private static final String BEGUN =
      """
      SELECT t.trx_mysql_thread_id, p.user, unix_timestamp(t.trx_started)
      FROM information_schema.innodb_trx t
      LEFT JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id
      WHERE t.trx_mysql_thread_id <> connection_id()
        AND (unix_timestamp(t.trx_started) <= ?
          OR unix_timestamp(t.trx_started) > unix_timestamp()
          OR unix_timestamp(t.trx_started + INTERVAL 1 HOUR)
            - unix_timestamp(t.trx_started - INTERVAL 1 HOUR) <> 7200)
      ORDER BY t.trx_started, t.trx_mysql_thread_id
      """;

  private static final String RUNNING =
      """
      SELECT p.id, p.user, unix_timestamp() - p.time
      FROM information_schema.processlist p
      WHERE p.id <> connection_id() AND p.user <> 'system user'
        AND p.command NOT IN ('Sleep', 'Daemon', 'Binlog Dump', 'Binlog Dump GTID')
        AND unix_timestamp() - p.time - 1 <= ?
      ORDER BY p.id
      """;

  /** No begin of a session is to be had, so all of them count. */
  private static final String IDLE =
      """
      SELECT p.id, p.user, p.time
      FROM information_schema.processlist p
      WHERE p.id <> connection_id() AND p.user <> 'system user'
        AND p.command NOT IN ('Daemon', 'Binlog Dump', 'Binlog Dump GTID') AND p.time >= ?
      ORDER BY p.id
      """;

  @Override
  Instant now(Connection raw) throws SQLException {
    // Not unix_timestamp(now(6)): where the clock is set back, an hour of it means two times.
    String sql = "SELECT unix_timestamp() * 1000000 + microsecond(now(6))";
    return Instant.EPOCH.plus(ask(raw, sql, Long.class), ChronoUnit.MICROS);
  }

  @Override
  List<String> begunBefore(Connection raw, Instant time) throws SQLException {
    String zone = ask(raw, "SELECT @@session.time_zone", String.class);
    zone(raw, "SYSTEM"); // the zone in which begins are shown
    try {
      List<String> found = new ArrayList<>();
      makeCurrent(raw);
      // Whole seconds, as the server shows them: a begin is never later than it is shown.
      long seconds = time.getEpochSecond();
      found.addAll(each(raw, BEGUN, row -> described(row, "transaction begun"), seconds));
      found.addAll(each(raw, RUNNING, row -> described(row, "statement running since"), seconds));
      found.addAll(prepared(raw));
      return List.copyOf(found);
    } catch (SQLException e) {
      throw missing(e);
    } finally {
      zone(raw, zone);
    }
  }

  /**
   * The server answers from a list that it keeps for a tenth of a second after each reading,
   * however old it is. It is new once it shows a transaction that this session began only now,
   * where it did not show one of this session's before.
   */
  private static void makeCurrent(Connection raw) throws SQLException {
    try (Statement statement = raw.createStatement()) {
      awaitOwn(raw, statement, 0);
      statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
      try {
        awaitOwn(raw, statement, 1);
      } finally {
        statement.execute("COMMIT");
      }
    }
  }

  private static void awaitOwn(Connection raw, Statement statement, long expected)
      throws SQLException {
    for (int i = 0; i < TRIES; i++) {
      statement.execute(WAIT);
      if (ask(raw, OWN, Long.class) == expected) {
        return;
      }
    }
    throw new TenantCryptException(
        ErrorCode.TC031,
        "The server shows its open transactions (innodb_trx) as they were a while ago, since"
            + " something else reads them all the time. Stop that for a moment and try again.");
  }

  private static void zone(Connection raw, String zone) throws SQLException {
    try (PreparedStatement set = raw.prepareStatement("SET time_zone = ?")) {
      set.setString(1, zone);
      set.execute();
    }
  }

  private static String described(ResultSet row, String what) throws SQLException {
    return session(row.getString(1), row.getString(2), what, Instant.ofEpochSecond(row.getLong(3)));
  }

  private static List<String> prepared(Connection raw) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = raw.createStatement();
        ResultSet row = statement.executeQuery("XA RECOVER")) {
      while (row.next()) {
        String name = row.getString(1) + ":" + row.getString(2) + ":" + row.getString(4);
        found.add("prepared transaction " + PostgresTransactions.hash(name) + " (XA)");
      }
    }
    return found;
  }

  @Override
  List<String> idleSince(Connection raw, Instant time) throws SQLException {
    requireProcess(raw);
    return each(
        raw,
        IDLE,
        row ->
            "session "
                + row.getString(1)
                + " of user "
                + row.getString(2)
                + ", idle for "
                + row.getString(3)
                + " s",
        // The server counts whole seconds: one that may have ended counts as idle.
        Math.max(0, Duration.between(time, now(raw)).toSeconds() - 1));
  }

  /** Without it the list of sessions holds the role's own only, and does not say so. */
  private static void requireProcess(Connection raw) throws SQLException {
    try {
      ask(raw, "SELECT count(*) FROM information_schema.innodb_trx", Long.class);
    } catch (SQLException e) {
      throw missing(e);
    }
  }

  private static SQLException missing(SQLException e) throws TenantCryptException {
    if (e.getErrorCode() == MISSING_PRIVILEGE) {
      throw hidden("the transactions of other users", "GRANT PROCESS ON *.* TO it");
    }
    if (e.getErrorCode() == RECOVERY_DENIED) {
      throw hidden("prepared transactions", "GRANT XA_RECOVER_ADMIN ON *.* TO it");
    }
    return e;
  }
}
