package io.tenantcrypt.jdbc;

import io.tenantcrypt.codec.Form;
import io.tenantcrypt.jdbc.delegate.Binding;
import io.tenantcrypt.jdbc.delegate.DelegatingPreparedStatement;
import io.tenantcrypt.jdbc.delegate.KeyRequest;
import io.tenantcrypt.jdbc.delegate.StatementAction;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A prepared statement under a plan. For one thread at a time, but for {@link #cancel}. */
final class CryptPreparedStatement extends DelegatingPreparedStatement<PreparedStatement> {

  private final PreparedSurface surface;

  CryptPreparedStatement(
      CryptConnection connection,
      Session session,
      String sql,
      Judged judged,
      Shape shape,
      PreparedCore.Preparation preparation)
      throws SQLException {
    surface = new PreparedSurface(connection, session, this, sql, judged, shape, preparation);
  }

  @Override
  protected PreparedStatement delegate() throws SQLException {
    return surface.real();
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
