package io.tenantcrypt.jdbc;

import io.tenantcrypt.codec.Connector;
import io.tenantcrypt.jdbc.delegate.DelegatingResultSetMetaData;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.policy.LogicalType;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says of protected columns what they are to the application. */
final class CryptResultSetMetaData extends DelegatingResultSetMetaData {

  private final ResultSetMetaData raw;
  private final @Nullable List<OutputColumn> outputs;
  private final Session session;

  CryptResultSetMetaData(
      ResultSetMetaData raw, @Nullable List<OutputColumn> outputs, Session session) {
    this.raw = raw;
    this.outputs = outputs;
    this.session = session;
  }

  @Override
  protected ResultSetMetaData delegate() {
    return raw;
  }

  private @Nullable LogicalType type(int column) {
    return outputs != null
            && column >= 1
            && column <= outputs.size()
            && outputs.get(column - 1) instanceof OutputColumn.Cell cell
        ? cell.column().type()
        : null;
  }

  private @Nullable LogicalTypes logical(int column) throws SQLException {
    LogicalType type = type(column);
    return type == null ? null : LogicalTypes.of(type, session.connector());
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    LogicalType type = type(column);
    if (type == null) {
      return raw.getColumnClassName(column);
    }
    Class<?> given = session.connector().objectClass(type);
    // MariaDB Connector/J spells an array as one writes it.
    return session.connector() == Connector.MARIADB ? given.getTypeName() : given.getName();
  }

  @Override
  public int getColumnDisplaySize(int column) throws SQLException {
    LogicalTypes type = logical(column);
    return type == null ? raw.getColumnDisplaySize(column) : type.displaySize();
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    LogicalTypes type = logical(column);
    return type == null ? raw.getColumnType(column) : type.sqlType();
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    LogicalTypes type = logical(column);
    return type == null ? raw.getColumnTypeName(column) : type.typeName();
  }

  @Override
  public int getPrecision(int column) throws SQLException {
    LogicalTypes type = logical(column);
    return type == null ? raw.getPrecision(column) : type.precision();
  }

  @Override
  public int getScale(int column) throws SQLException {
    LogicalTypes type = logical(column);
    return type == null ? raw.getScale(column) : type.scale();
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    LogicalTypes type = logical(column);
    return type == null ? raw.isSigned(column) : type.signed();
  }

  @Override
  public boolean isCaseSensitive(int column) throws SQLException {
    LogicalTypes type = logical(column);
    return type == null ? raw.isCaseSensitive(column) : type.caseSensitive();
  }

  /** A randomized cell cannot be searched for. */
  @Override
  public boolean isSearchable(int column) throws SQLException {
    return logical(column) == null && raw.isSearchable(column);
  }

  @Override
  public boolean isCurrency(int column) throws SQLException {
    return logical(column) == null && raw.isCurrency(column);
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Unwrapping.unwrap(this, raw, type, session.settings());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return Unwrapping.wraps(this, raw, type, session.settings());
  }
}
