package io.tenantcrypt.it.stub;

import io.tenantcrypt.it.stub.Stub.Answer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Prepares registered statements in memory; completed so that all else goes to the real one. */
public abstract class StubConnection implements Connection {

  /** What answers everything that is not registered. */
  protected final Connection real;

  private final Stub stub;

  /** Called by the completed class only. */
  protected StubConnection(Stub stub, Connection real) {
    this.stub = stub;
    this.real = real;
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    Answer answer = stub.find(sql);
    return answer == null ? real.prepareStatement(sql) : Completed.statement(this, answer);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    Answer answer = stub.find(sql);
    return answer == null
        ? real.prepareStatement(sql, type, concurrency)
        : Completed.statement(this, answer);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    Answer answer = stub.find(sql);
    return answer == null
        ? real.prepareStatement(sql, type, concurrency, holdability)
        : Completed.statement(this, answer);
  }
}
