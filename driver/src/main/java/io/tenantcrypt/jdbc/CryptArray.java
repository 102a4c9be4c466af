package io.tenantcrypt.jdbc;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.jdbc.delegate.DelegatingArray;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** An array whose results do not lead to the real connection. */
final class CryptArray extends DelegatingArray {

  private final Session session;
  private final Array raw;

  private CryptArray(Session session, Array raw) {
    this.session = session;
    this.raw = raw;
  }

  /** An object of the real driver as the application may have it. */
  @SuppressWarnings("unchecked")
  static <T> T handOut(Session session, T value) throws SQLException {
    if (value instanceof Array array) {
      return (T) new CryptArray(session, array);
    }
    if (value instanceof ResultSet || value instanceof Statement || value instanceof Connection) {
      throw SqlExceptions.of(
          ErrorCode.TC003,
          "A column holds a cursor or another result, which nobody has analysed. FETCH from the"
              + " cursor by a statement of its own.");
    }
    return value;
  }

  @Override
  protected Array delegate() {
    return raw;
  }

  @Override
  protected ResultSet result(ResultSet result) {
    return new CryptResultSet(session, null, result, null, null);
  }

  /** The real driver's text: drivers read foreign arrays by it. */
  @Override
  public String toString() {
    return raw.toString();
  }
}
