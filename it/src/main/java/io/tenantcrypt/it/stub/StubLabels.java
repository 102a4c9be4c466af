package io.tenantcrypt.it.stub;

import io.tenantcrypt.it.stub.Stub.Answer;
import java.sql.ResultSetMetaData;

/** The labels of canned rows. */
public abstract class StubLabels implements ResultSetMetaData {

  private final Answer answer;

  /** Called by the completed class only. */
  protected StubLabels(Answer answer) {
    this.answer = answer;
  }

  @Override
  public int getColumnCount() {
    return answer.columns().size();
  }

  @Override
  public String getColumnLabel(int column) {
    return answer.columns().get(column - 1);
  }

  @Override
  public String getColumnName(int column) {
    return answer.columns().get(column - 1);
  }
}
