package io.tenantcrypt.admin;

import io.tenantcrypt.catalog.Product;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL: {@code pg_stat_activity} and {@code pg_prepared_xacts} of this database; a session of
 * another one cannot write here. A statement outside of a transaction block has its transaction
 * too, from its arrival on. A replication sender and a vacuum write no row of a user's. Replicas
 * take no writes, so the primary is the one to ask.
 */
final class PostgresTransactions extends OpenTransactions {

  /** Of a session that the role may not look at, all but user and query is null. */
  private static final String SESSIONS =
      """
      SELECT a.pid, a.usename, a.state, a.%1$s, a.query = '<insufficient privilege>'
      FROM pg_catalog.pg_stat_activity a
      WHERE a.datname = pg_catalog.current_database() AND a.pid <> pg_catalog.pg_backend_pid()
        AND (a.query = '<insufficient privilege>'
          OR a.backend_type NOT IN ('walsender', 'autovacuum worker') AND (%2$s))
      ORDER BY a.%1$s, a.pid
      """;

  /** A session with track_activities off does not tell when its transactions begin. */
  private static final String BEGUN =
      SESSIONS.formatted("xact_start", "a.xact_start <= ? OR a.state = 'disabled'");

  /** The runtimes' own sessions are no application's. */
  private static final String IDLE =
      SESSIONS.formatted(
          "backend_start",
          "(coalesce(a.state_change, a.backend_start) <= ? OR a.state = 'disabled')"
              + " AND a.application_name <> '"
              + Product.OWN_SESSION
              + "'");

  /** When it was prepared is known; when it began is not. */
  private static final String PREPARED =
      """
      SELECT p.gid, p.owner, p.prepared
      FROM pg_catalog.pg_prepared_xacts p
      WHERE p.database = pg_catalog.current_database()
      ORDER BY p.prepared, p.gid
      """;

  private static final int SHOWN = 8;

  @Override
  Instant now(Connection raw) throws SQLException {
    return ask(raw, "SELECT pg_catalog.clock_timestamp()", OffsetDateTime.class).toInstant();
  }

  @Override
  List<String> begunBefore(Connection raw, Instant time) throws SQLException {
    List<String> found = new ArrayList<>(sessions(raw, BEGUN, "transaction begun", time));
    found.addAll(
        each(
            raw,
            PREPARED,
            row ->
                "prepared transaction "
                    + hash(row.getString(1))
                    + " of user "
                    + row.getString(2)
                    + ", prepared "
                    + instant(row, 3)));
    return List.copyOf(found);
  }

  @Override
  List<String> idleSince(Connection raw, Instant time) throws SQLException {
    return sessions(raw, IDLE, "connected", time);
  }

  private static List<String> sessions(Connection raw, String sql, String what, Instant time)
      throws SQLException {
    return each(
        raw,
        sql,
        row -> {
          if (row.getBoolean(5)) {
            throw hidden(
                "what sessions of other roles do (pg_stat_activity)",
                "GRANT pg_read_all_stats TO it, or use a role that has it");
          }
          String state = row.getString(3);
          return session(
              row.getString(1),
              row.getString(2),
              (state == null ? "" : state + ", ") + what,
              instant(row, 4));
        },
        time.atOffset(ZoneOffset.UTC));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? Instant.EPOCH : time.toInstant();
  }

  /** A transaction manager's name for it may say more than an operator's list should. */
  static String hash(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, SHOWN);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
