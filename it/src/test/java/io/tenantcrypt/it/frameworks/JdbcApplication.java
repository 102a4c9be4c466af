package io.tenantcrypt.it.frameworks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.List;

/**
 * Runs steps that work on a connection.
 *
 * @param <H> what a framework makes of the connection
 */
public final class JdbcApplication<H> implements Application {

  /** Makes a framework's handle of a connection. */
  @FunctionalInterface
  public interface Opening<H> {
    /** Makes it. */
    H open(Connection connection) throws Exception;
  }

  private final HikariDataSource pool;
  private final Opening<H> opening;
  private final Steps<H> steps;

  /** Takes over the pool. */
  public JdbcApplication(HikariDataSource pool, Opening<H> opening, Steps<H> steps) {
    this.pool = pool;
    this.opening = opening;
    this.steps = steps;
  }

  @Override
  public List<String> steps() {
    return steps.names();
  }

  @Override
  public String run(String step, boolean keep) throws Exception {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try {
        String read = steps.run(step, opening.open(connection));
        if (keep) {
          connection.commit();
        }
        return read;
      } finally {
        connection.rollback();
      }
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
