package io.tenantcrypt.jdbc;

import io.tenantcrypt.catalog.Product;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.Connection;
import java.sql.SQLException;

/** Asks each connection as its product is asked. */
public final class ProductReadingStateReader implements ReadingStateReader {

  private final ReadingStateReader postgres = new PostgresReadingStateReader();
  private final ReadingStateReader mysql = new MysqlReadingStateReader();
  private final ReadingStateReader h2 = new H2ReadingStateReader();

  /** A reader; it holds nothing. */
  public ProductReadingStateReader() {}

  @Override
  public ReadingState read(Connection raw, boolean inTransaction) throws SQLException {
    Product product = Product.of(raw).orElseThrow(ProductReadingStateReader::unknown);
    return switch (product) {
      case POSTGRESQL -> postgres.read(raw, inTransaction);
      case MARIADB, MYSQL -> mysql.read(raw, inTransaction);
      case H2 -> h2.read(raw, inTransaction);
    };
  }

  private static TenantCryptException unknown() {
    return new TenantCryptException(
        ErrorCode.TC040, "Statements for this database cannot be analysed in this version.");
  }
}
