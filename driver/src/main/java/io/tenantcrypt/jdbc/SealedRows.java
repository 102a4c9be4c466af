package io.tenantcrypt.jdbc;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.protect.Sealer;
import io.tenantcrypt.tenancy.TenantId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an open batch. They are sealed when they are added, and wait in the real driver; here
 * is what they were sealed with, and their values, to seal them again. For one thread.
 */
final class SealedRows implements Fence.Waiting {

  private final Session session;
  private final StatementPlan.Protected plan;
  private final Slots slots;
  private final Frame frame;
  private final @Nullable TenantId tenant;
  private final PreparedStatement real;
  private final List<Frame> rows = new ArrayList<>();

  /** One for each combination of versions: hardly ever more than one. */
  private final List<Sealer> sealers = new ArrayList<>(1);

  private boolean repeatable = true;

  /**
   * An empty batch.
   *
   * @param frame what is bound now; it goes on changing
   * @param tenant whom the batch is for
   */
  SealedRows(
      Session session,
      StatementPlan.Protected plan,
      Slots slots,
      Frame frame,
      @Nullable TenantId tenant,
      PreparedStatement real) {
    this.session = session;
    this.plan = plan;
    this.slots = slots;
    this.frame = frame;
    this.tenant = tenant;
    this.real = real;
  }

  /** Notes that the frame's values, sealed so, were added to the real batch. */
  void added(@Nullable Sealer sealer) {
    note(sealer);
    Frame kept = repeatable ? frame.kept(slots) : null;
    if (kept == null) {
      repeatable = false;
      rows.clear();
    } else {
      rows.add(kept);
    }
  }

  private void note(@Nullable Sealer sealer) {
    if (sealer == null) {
      return;
    }
    for (int i = 0; i < sealers.size(); i++) {
      if (sealers.get(i).covers(sealer)) {
        return;
      }
    }
    sealers.add(sealer);
  }

  @Override
  public boolean maySend() {
    for (int i = 0; i < sealers.size(); i++) {
      if (!sealers.get(i).maySend()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean renewed() {
    boolean all = true;
    for (Sealer sealer : sealers) {
      all &= sealer.renewed();
    }
    return all;
  }

  @Override
  public void sealAgain() throws SQLException {
    Frame bound = repeatable ? frame.kept(slots) : null;
    if (bound == null) {
      throw new TenantCryptException(
          ErrorCode.TC031,
          "The data key of "
              + (tenant == null ? "the platform" : "tenant " + tenant)
              + " was rotated between addBatch and executeBatch, and the batch holds a stream or an"
              + " object that cannot be sent twice. Nothing was sent, and the batch is cleared: add"
              + " its rows again.");
    }
    sealers.clear();
    real.clearBatch();
    for (Frame row : rows) {
      row.bindTo(real, slots);
      note(Execution.bind(session, plan, slots, row, tenant, real));
      real.addBatch();
    }
    bound.bindTo(real, slots); // what the application bound last goes on being bound
  }
}
