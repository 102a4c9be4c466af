package io.tenantcrypt.jdbc;

import io.tenantcrypt.catalog.Reading;
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

  private final CryptConnection connection;
  private final Session session;
  private final Statement self;
  private final List<String> texts = new ArrayList<>();
  private boolean guarded;

  /** Whether a text may change how those behind it are read. */
  private boolean changing;

  private @Nullable TenantId tenant;

  PlainBatch(CryptConnection connection, Session session, Statement self) {
    this.connection = connection;
    this.session = session;
    this.self = self;
  }

  void add(String sql) throws SQLException {
    Route route = judged(sql);
    if (route == null) {
      guard();
    } else if (route.plan() instanceof StatementPlan.BindTenant
        || route.plan() instanceof StatementPlan.Explain) {
      throw new TenantCryptException(
          ErrorCode.TC003,
          "SET tenantcrypt.tenant and EXPLAIN TENANTCRYPT are executed on their own, not in a"
              + " batch.");
    } else if (route.plan() instanceof StatementPlan.Protected guardedPlan) {
      guard();
      // Refused now, where the application sees which text it is; nothing of the batch is sent.
      Execution.admit(session, route, new Frame(0));
      changing |= changes(guardedPlan.effects());
    } else if (route.plan() instanceof StatementPlan.PassThrough pass) {
      changing |= changes(pass.effects());
    }
    texts.add(sql);
  }

  /** The route, or null where only the execution of what stands before can tell. */
  private @Nullable Route judged(String sql) throws SQLException {
    try {
      return session.route(sql);
    } catch (TenantCryptException e) {
      if (changing) {
        return null;
      }
      throw e;
    }
  }

  private static boolean changes(Effects effects) {
    return effects.readingState() || !effects.catalog().isEmpty();
  }

  private void guard() {
    TenantId now = session.tenant();
    if (guarded && !Objects.equals(now, tenant)) {
      throw PreparedCore.batchOf(tenant);
    }
    guarded = true;
    tenant = now;
  }

  void clear() {
    texts.clear();
    guarded = false;
    changing = false;
    tenant = null;
  }

  long[] execute(Statement plain) throws SQLException {
    List<String> all = List.copyOf(texts);
    boolean wasGuarded = guarded;
    boolean wasChanging = changing;
    TenantId begun = tenant;
    clear();
    if (wasGuarded && !Objects.equals(session.tenant(), begun)) {
      throw PreparedCore.batchOf(begun);
    }
    // On a platform session each statement is recorded on its own.
    if (wasGuarded || wasChanging || session.settings().platform()) {
      return oneByOne(all);
    }
    List<Route> routes = new ArrayList<>();
    for (String sql : all) {
      routes.add(session.route(sql));
    }
    return together(routes) ? asOne(plain, all, routes) : oneByOne(all);
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

  /**
   * PostgreSQL's driver sends a batch as one unit: in autocommit all of it is done or nothing. That
   * of the others goes on behind a statement that fails.
   */
  private long[] oneByOne(List<String> all) throws SQLException {
    boolean atOnce = session.reading() instanceof Reading.Postgres;
    if (!atOnce || all.size() == 1 || session.state().inTransaction()) {
      session.hold();
      try {
        long[] counts = each(all, !atOnce, false);
        ended(atOnce);
        return counts;
      } finally {
        session.release();
      }
    }
    connection.setAutoCommit(false);
    try {
      long[] counts = each(all, false, true);
      ended(true);
      commit(counts);
      return counts;
    } catch (SQLException | RuntimeException e) {
      undo(e);
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /** After a batch PostgreSQL's driver has no count to give; the others give the last one. */
  private void ended(boolean atOnce) throws SQLException {
    if (atOnce) {
      self.getMoreResults();
    }
  }

  private void commit(long[] counts) throws SQLException {
    try {
      connection.commit();
    } catch (SQLException e) {
      Arrays.fill(counts, Statement.EXECUTE_FAILED);
      throw failure(List.of(e), counts);
    }
  }

  private void undo(Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private long[] each(List<String> all, boolean goesOn, boolean undone) throws SQLException {
    long[] counts = new long[all.size()];
    List<SQLException> failures = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      try {
        counts[i] = count(all.get(i));
      } catch (SQLException e) {
        failures.add(e);
        if (!goesOn) {
          // With a failure of the server's own nothing before it will last either.
          boolean last = undone || !(e.getCause() instanceof TenantCryptException);
          Arrays.fill(counts, last ? 0 : i, counts.length, Statement.EXECUTE_FAILED);
          break;
        }
        counts[i] = Statement.EXECUTE_FAILED;
      }
    }
    if (!failures.isEmpty()) {
      throw failure(failures, counts);
    }
    return counts;
  }

  private long count(String sql) throws SQLException {
    if (self.execute(sql)) {
      throw SqlExceptions.of(
          ErrorCode.TC003,
          "A statement of a batch gave a result set. Execute queries by executeQuery.");
    }
    return self.getUpdateCount();
  }

  private BatchUpdateException failure(List<SQLException> failures, long[] counts) {
    SQLException first = failures.get(0);
    BatchUpdateException failure =
        new BatchUpdateException(
            first.getMessage(), first.getSQLState(), first.getErrorCode(), counts, first);
    if (!(session.reading() instanceof Reading.Mysql)) {
      failures.forEach(failure::setNextException);
    }
    return failure;
  }
}
