package io.tenantcrypt.it.surface;

import com.mchange.v2.c3p0.AbstractConnectionCustomizer;
import com.mchange.v2.c3p0.C3P0Registry;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** C3P0's way to an init SQL. */
public final class InitSqlCustomizer extends AbstractConnectionCustomizer {

  static final String SQL = "initSql";

  /** For C3P0. */
  public InitSqlCustomizer() {}

  @Override
  public void onAcquire(Connection connection, @Nullable String token) throws SQLException {
    Object sql = C3P0Registry.extensionsForToken(token).get(SQL);
    PooledDatabase.run(connection, String.valueOf(sql));
  }
}
