package io.tenantcrypt.jdbc.delegate;

import java.sql.SQLException;
import java.sql.Statement;

/** Something done to a statement. */
@FunctionalInterface
public interface StatementAction<D extends Statement> {

  /** Does it. */
  void apply(D statement) throws SQLException;
}
