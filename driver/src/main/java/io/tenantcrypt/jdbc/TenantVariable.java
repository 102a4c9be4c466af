package io.tenantcrypt.jdbc;

import io.tenantcrypt.tenancy.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The database variable that row-level security beneath reads. It is only ever set for the
 * transaction, so that nothing is left in a connection that goes back to a pool: once in a
 * transaction of the application, and in autocommit in a transaction of its own around the one
 * statement. For one thread at a time.
 *
 * <p>In autocommit a whole result is read at once, whatever the fetch size, so that the transaction
 * may end before the application reads it.
 */
final class TenantVariable {

  private static final String SET = "SELECT pg_catalog.set_config(?, ?, true)";
  private static final String BEGIN_AND_SET = "BEGIN; " + SET;

  private final Connection raw;
  private final String name;
  private @Nullable TenantId set;
  private @Nullable PreparedStatement setting;
  private @Nullable PreparedStatement beginning;

  TenantVariable(Connection raw, String name) {
    this.raw = raw;
    this.name = name;
  }

  /** Whether the open transaction has this tenant in the variable. */
  boolean holds(@Nullable TenantId tenant) {
    return tenant != null && tenant.equals(set);
  }

  /** Nothing is known of the variable any more: it is set again when it is needed. */
  void forget() {
    set = null;
  }

  /** Sends something with the variable set. */
  <R> R around(
      TenantId tenant, boolean inTransaction, Statement statement, Session.Sending<R> sending)
      throws SQLException {
    if (!inTransaction) {
      return whole(tenant, statement, sending);
    }
    if (!tenant.equals(set)) {
      setting = execute(setting, SET, tenant);
      set = tenant;
    }
    return sending.send();
  }

  private <R> R whole(TenantId tenant, Statement statement, Session.Sending<R> sending)
      throws SQLException {
    int fetchSize = statement.getFetchSize();
    if (fetchSize == 0) {
      return alone(tenant, sending);
    }
    statement.setFetchSize(0); // a cursor would end with the transaction
    try {
      return alone(tenant, sending);
    } finally {
      if (!statement.isClosed()) {
        statement.setFetchSize(fetchSize);
      }
    }
  }

  private <R> R alone(TenantId tenant, Session.Sending<R> sending) throws SQLException {
    try {
      beginning = execute(beginning, BEGIN_AND_SET, tenant);
      R result = sending.send();
      control("COMMIT");
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      rollBack(e);
      throw e;
    }
  }

  private PreparedStatement execute(@Nullable PreparedStatement known, String sql, TenantId tenant)
      throws SQLException {
    PreparedStatement statement = known == null ? raw.prepareStatement(sql) : known;
    statement.setString(1, name);
    statement.setString(2, tenant.value());
    statement.execute();
    return statement;
  }

  private void control(String sql) throws SQLException {
    try (Statement statement = raw.createStatement()) {
      statement.execute(sql);
    }
  }

  // After a COMMIT that failed this only warns: there is no transaction.
  private void rollBack(Throwable cause) {
    try {
      control("ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e);
      close(cause);
    }
  }

  /** A connection whose transaction cannot be ended must not go on in autocommit. */
  private void close(Throwable cause) {
    try {
      raw.close();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
