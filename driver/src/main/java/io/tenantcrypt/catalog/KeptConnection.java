package io.tenantcrypt.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection of the runtime's own that stays open while it is used often: a new one for each look
 * at the catalog would cost the server more than the look. For one thread at a time.
 */
final class KeptConnection {

  /** What is done with a connection. */
  @FunctionalInterface
  interface Use<T> {
    T with(Connection connection) throws SQLException;
  }

  private final ConnectionSource source;
  private @Nullable Connection kept;

  KeptConnection(ConnectionSource source) {
    this.source = source;
  }

  /**
   * Uses the connection, or a new one where that has gone.
   *
   * @param keep whether it will soon be wanted again
   */
  <T> T use(Use<T> use, boolean keep) throws SQLException {
    Connection known = kept;
    if (known != null) {
      try {
        return done(use.with(known), keep);
      } catch (SQLException e) {
        // It may have been ended from outside since it was last used; a new one tells.
        closeAfter(e);
      }
    }
    Connection opened = source.open();
    kept = opened;
    try {
      return done(use.with(opened), keep);
    } catch (SQLException | RuntimeException e) {
      closeAfter(e);
      throw e;
    }
  }

  private <T> T done(T result, boolean keep) throws SQLException {
    if (!keep) {
      close();
    }
    return result;
  }

  private void closeAfter(Exception e) {
    try {
      close();
    } catch (SQLException second) {
      e.addSuppressed(second);
    }
  }

  void close() throws SQLException {
    Connection known = kept;
    kept = null;
    if (known != null) {
      known.close();
    }
  }
}
