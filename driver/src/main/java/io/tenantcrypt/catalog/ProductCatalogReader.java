package io.tenantcrypt.catalog;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads the catalog of each connection as its product's is read. */
public final class ProductCatalogReader implements CatalogReader {

  private final CatalogReader postgres = new PostgresCatalogReader();
  private final CatalogReader mysql = new MysqlCatalogReader();
  private final CatalogReader h2 = new H2CatalogReader();

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
    Product product = Product.of(connection).orElseThrow(ProductCatalogReader::unknown);
    return switch (product) {
      case POSTGRESQL -> postgres;
      case MARIADB, MYSQL -> mysql;
      case H2 -> h2;
    };
  }

  private static TenantCryptException unknown() {
    return new TenantCryptException(
        ErrorCode.TC040, "The catalog of this database cannot be read in this version.");
  }
}
