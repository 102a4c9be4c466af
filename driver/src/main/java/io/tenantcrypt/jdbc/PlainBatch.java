package io.tenantcrypt.jdbc;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.tenancy.TenantId;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a plain statement's batch. Where all pass and none changes how the next is read they
 * go as the real driver's batch, otherwise one by one.
 */
final class PlainBatch {

  private final Session session;
  private final Statement self;
  private final List<String> texts = new ArrayList<>();
  private boolean guarded;
  private @Nullable TenantId tenant;

  PlainBatch(Session session, Statement self) {
    this.session = session;
    this.self = self;
  }

  void add(String sql) throws SQLException {
    Route route = session.route(sql);
    if (route.plan() instanceof StatementPlan.BindTenant
        || route.plan() instanceof StatementPlan.Explain) {
      throw new TenantCryptException(
          ErrorCode.TC003,
          "SET tenantcrypt.tenant and EXPLAIN TENANTCRYPT are executed on their own, not in a"
              + " batch.");
    }
    if (route.plan() instanceof StatementPlan.Protected) {
      TenantId now = session.tenant();
      if (guarded && !Objects.equals(now, tenant)) {
        throw PreparedCore.batchOf(tenant);
      }
      guarded = true;
      tenant = now;
    }
    texts.add(sql);
  }

  void clear() {
    texts.clear();
    guarded = false;
    tenant = null;
  }

  long[] execute(Statement plain) throws SQLException {
    List<String> all = List.copyOf(texts);
    boolean wasGuarded = guarded;
    TenantId begun = tenant;
    clear();
    if (wasGuarded && !Objects.equals(session.tenant(), begun)) {
      throw PreparedCore.batchOf(begun);
    }
    List<Route> routes = new ArrayList<>();
    for (String sql : all) {
      routes.add(session.route(sql));
    }
    // On a platform session each statement is recorded on its own.
    return together(routes) && !session.settings().platform()
        ? asOne(plain, all, routes)
        : oneByOne(all);
  }

  private static boolean together(List<Route> routes) {
    for (int i = 0; i < routes.size(); i++) {
      boolean last = i == routes.size() - 1;
      if (!(routes.get(i).plan() instanceof StatementPlan.PassThrough pass)
          || (!last && !pass.effects().equals(Effects.NONE))) {
        return false;
      }
    }
    return true;
  }

  private long[] asOne(Statement plain, List<String> all, List<Route> routes) throws SQLException {
    plain.clearBatch();
    for (String sql : all) {
      plain.addBatch(sql);
    }
    int[] counts = plain.executeBatch();
    for (int i = 0; i < all.size(); i++) {
      session.executed(routes.get(i), all.get(i), null);
    }
    return Arrays.stream(counts).asLongStream().toArray();
  }

  private long[] oneByOne(List<String> all) throws SQLException {
    long[] counts = new long[all.size()];
    for (int i = 0; i < counts.length; i++) {
      try {
        if (self.execute(all.get(i))) {
          throw SqlExceptions.of(ErrorCode.TC003, "A statement of a batch gave a result set.");
        }
        counts[i] = self.getUpdateCount();
      } catch (SQLException e) {
        BatchUpdateException failure =
            new BatchUpdateException(
                e.getMessage(), e.getSQLState(), e.getErrorCode(), Arrays.copyOf(counts, i), e);
        failure.setNextException(e);
        throw failure;
      }
    }
    return counts;
  }
}
