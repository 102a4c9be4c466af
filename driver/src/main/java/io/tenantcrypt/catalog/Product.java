package io.tenantcrypt.catalog;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** The database products whose statements can be analysed. */
public enum Product {
  POSTGRESQL("PostgreSQL"),
  MARIADB("MariaDB"),
  MYSQL("MySQL"),
  H2("H2");

  /** What PostgreSQL calls sessions of the runtime's own: nothing of an application's is sent there. */
  public static final String OWN_SESSION = "tenantcrypt-own";

  private final String label;

  Product(String label) {
    this.label = label;
  }

  /**
   * The product behind a connection; empty for one that is not known. MySQL Connector/J calls
   * MariaDB "MySQL", so the version is looked at too.
   *
   * @throws SQLException as the real driver throws it
   */
  public static Optional<Product> of(Connection connection) throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    String name = String.valueOf(metaData.getDatabaseProductName());
    for (Product product : values()) {
      if (product.label.equals(name)) {
        boolean mariaDb =
            product == MYSQL
                && String.valueOf(metaData.getDatabaseProductVersion())
                    .toLowerCase(Locale.ROOT)
                    .contains("mariadb");
        return Optional.of(mariaDb ? MARIADB : product);
      }
    }
    return Optional.empty();
  }

  /** The name that its own driver gives it. */
  public String label() {
    return label;
  }
}
