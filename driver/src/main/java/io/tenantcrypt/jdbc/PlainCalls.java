package io.tenantcrypt.jdbc;

import io.tenantcrypt.jdbc.delegate.KeyRequest;
import java.sql.SQLException;
import java.sql.Statement;

/** The text-taking calls of a plain statement, by what keys are asked for. */
final class PlainCalls {

  private PlainCalls() {}

  static boolean execute(Statement real, String sql, KeyRequest keys) throws SQLException {
    if (keys instanceof KeyRequest.Flag flag) {
      return real.execute(sql, flag.value());
    }
    if (keys instanceof KeyRequest.Indexes indexes) {
      return real.execute(sql, indexes.values());
    }
    return keys instanceof KeyRequest.Names names
        ? real.execute(sql, names.values())
        : real.execute(sql);
  }

  static int executeUpdate(Statement real, String sql, KeyRequest keys) throws SQLException {
    if (keys instanceof KeyRequest.Flag flag) {
      return real.executeUpdate(sql, flag.value());
    }
    if (keys instanceof KeyRequest.Indexes indexes) {
      return real.executeUpdate(sql, indexes.values());
    }
    return keys instanceof KeyRequest.Names names
        ? real.executeUpdate(sql, names.values())
        : real.executeUpdate(sql);
  }

  static long executeLargeUpdate(Statement real, String sql, KeyRequest keys) throws SQLException {
    if (keys instanceof KeyRequest.Flag flag) {
      return real.executeLargeUpdate(sql, flag.value());
    }
    if (keys instanceof KeyRequest.Indexes indexes) {
      return real.executeLargeUpdate(sql, indexes.values());
    }
    return keys instanceof KeyRequest.Names names
        ? real.executeLargeUpdate(sql, names.values())
        : real.executeLargeUpdate(sql);
  }
}
