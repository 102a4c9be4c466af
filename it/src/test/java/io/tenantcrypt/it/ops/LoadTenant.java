package io.tenantcrypt.it.ops;

import io.tenantcrypt.error.ErrorCode;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A tenant of the load, and what may become of its statements: while it lives none fails; once it
 * is being shredded each either works or is refused with TC034, and after the first that is refused
 * all are. Safe for several threads.
 */
final class LoadTenant {

  /** What the test has said of it. */
  private enum Stage {
    LIVING,
    SHREDDING,
    SHREDDED
  }

  private final String id;
  private final Latencies latencies;
  private final AtomicLong refusals = new AtomicLong();
  private volatile Stage stage = Stage.LIVING;

  LoadTenant(String id) {
    this.id = id;
    this.latencies = new Latencies(id);
  }

  String id() {
    return id;
  }

  Latencies latencies() {
    return latencies;
  }

  long refusals() {
    return refusals.get();
  }

  /** From now on its statements may be refused. */
  void shredding() {
    stage = Stage.SHREDDING;
  }

  /** What begins from now on must be refused. */
  void shredded() {
    stage = Stage.SHREDDED;
  }

  /** Whether what begins now must be refused. */
  boolean isGone() {
    return stage == Stage.SHREDDED || refusals.get() > 0;
  }

  /** Takes note of a failure; throws it if it is not the one that shredding gives. */
  void failed(SQLException e) throws SQLException {
    if (stage == Stage.LIVING || !ErrorCode.TC034.sqlState().equals(e.getSQLState())) {
      throw e;
    }
    refusals.incrementAndGet();
  }

  /**
   * Takes note of an operation that worked.
   *
   * @param wasGone what {@link #isGone} said when it began
   */
  void worked(boolean wasGone) {
    if (wasGone) {
      throw new AssertionError("A statement of " + id + " worked after the tenant was shredded");
    }
  }
}
