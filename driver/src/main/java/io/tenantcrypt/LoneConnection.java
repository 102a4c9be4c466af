package io.tenantcrypt;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;

/** Ends a physical connection with its only logical one. */
final class LoneConnection implements ConnectionEventListener {

  private static final System.Logger LOG = System.getLogger("io.tenantcrypt");

  private final PooledConnection physical;

  /** Some drivers tell of a physical connection's end as of a logical one's. */
  private final AtomicBoolean ended = new AtomicBoolean();

  private LoneConnection(PooledConnection physical) {
    this.physical = physical;
  }

  /** A connection that closes the physical one when it is closed. */
  static Connection of(PooledConnection physical) throws SQLException {
    try {
      Connection only = physical.getConnection();
      physical.addConnectionEventListener(new LoneConnection(physical));
      return only;
    } catch (SQLException e) {
      physical.close();
      throw e;
    }
  }

  @Override
  public void connectionClosed(ConnectionEvent event) {
    end();
  }

  @Override
  public void connectionErrorOccurred(ConnectionEvent event) {
    end();
  }

  private void end() {
    if (ended.getAndSet(true)) {
      return;
    }
    try {
      physical.close();
    } catch (SQLException e) {
      // Whoever closed the connection is done with it, and it cannot be closed any better.
      LOG.log(
          System.Logger.Level.DEBUG,
          "A connection of the driver's own did not close (SQLState {0})",
          e.getSQLState());
    }
  }
}
