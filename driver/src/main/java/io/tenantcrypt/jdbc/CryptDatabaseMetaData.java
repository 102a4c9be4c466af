package io.tenantcrypt.jdbc;

import io.tenantcrypt.jdbc.delegate.DelegatingDatabaseMetaData;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Metadata that hides the key tables and shows protected columns in their logical types. */
final class CryptDatabaseMetaData extends DelegatingDatabaseMetaData {

  private final CryptConnection connection;
  private final Session session;
  private final DatabaseMetaData raw;
  private final String url;

  CryptDatabaseMetaData(
      CryptConnection connection, Session session, DatabaseMetaData raw, String url) {
    this.connection = connection;
    this.session = session;
    this.raw = raw;
    this.url = url;
  }

  @Override
  protected DatabaseMetaData delegate() {
    return raw;
  }

  @Override
  protected ResultSet result(ResultSet rows) throws SQLException {
    return new MetaDataRows(session, rows);
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public String getURL() {
    return url;
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
