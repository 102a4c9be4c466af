package io.tenantcrypt.jdbc;

import io.tenantcrypt.jdbc.delegate.KeyRequest;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How the application asked for a statement.
 *
 * @param type of result sets, or {@link #UNSAID}
 * @param concurrency of result sets, or {@link #UNSAID}
 * @param holdability of result sets, or {@link #UNSAID}
 * @param keys the generated keys that it wants
 */
record Shape(int type, int concurrency, int holdability, KeyRequest keys) {

  static final int UNSAID = -1;

  /** Nothing said. */
  static final Shape DEFAULT = new Shape(UNSAID, UNSAID, UNSAID, KeyRequest.NONE);

  static Shape of(KeyRequest keys) {
    return keys == KeyRequest.NONE ? DEFAULT : new Shape(UNSAID, UNSAID, UNSAID, keys);
  }

  Shape with(KeyRequest other) {
    return keys == other ? this : new Shape(type, concurrency, holdability, other);
  }

  /** The same, but that rows are only read. */
  Shape readOnly() {
    return new Shape(type, ResultSet.CONCUR_READ_ONLY, holdability, keys);
  }

  boolean updatable() {
    return concurrency == ResultSet.CONCUR_UPDATABLE;
  }

  Statement create(Connection raw) throws SQLException {
    if (type == UNSAID) {
      return raw.createStatement();
    }
    return holdability == UNSAID
        ? raw.createStatement(type, concurrency)
        : raw.createStatement(type, concurrency, holdability);
  }

  CallableStatement prepareCall(Connection raw, String sql) throws SQLException {
    if (type == UNSAID) {
      return raw.prepareCall(sql);
    }
    return holdability == UNSAID
        ? raw.prepareCall(sql, type, concurrency)
        : raw.prepareCall(sql, type, concurrency, holdability);
  }

  PreparedStatement prepare(Connection raw, String sql) throws SQLException {
    if (keys instanceof KeyRequest.Flag flag) {
      return raw.prepareStatement(sql, flag.value());
    }
    if (keys instanceof KeyRequest.Indexes indexes) {
      return raw.prepareStatement(sql, indexes.values());
    }
    if (keys instanceof KeyRequest.Names names) {
      return raw.prepareStatement(sql, names.values());
    }
    if (type == UNSAID) {
      return raw.prepareStatement(sql);
    }
    return holdability == UNSAID
        ? raw.prepareStatement(sql, type, concurrency)
        : raw.prepareStatement(sql, type, concurrency, holdability);
  }
}
