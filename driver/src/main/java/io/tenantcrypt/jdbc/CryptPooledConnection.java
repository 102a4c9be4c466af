package io.tenantcrypt.jdbc;

import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantBinding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEventListener;
import org.jspecify.annotations.Nullable;

/**
 * A physical connection for a pool. Each logical connection starts without a binding by client
 * info; a binding by SQL belongs to the physical one and stays, as do its temporary tables. A
 * logical connection that was closed, or that the next one took the place of, sends nothing more,
 * nor do its statements: they would work for the next borrower's tenant.
 */
public class CryptPooledConnection implements PooledConnection {

  /** What is required of a physical connection before it is used. */
  @FunctionalInterface
  public interface Check {
    /**
     * Returns if it can be used.
     *
     * @throws SQLException if not
     */
    void require(Connection raw) throws SQLException;
  }

  private final PooledConnection raw;
  private final JdbcRuntime runtime;
  private final JdbcSettings settings;
  private final String outerUrl;
  private final TenantBinding tenants;
  private final Branch branch = new Branch();
  private final Map<ConnectionEventListener, ConnectionEventListener> listeners =
      new ConcurrentHashMap<>();

  /** The newest logical connection's; written by whoever holds the physical connection. */
  private volatile @Nullable Session session;

  private volatile boolean closed;

  /** Wraps a physical connection; see {@link CryptConnection#open}. */
  public CryptPooledConnection(
      PooledConnection raw, JdbcRuntime runtime, JdbcSettings settings, String outerUrl) {
    this.raw = raw;
    this.runtime = runtime;
    this.settings = settings;
    this.outerUrl = outerUrl;
    this.tenants = settings.newBinding();
  }

  /**
   * Looks at the physical connection before the first borrower has it, and before a distributed
   * transaction begins that a question would join.
   *
   * @throws SQLException as the check, or the real driver, throws it
   */
  public void prove(Check check) throws SQLException {
    try (Connection first = raw.getConnection()) {
      check.require(first);
      Session begun = begin(first);
      begun.end();
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  private Session begin(Connection first) throws SQLException {
    Session begun = new Session(first, runtime, settings, tenants, branch);
    session = begun;
    return begun;
  }

  @Override
  public Connection getConnection() throws SQLException {
    // The logical connection before this one ends now, whether or not it was closed.
    Session before = session;
    if (before != null) {
      before.end();
    }
    if (!branch.isOpen()) {
      tenants.transactionEnded();
    }
    tenants.requestEnded();
    Connection next = raw.getConnection();
    try {
      Session now;
      if (before == null) {
        now = begin(next);
      } else {
        now = new Session(next, before);
        session = now;
      }
      return new CryptConnection(next, now, outerUrl);
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  /** The session of the newest logical connection; null before the first. */
  final @Nullable Session session() {
    return session;
  }

  final Branch branch() {
    return branch;
  }

  /** Whether {@link #close} was called. */
  public final boolean isClosed() {
    return closed;
  }

  @Override
  public void close() throws SQLException {
    closed = true;
    Session last = session;
    if (last != null) {
      last.end();
    }
    tenants.requestEnded();
    raw.close();
  }

  @Override
  public void addConnectionEventListener(ConnectionEventListener listener) {
    ConnectionEventListener ours = new Forwarding(listener);
    if (listeners.putIfAbsent(listener, ours) == null) {
      raw.addConnectionEventListener(ours);
    }
  }

  @Override
  public void removeConnectionEventListener(ConnectionEventListener listener) {
    ConnectionEventListener ours = listeners.remove(listener);
    if (ours != null) {
      raw.removeConnectionEventListener(ours);
    }
  }

  /** Does nothing: statements are not pooled here, so there are no such events. */
  @Override
  public void addStatementEventListener(StatementEventListener listener) {}

  /** Does nothing, as {@link #addStatementEventListener}. */
  @Override
  public void removeStatementEventListener(StatementEventListener listener) {}

  /** Names ourselves as the source: pools look their connection up by it. */
  private final class Forwarding implements ConnectionEventListener {
    private final ConnectionEventListener listener;

    Forwarding(ConnectionEventListener listener) {
      this.listener = listener;
    }

    @Override
    public void connectionClosed(ConnectionEvent event) {
      tenants.requestEnded();
      listener.connectionClosed(ours(event));
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
      listener.connectionErrorOccurred(ours(event));
    }

    private ConnectionEvent ours(ConnectionEvent event) {
      return new ConnectionEvent(CryptPooledConnection.this, event.getSQLException());
    }
  }
}
