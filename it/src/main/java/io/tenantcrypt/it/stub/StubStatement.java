package io.tenantcrypt.it.stub;

import io.tenantcrypt.it.stub.Stub.Answer;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLWarning;
import java.sql.Timestamp;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A prepared statement in memory: takes values and gives its canned answer. */
public abstract class StubStatement implements PreparedStatement {

  private static final int MOST_PARAMETERS = 64;

  private final StubConnection connection;
  private final Answer answer;
  private @Nullable Object @Nullable [] values;
  private long lastNumber;
  private int batched;
  private boolean closed;

  /** Called by the completed class only. */
  protected StubStatement(StubConnection connection, Answer answer) {
    this.connection = connection;
    this.answer = answer;
  }

  private void keep(int index, @Nullable Object value) {
    if (values == null) {
      values = new Object[MOST_PARAMETERS];
    }
    values[index - 1] = value;
  }

  private @Nullable Object first() {
    return values == null ? null : values[0];
  }

  /** The last number that was bound; keeps the setters from being optimised away. */
  public long lastNumber() {
    return lastNumber;
  }

  @Override
  public void setBoolean(int index, boolean value) {
    lastNumber = value ? 1 : 0;
  }

  @Override
  public void setInt(int index, int value) {
    lastNumber = value;
  }

  @Override
  public void setLong(int index, long value) {
    lastNumber = value;
  }

  @Override
  public void setShort(int index, short value) {
    lastNumber = value;
  }

  @Override
  public void setString(int index, @Nullable String value) {
    keep(index, value);
  }

  @Override
  public void setBytes(int index, byte @Nullable [] value) {
    keep(index, value);
  }

  @Override
  public void setObject(int index, @Nullable Object value) {
    keep(index, value);
  }

  @Override
  public void setDate(int index, @Nullable Date value) {
    keep(index, value);
  }

  @Override
  public void setTimestamp(int index, @Nullable Timestamp value) {
    keep(index, value);
  }

  @Override
  public void setObject(int index, @Nullable Object value, int type) {
    keep(index, value);
  }

  @Override
  public void setNull(int index, int type) {
    keep(index, null);
  }

  @Override
  public void clearParameters() {
    if (values != null) {
      Arrays.fill(values, null);
    }
  }

  @Override
  public ResultSet executeQuery() {
    return Completed.rows(this, answer, answer.rowsFor(first()));
  }

  @Override
  public int executeUpdate() {
    return 1;
  }

  @Override
  public boolean execute() {
    return answer.isQuery();
  }

  @Override
  public @Nullable ResultSet getResultSet() {
    return answer.isQuery() ? Completed.rows(this, answer, answer.rowsFor(first())) : null;
  }

  @Override
  public int getUpdateCount() {
    return answer.isQuery() ? -1 : 1;
  }

  @Override
  public boolean getMoreResults() {
    return false;
  }

  @Override
  public void addBatch() {
    batched++;
  }

  @Override
  public int[] executeBatch() {
    int[] counts = new int[batched];
    Arrays.fill(counts, 1);
    batched = 0;
    return counts;
  }

  @Override
  public Connection getConnection() {
    return connection;
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
