package io.tenantcrypt.jdbc;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.delegate.DelegatingStatement;
import io.tenantcrypt.jdbc.delegate.KeyRequest;
import io.tenantcrypt.jdbc.delegate.StatementAction;
import io.tenantcrypt.plan.StatementPlan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plain statement. What passes goes to a plain statement of the real driver; what is protected
 * goes through a prepared one underneath, since its cells are bound. For one thread at a time, but
 * for {@link #cancel}.
 */
final class CryptStatement extends DelegatingStatement<Statement> {

  /** An execution of a text by the real driver's plain statement. */
  @FunctionalInterface
  interface Plain<R> {
    R on(Statement real) throws SQLException;
  }

  private final CryptConnection connection;
  private final Session session;
  private final PlainStatements plain;
  private final Shape shape;
  private final Replayed settings = new Replayed();
  private final Results results;
  private final PlainBatch batch;
  private volatile @Nullable PreparedCore inner;

  CryptStatement(CryptConnection connection, Session session, Shape shape) throws SQLException {
    this.connection = connection;
    this.session = session;
    this.shape = shape;
    plain = new PlainStatements(session.raw(), shape, settings);
    results = new Results(session, this);
    batch = new PlainBatch(connection, session, this);
  }

  @Override
  protected Statement delegate() {
    PreparedCore now = inner;
    Statement existing = now == null ? null : now.existing();
    return existing == null ? plain.current() : existing;
  }

  @Override
  protected void setting(String name, StatementAction<Statement> action) throws SQLException {
    plain.apply(action);
    PreparedCore now = inner;
    Statement existing = now == null ? null : now.existing();
    if (existing != null) {
      action.apply(existing);
    }
    settings.put(name, action);
  }

  /** Executes a text on whichever real statement its plan asks for. */
  private <R> R run(
      String sql, KeyRequest keys, R nothing, Plain<R> passing, PreparedCore.Call<R> guarded)
      throws SQLException {
    requireOpen();
    Route route = null;
    session.sending().lock();
    try {
      closeInner();
      route = session.route(sql);
      if (route.plan() instanceof StatementPlan.BindTenant binding) {
        session.tenants().bindBySql(binding.tenant());
        results.begin(route.plan(), List.of(), null);
        return nothing;
      }
      if (route.plan() instanceof StatementPlan.Protected
          || route.plan() instanceof StatementPlan.Explain) {
        return runGuarded(sql, keys, route.plan(), guarded);
      }
      return runPassing(sql, route, passing);
    } catch (TenantCryptException e) {
      session.refused();
      throw SqlExceptions.of(e);
    } catch (SQLException e) {
      session.failed(route, e);
      throw e;
    } finally {
      session.sending().unlock();
    }
  }

  private <R> R runPassing(String sql, Route route, Plain<R> passing) throws SQLException {
    boolean readOnly = shape.updatable() && Updatable.denied(route, sql);
    Statement real = plain.of(readOnly);
    results.begin(route.plan(), List.of(), null);
    if (readOnly) {
      results.warnings().add(Updatable.warning(route));
    }
    R result =
        session.sendsAsItIs(route, null)
            ? passing.on(real)
            : session.send(route, sql, null, real, () -> passing.on(real));
    session.executed(route, sql, null);
    return result;
  }

  private <R> R runGuarded(
      String sql, KeyRequest keys, StatementPlan plan, PreparedCore.Call<R> call)
      throws SQLException {
    if (plan instanceof StatementPlan.Protected guarded && guarded.applicationParameters() > 0) {
      throw new TenantCryptException(
          ErrorCode.TC003, "The text has parameters. Use prepareStatement.");
    }
    Shape asked = shape.with(keys);
    PreparedCore core =
        new PreparedCore(
            session,
            null,
            sql,
            session.judged(sql),
            asked,
            (text, possible) -> possible.prepare(session.raw(), text),
            settings,
            results);
    inner = core;
    return core.execute(call);
  }

  private void closeInner() throws SQLException {
    PreparedCore old = inner;
    inner = null;
    if (old != null) {
      old.close();
    }
  }

  private void requireOpen() throws SQLException {
    session.requireOpen(plain.current());
    if (isClosed()) {
      throw ClosedAnswers.ofStatement(session.raw());
    }
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    session.sending().lock();
    try {
      Optional<ResultSet> raw =
          run(
              sql,
              KeyRequest.NONE,
              Optional.empty(),
              real -> Optional.ofNullable(real.executeQuery(sql)),
              real -> Optional.ofNullable(real.executeQuery()));
      if (raw.isEmpty()) {
        throw SqlExceptions.of(ErrorCode.TC003, "The statement gives no result.");
      }
      return Objects.requireNonNull(results.wrap(raw.get()));
    } finally {
      session.sending().unlock();
    }
  }

  @Override
  protected boolean executeText(String sql, KeyRequest keys) throws SQLException {
    return run(
        sql, keys, false, real -> PlainCalls.execute(real, sql, keys), PreparedStatement::execute);
  }

  @Override
  protected int executeUpdateText(String sql, KeyRequest keys) throws SQLException {
    return run(
        sql,
        keys,
        0,
        real -> PlainCalls.executeUpdate(real, sql, keys),
        PreparedStatement::executeUpdate);
  }

  @Override
  protected long executeLargeUpdateText(String sql, KeyRequest keys) throws SQLException {
    return run(
        sql,
        keys,
        0L,
        real -> PlainCalls.executeLargeUpdate(real, sql, keys),
        PreparedStatement::executeLargeUpdate);
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    requireOpen();
    session.sending().lock();
    try {
      batch.add(sql);
    } catch (TenantCryptException e) {
      session.refused();
      throw SqlExceptions.of(e);
    } finally {
      session.sending().unlock();
    }
  }

  @Override
  public void clearBatch() throws SQLException {
    requireOpen();
    batch.clear();
  }

  @Override
  public int[] executeBatch() throws SQLException {
    long[] counts = executeLargeBatch();
    int[] narrow = new int[counts.length];
    for (int i = 0; i < counts.length; i++) {
      narrow[i] = counts[i] > Integer.MAX_VALUE ? Statement.SUCCESS_NO_INFO : (int) counts[i];
    }
    return narrow;
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    requireOpen();
    session.sending().lock();
    try {
      closeInner();
      return batch.execute(plain.of(false));
    } catch (TenantCryptException e) {
      session.refused();
      throw SqlExceptions.of(e);
    } catch (SQLException e) {
      session.failed(null, e);
      throw e;
    } finally {
      session.sending().unlock();
    }
  }

  @Override
  public @Nullable ResultSet getResultSet() throws SQLException {
    return results.wrap(delegate().getResultSet());
  }

  @Override
  public @Nullable ResultSet getGeneratedKeys() throws SQLException {
    return results.wrapKeys(delegate().getGeneratedKeys());
  }

  @Override
  public boolean getMoreResults() throws SQLException {
    return getMoreResults(Statement.CLOSE_CURRENT_RESULT);
  }

  @Override
  public boolean getMoreResults(int current) throws SQLException {
    boolean more = delegate().getMoreResults(current);
    results.further();
    return more;
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    return results.warnings().before(delegate().getWarnings());
  }

  @Override
  public void clearWarnings() throws SQLException {
    results.warnings().clear();
    delegate().clearWarnings();
  }

  @Override
  public Connection getConnection() throws SQLException {
    requireOpen();
    return connection;
  }

  @Override
  public void cancel() throws SQLException {
    session.requireLive();
    delegate().cancel();
  }

  @Override
  public void close() throws SQLException {
    try {
      closeInner();
    } finally {
      plain.close();
    }
  }

  @Override
  public boolean isClosed() throws SQLException {
    PreparedCore now = inner;
    if (now != null && settings.has("closeOnCompletion") && now.isClosed()) {
      plain.close();
    }
    return plain.isClosed();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Unwrapping.unwrap(this, plain.current(), type, session.settings());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return Unwrapping.wraps(this, plain.current(), type, session.settings());
  }
}
