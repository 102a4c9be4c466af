package io.tenantcrypt.it.stub;

import io.tenantcrypt.it.stub.Stub.Answer;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Canned rows. Arrays are handed out as they are: nothing is copied that a caller might count. */
public abstract class StubRows implements ResultSet {

  private final StubStatement statement;
  private final Answer answer;
  private final List<Object[]> rows;
  private int row = -1;
  private boolean wasNull;
  private boolean closed;

  /** Called by the completed class only. */
  protected StubRows(StubStatement statement, Answer answer, List<Object[]> rows) {
    this.statement = statement;
    this.answer = answer;
    this.rows = rows;
  }

  private @Nullable Object value(int column) {
    Object value = rows.get(row)[column - 1];
    wasNull = value == null;
    return value;
  }

  @Override
  public boolean next() {
    row++;
    return row < rows.size();
  }

  @Override
  public boolean wasNull() {
    return wasNull;
  }

  @Override
  public int findColumn(String label) throws SQLException {
    int index = answer.columns().indexOf(label);
    if (index < 0) {
      throw new SQLException("no column " + label);
    }
    return index + 1;
  }

  @Override
  public @Nullable Object getObject(int column) {
    return value(column);
  }

  @Override
  public <T> @Nullable T getObject(int column, Class<T> type) {
    return type.cast(value(column));
  }

  @Override
  public @Nullable String getString(int column) {
    Object value = value(column);
    return value == null ? null : value.toString();
  }

  @Override
  public @Nullable String getString(String label) throws SQLException {
    return getString(findColumn(label));
  }

  @Override
  public byte @Nullable [] getBytes(int column) {
    return (byte[]) value(column);
  }

  @Override
  public boolean getBoolean(int column) {
    return value(column) instanceof Boolean value && value;
  }

  @Override
  public int getInt(int column) {
    return value(column) instanceof Number number ? number.intValue() : 0;
  }

  @Override
  public long getLong(int column) {
    return value(column) instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public double getDouble(int column) {
    return value(column) instanceof Number number ? number.doubleValue() : 0;
  }

  @Override
  public @Nullable Date getDate(int column) {
    return (Date) value(column);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column) {
    return (Timestamp) value(column);
  }

  @Override
  public ResultSetMetaData getMetaData() {
    return Completed.labels(answer);
  }

  @Override
  public Statement getStatement() {
    return statement;
  }

  @Override
  public @Nullable SQLWarning getWarnings() {
    return null;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }
}
