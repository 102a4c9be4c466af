package io.tenantcrypt.jdbc;

import io.tenantcrypt.codec.Form;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.delegate.Binding;
import io.tenantcrypt.jdbc.delegate.DelegatingCallableStatement;
import io.tenantcrypt.jdbc.delegate.KeyRequest;
import io.tenantcrypt.jdbc.delegate.Registration;
import io.tenantcrypt.jdbc.delegate.StatementAction;
import io.tenantcrypt.plan.RoutineCall;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call of a routine: of one that the policy describes, whose parameters are sealed and opened, or
 * of one that touches nothing protected, whose parameters are the real driver's matter.
 */
final class CryptCallableStatement extends DelegatingCallableStatement {

  private final PreparedSurface surface;
  private final Session session;

  CryptCallableStatement(
      CryptConnection connection,
      Session session,
      String sql,
      Judged judged,
      Shape shape,
      PreparedCore.Preparation preparation)
      throws SQLException {
    surface = new PreparedSurface(connection, session, this, sql, judged, shape, preparation);
    this.session = session;
    surface.requireCallable();
  }

  /** The parameters of a described call; null where there is nothing to say of them. */
  private @Nullable OutParameters parameters() {
    RoutineCall call = surface.call();
    return call == null ? null : new OutParameters(session, call);
  }

  @Override
  protected CallableStatement delegate() throws SQLException {
    return (CallableStatement) surface.real();
  }

  @Override
  protected int named(String name) throws SQLException {
    OutParameters parameters = parameters();
    if (parameters == null) {
      return 0;
    }
    try {
      return parameters.named(name);
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  @Override
  protected int out(int index) throws SQLException {
    OutParameters parameters = parameters();
    if (parameters == null) {
      return index;
    }
    try {
      return parameters.passing(index, delegate(), surface.tenant());
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  @Override
  protected @Nullable Object read(int index, Form form, @Nullable Object hint) throws SQLException {
    try {
      return Objects.requireNonNull(parameters())
          .read(index, delegate(), surface.tenant(), form, hint);
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  /** As a setting: it is made again on each real statement that comes to stand behind this one. */
  @Override
  protected void register(int index, Registration asked) throws SQLException {
    try {
      OutParameters parameters = parameters();
      if (parameters != null) {
        parameters.registered(index, asked);
        delegate(); // so that what the real driver objects to, it does now
      }
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
    surface.setting("registerOutParameter " + index, statement -> apply(index, asked, statement));
  }

  private void apply(int index, Registration asked, Statement statement) throws SQLException {
    OutParameters parameters = parameters();
    CallableStatement real = (CallableStatement) statement;
    if (parameters == null) {
      asked.on(real, index);
    } else {
      parameters.registered(index, asked).on(real, parameters.position(index));
    }
  }

  @Override
  protected <T> T handOut(T value) throws SQLException {
    return surface.handOut(value);
  }

  @Override
  protected void setting(String name, StatementAction<Statement> action) throws SQLException {
    surface.setting(name, action);
  }

  @Override
  protected boolean pass(int index, Binding binding) throws SQLException {
    return surface.pass(index, binding, false);
  }

  @Override
  protected boolean passOnce(int index, Binding binding) throws SQLException {
    return surface.pass(index, binding, true);
  }

  @Override
  protected void bind(
      int index, Binding binding, Form form, @Nullable Object value, @Nullable Object... hints)
      throws SQLException {
    surface.bind(index, binding, form, value, hints);
  }

  @Override
  public boolean execute() throws SQLException {
    return surface.execute(PreparedStatement::execute);
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return surface.executeQuery();
  }

  @Override
  public int executeUpdate() throws SQLException {
    return surface.execute(PreparedStatement::executeUpdate);
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return surface.execute(PreparedStatement::executeLargeUpdate);
  }

  @Override
  public void addBatch() throws SQLException {
    surface.addBatch();
  }

  @Override
  public void clearBatch() throws SQLException {
    surface.clearBatch();
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return surface.executeBatch(PreparedStatement::executeBatch);
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    return surface.executeBatch(PreparedStatement::executeLargeBatch);
  }

  @Override
  public void clearParameters() throws SQLException {
    surface.clearParameters();
  }

  @Override
  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    return surface.metaData();
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    return surface.parameterMetaData();
  }

  @Override
  public @Nullable ResultSet getResultSet() throws SQLException {
    return surface.resultSet();
  }

  @Override
  public @Nullable ResultSet getGeneratedKeys() throws SQLException {
    return surface.generatedKeys();
  }

  @Override
  public boolean getMoreResults() throws SQLException {
    return surface.moreResults(Statement.CLOSE_CURRENT_RESULT);
  }

  @Override
  public boolean getMoreResults(int current) throws SQLException {
    return surface.moreResults(current);
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    return surface.warnings();
  }

  @Override
  public void clearWarnings() throws SQLException {
    surface.clearWarnings();
  }

  @Override
  public Connection getConnection() throws SQLException {
    return surface.connection();
  }

  @Override
  public void cancel() throws SQLException {
    surface.cancel();
  }

  @Override
  public void close() throws SQLException {
    surface.close();
  }

  @Override
  public boolean isClosed() throws SQLException {
    return surface.isClosed();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return surface.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return surface.isWrapperFor(type);
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    throw PreparedSurface.textGiven();
  }

  @Override
  protected boolean executeText(String sql, KeyRequest keys) throws SQLException {
    throw PreparedSurface.textGiven();
  }

  @Override
  protected int executeUpdateText(String sql, KeyRequest keys) throws SQLException {
    throw PreparedSurface.textGiven();
  }

  @Override
  protected long executeLargeUpdateText(String sql, KeyRequest keys) throws SQLException {
    throw PreparedSurface.textGiven();
  }

  @Override
  public void addBatch(String sql) throws SQLException {
    throw PreparedSurface.textGiven();
  }
}
