package io.tenantcrypt.jdbc;

import io.tenantcrypt.tenancy.TenantBinding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEventListener;

/**
 * A physical connection for a pool. Each logical connection starts without a binding by client
 * info; a binding by SQL belongs to the physical one and stays.
 */
public class CryptPooledConnection implements PooledConnection {

  private final PooledConnection raw;
  private final JdbcRuntime runtime;
  private final JdbcSettings settings;
  private final String outerUrl;
  private final TenantBinding tenants;
  private final Map<ConnectionEventListener, ConnectionEventListener> listeners =
      new ConcurrentHashMap<>();

  /** Wraps a physical connection; see {@link CryptConnection#open}. */
  public CryptPooledConnection(
      PooledConnection raw, JdbcRuntime runtime, JdbcSettings settings, String outerUrl) {
    this.raw = raw;
    this.runtime = runtime;
    this.settings = settings;
    this.outerUrl = outerUrl;
    this.tenants = settings.newBinding();
  }

  @Override
  public Connection getConnection() throws SQLException {
    // The logical connection before this one ends now, whether or not it was closed.
    tenants.transactionEnded();
    tenants.requestEnded();
    return CryptConnection.open(raw.getConnection(), runtime, settings, outerUrl, tenants);
  }

  @Override
  public void close() throws SQLException {
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
