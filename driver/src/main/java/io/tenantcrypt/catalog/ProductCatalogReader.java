package io.tenantcrypt.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads the catalog of each connection as its product's is read. */
public final class ProductCatalogReader implements CatalogReader {

  private final CatalogReader postgres = new PostgresCatalogReader();

  /** A reader; it holds nothing. */
  public ProductCatalogReader() {}

  @Override
  public CatalogSnapshot read(Connection connection, long version) throws SQLException {
    return of(connection).read(connection, version);
  }

  @Override
  public CatalogSnapshot readWithin(Connection connection, long version) throws SQLException {
    return of(connection).readWithin(connection, version);
  }

  @Override
  public @Nullable String fingerprint(Connection connection) throws SQLException {
    return of(connection).fingerprint(connection);
  }

  private CatalogReader of(Connection connection) throws SQLException {
    return postgres;
  }
}
