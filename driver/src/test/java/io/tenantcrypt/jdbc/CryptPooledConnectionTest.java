package io.tenantcrypt.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.tenancy.BindingDuration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEventListener;
import org.junit.jupiter.api.Test;

class CryptPooledConnectionTest {

  private final Fixture fixture = new Fixture();
  private final List<ConnectionEventListener> listeners = new ArrayList<>();

  private final PooledConnection physical =
      new PooledConnection() {
        @Override
        public Connection getConnection() {
          return fixture.driver.connection();
        }

        @Override
        public void close() {}

        @Override
        public void addConnectionEventListener(ConnectionEventListener listener) {
          listeners.add(listener);
        }

        @Override
        public void removeConnectionEventListener(ConnectionEventListener listener) {
          listeners.remove(listener);
        }

        @Override
        public void addStatementEventListener(StatementEventListener listener) {}

        @Override
        public void removeStatementEventListener(StatementEventListener listener) {}
      };

  private CryptPooledConnection pooled() {
    return new CryptPooledConnection(physical, fixture.runtime(), fixture.settings(), "jdbc:x");
  }

  @Test
  void getConnection_afterALogicalClose_hasNoBindingLeft() throws SQLException {
    fixture.duration = BindingDuration.SESSION;
    CryptPooledConnection pooled = pooled();
    try (Connection first = pooled.getConnection()) {
      first.setClientInfo(CryptConnection.TENANT_INFO, "acme");
    }
    try (Connection second = pooled.getConnection()) {
      assertThat(second.getClientInfo(CryptConnection.TENANT_INFO)).isNull();
      second.setClientInfo(CryptConnection.TENANT_INFO, "acme");
      // Not closed: the pool hands the next one out all the same.
      assertThat(pooled.getConnection().getClientInfo(CryptConnection.TENANT_INFO)).isNull();
    }
  }

  @Test
  void events_nameOurselves_andStopWhenRemoved() {
    CryptPooledConnection pooled = pooled();
    List<Object> sources = new ArrayList<>();
    ConnectionEventListener listener =
        new ConnectionEventListener() {
          @Override
          public void connectionClosed(ConnectionEvent event) {
            sources.add(event.getSource());
          }

          @Override
          public void connectionErrorOccurred(ConnectionEvent event) {
            sources.add(event.getSource());
          }
        };
    pooled.addConnectionEventListener(listener);
    listeners.get(0).connectionClosed(new ConnectionEvent(physical));
    listeners.get(0).connectionErrorOccurred(new ConnectionEvent(physical, new SQLException()));
    assertThat(sources).containsExactly(pooled, pooled);
    pooled.removeConnectionEventListener(listener);
    assertThat(listeners).isEmpty();
  }
}
