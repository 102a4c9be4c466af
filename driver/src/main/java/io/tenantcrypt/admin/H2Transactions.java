package io.tenantcrypt.admin;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * H2: {@code information_schema.sessions} tells which session holds changes that are not committed,
 * and since when a session is there, not when its transaction began; so it counts as begun with its
 * session. A statement that runs is listed by its own begin. {@code in_doubt} lists what was
 * prepared, also by a process that is gone. Only an administrator sees other sessions.
 */
final class H2Transactions extends OpenTransactions {

  private static final String ADMINISTRATOR =
      "SELECT count(*) FROM information_schema.users WHERE user_name = CURRENT_USER AND is_admin";

  private static final String BEGUN =
      """
      SELECT session_id, user_name, contains_uncommitted,
        CASE WHEN contains_uncommitted THEN session_start ELSE executing_statement_start END
      FROM information_schema.sessions
      WHERE session_id <> SESSION_ID()
        AND (contains_uncommitted AND COALESCE(sleep_since, executing_statement_start, session_start) <= ?
          OR executing_statement IS NOT NULL AND executing_statement_start <= ?)
      ORDER BY session_id
      """;

  private static final String PREPARED =
      "SELECT transaction_name FROM information_schema.in_doubt ORDER BY transaction_name";

  private static final String IDLE =
      """
      SELECT session_id, user_name, session_start
      FROM information_schema.sessions
      WHERE session_id <> SESSION_ID() AND COALESCE(sleep_since, executing_statement_start, session_start) <= ?
      ORDER BY session_id
      """;

  @Override
  Instant now(Connection raw) throws SQLException {
    return ask(raw, "SELECT CURRENT_TIMESTAMP(9)", OffsetDateTime.class).toInstant();
  }

  @Override
  List<String> begunBefore(Connection raw, Instant time) throws SQLException {
    requireAdministrator(raw);
    OffsetDateTime until = time.atOffset(ZoneOffset.UTC);
    List<String> found =
        new ArrayList<>(
            each(
                raw,
                BEGUN,
                row ->
                    session(
                        row.getString(1),
                        row.getString(2),
                        row.getBoolean(3)
                            ? "uncommitted changes, connected"
                            : "statement running since",
                        row.getObject(4, OffsetDateTime.class).toInstant()),
                until,
                until));
    found.addAll(
        each(
            raw,
            PREPARED,
            row -> "prepared transaction " + PostgresTransactions.hash(row.getString(1))));
    return List.copyOf(found);
  }

  @Override
  List<String> idleSince(Connection raw, Instant time) throws SQLException {
    requireAdministrator(raw);
    return each(
        raw,
        IDLE,
        row ->
            session(
                row.getString(1),
                row.getString(2),
                "connected",
                row.getObject(3, OffsetDateTime.class).toInstant()),
        time.atOffset(ZoneOffset.UTC));
  }

  private static void requireAdministrator(Connection raw) throws SQLException {
    if (ask(raw, ADMINISTRATOR, Long.class) == 0) {
      throw hidden("sessions of other users", "ALTER USER … ADMIN TRUE, or use an administrator");
    }
  }
}
