package io.tenantcrypt.jdbc;

import io.tenantcrypt.codec.Form;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.delegate.Binding;
import io.tenantcrypt.jdbc.delegate.StatementAction;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.RoutineCall;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.tenancy.TenantId;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What prepared and callable statements have in common. Here, and for plain statements in {@link
 * CryptStatement}, conditions of ours become exceptions of JDBC.
 */
final class PreparedSurface {

  private final CryptConnection connection;
  private final Session session;
  private final PreparedStatement self;
  private final Replayed settings = new Replayed();
  private final Results results;
  private final PreparedCore core;

  PreparedSurface(
      CryptConnection connection,
      Session session,
      PreparedStatement self,
      String sql,
      Judged judged,
      Shape shape,
      PreparedCore.Preparation preparation)
      throws SQLException {
    this.connection = connection;
    this.session = session;
    this.self = self;
    results = new Results(session, self);
    core = new PreparedCore(session, self, sql, judged, shape, preparation, settings, results);
  }

  static SQLException textGiven() {
    return new SQLException(
        "A prepared statement executes the text that it was prepared with.", "HY010");
  }

  /** What the text calls, where the policy describes it. */
  @Nullable RoutineCall call() {
    return core.route().plan() instanceof StatementPlan.Protected plan
        ? plan.call().orElse(null)
        : null;
  }

  /** For whom the last execution was. */
  @Nullable TenantId tenant() {
    return results.tenant();
  }

  /** Requires a described call, what passes as it is, or a definition that only names types. */
  void requireCallable() {
    if (call() != null) {
      return;
    }
    StatementPlan plan = core.route().plan();
    boolean definition =
        plan instanceof StatementPlan.Protected rewritten
            && rewritten.definition()
            && core.route().exempted() == null;
    if (core.route().slots() != null && !definition) {
      throw new TenantCryptException(
          ErrorCode.TC002,
          "A callable statement calls a routine that the policy describes, or touches no tenant"
              + " table. Use a prepared statement.");
    }
  }

  PreparedStatement real() throws SQLException {
    try {
      return core.real();
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  private PreparedStatement described() throws SQLException {
    session.sending().lock();
    try {
      return core.described();
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    } finally {
      session.sending().unlock();
    }
  }

  void setting(String name, StatementAction<Statement> action) throws SQLException {
    core.requireOpen();
    action.apply(real()); // what the real driver does not take, it says now
    settings.put(name, action);
  }

  @Nullable SQLWarning warnings() throws SQLException {
    return results.warnings().before(real().getWarnings());
  }

  void clearWarnings() throws SQLException {
    results.warnings().clear();
    real().clearWarnings();
  }

  boolean pass(int index, Binding binding, boolean once) throws SQLException {
    try {
      return core.pass(index, binding, once);
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  void bind(int index, Binding binding, Form form, @Nullable Object value, @Nullable Object[] hints)
      throws SQLException {
    try {
      core.bind(index, binding, form, value, PreparedCore.hints(hints));
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  <R> R execute(PreparedCore.Call<R> call) throws SQLException {
    session.sending().lock();
    try {
      return inTurn(call);
    } finally {
      session.sending().unlock();
    }
  }

  private <R> R inTurn(PreparedCore.Call<R> call) throws SQLException {
    try {
      return core.execute(call);
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  ResultSet executeQuery() throws SQLException {
    session.sending().lock();
    try {
      return Objects.requireNonNull(results.wrap(inTurn(PreparedStatement::executeQuery)));
    } finally {
      session.sending().unlock();
    }
  }

  void addBatch() throws SQLException {
    session.sending().lock();
    try {
      RoutineCall call = call();
      if (call != null && call.givesBack()) {
        throw new TenantCryptException(
            ErrorCode.TC003,
            "A call of "
                + call.routine()
                + " gives parameters back, which a batch cannot. Execute each call.");
      }
      core.addBatch();
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    } finally {
      session.sending().unlock();
    }
  }

  void clearBatch() throws SQLException {
    core.clearBatch();
  }

  <R> R executeBatch(PreparedCore.Call<R> call) throws SQLException {
    session.sending().lock();
    try {
      return core.executeBatch(call);
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    } finally {
      session.sending().unlock();
    }
  }

  void clearParameters() throws SQLException {
    core.clearParameters();
  }

  @Nullable ResultSetMetaData metaData() throws SQLException {
    ResultSetMetaData raw = described().getMetaData();
    if (raw == null) {
      return null;
    }
    List<OutputColumn> outputs =
        core.route().plan() instanceof StatementPlan.Protected plan ? plan.outputs() : null;
    return new CryptResultSetMetaData(raw, outputs, session);
  }

  ParameterMetaData parameterMetaData() throws SQLException {
    return new CryptParameterMetaData(
        described().getParameterMetaData(), core.route().slots(), call(), session);
  }

  @Nullable ResultSet resultSet() throws SQLException {
    core.requireOpen();
    PreparedStatement existing = core.existing();
    return existing == null ? null : results.wrap(existing.getResultSet());
  }

  @Nullable ResultSet generatedKeys() throws SQLException {
    return results.wrapKeys(real().getGeneratedKeys());
  }

  boolean moreResults(int current) throws SQLException {
    boolean more = real().getMoreResults(current);
    results.further();
    return more;
  }

  Connection connection() throws SQLException {
    core.requireOpen();
    return connection;
  }

  void cancel() throws SQLException {
    session.requireLive();
    PreparedStatement existing = core.existing();
    if (existing != null) {
      existing.cancel();
    }
  }

  void close() throws SQLException {
    core.close();
  }

  boolean isClosed() throws SQLException {
    return core.isClosed();
  }

  <T> T handOut(T value) throws SQLException {
    return CryptArray.handOut(session, value);
  }

  <T> T unwrap(Class<T> type) throws SQLException {
    JdbcSettings own = session.settings();
    return Unwrapping.unwrap(self, own.allowUnwrap() ? real() : self, type, own);
  }

  boolean isWrapperFor(Class<?> type) throws SQLException {
    JdbcSettings own = session.settings();
    return Unwrapping.wraps(self, own.allowUnwrap() ? real() : self, type, own);
  }
}
