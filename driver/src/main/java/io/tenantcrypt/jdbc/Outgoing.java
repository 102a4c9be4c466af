package io.tenantcrypt.jdbc;

import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.protect.Sealer;
import io.tenantcrypt.tenancy.TenantId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The cells that one statement is about to send, and its one way to the real driver: whatever an
 * execution sends goes through {@link #send} or {@link #sendBatch}. For one thread.
 */
final class Outgoing implements Fence.Waiting {

  private final Session session;
  private final Frame frame;
  private StatementPlan.@Nullable Protected plan;
  private @Nullable Slots slots;
  private @Nullable TenantId tenant;
  private @Nullable PreparedStatement bound;

  /** What sealed the cells that are bound now; null if there are none. */
  private @Nullable Sealer sealer;

  private @Nullable SealedRows batch;

  /**
   * Nothing to send yet.
   *
   * @param frame what the application binds
   */
  Outgoing(Session session, Frame frame) {
    this.session = session;
    this.frame = frame;
  }

  /** What is sent next has no cells. */
  void unsealed() {
    sealer = null;
  }

  /** Binds what is checked and seals the frame's values into the real statement. */
  void seal(StatementPlan.Protected by, Slots where, @Nullable TenantId of, PreparedStatement real)
      throws SQLException {
    plan = by;
    slots = where;
    tenant = of;
    bound = real;
    sealer = Execution.bind(session, by, where, frame, of, real);
  }

  /** Notes that what is bound now was added to the real statement's batch. */
  void added(Slots slots, PreparedStatement real) {
    StatementPlan.Protected by = plan;
    if (by != null && slots.sealing()) {
      SealedRows rows = batch;
      if (rows == null) {
        rows = new SealedRows(session, by, slots, frame, tenant, real);
        batch = rows;
      }
      rows.added(sealer);
    }
  }

  /** The batch is over, sent or not. */
  void batchEnded() {
    batch = null;
  }

  /** Sends what is bound. */
  <R> R send(PreparedCore.Call<R> call, PreparedStatement real) throws SQLException {
    if (!maySend()) {
      Fence.pass(this);
    }
    return call.on(real);
  }

  /** Sends the batch. */
  <R> R sendBatch(PreparedCore.Call<R> call, PreparedStatement real) throws SQLException {
    SealedRows rows = batch;
    if (rows != null && !rows.maySend()) {
      Fence.pass(rows);
    }
    return call.on(real);
  }

  @Override
  public boolean maySend() {
    Sealer cells = sealer;
    return cells == null || cells.maySend();
  }

  @Override
  public boolean renewed() {
    Sealer cells = sealer;
    return cells == null || cells.renewed();
  }

  @Override
  public void sealAgain() throws SQLException {
    seal(
        Objects.requireNonNull(plan),
        Objects.requireNonNull(slots),
        tenant,
        Objects.requireNonNull(bound));
  }
}
