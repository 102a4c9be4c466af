package io.tenantcrypt.jdbc.delegate;

import java.sql.CallableStatement;
import java.sql.SQLException;

/** A registration of an OUT parameter, to be made at a position of a statement. */
@FunctionalInterface
public interface Registration {

  /** Makes it. */
  void on(CallableStatement statement, int position) throws SQLException;
}
