package io.tenantcrypt.admin;

import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Product;
import io.tenantcrypt.catalog.RelationName;
import java.util.regex.Pattern;

/** The statements that make a table fit the policy, as each database wants them. */
final class TenancyFix {

  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  /** As long as a tenant's id can be. */
  private static final String TYPE = "varchar(63)";

  private final Product product;

  TenancyFix(Product product) {
    this.product = product;
  }

  /** A tenancy column where there is none. */
  String add(RelationName table, String column) {
    return "ALTER TABLE "
        + name(table)
        + " ADD COLUMN "
        + quote(column)
        + " "
        + exactType()
        + "; then fill it, and set it NOT NULL";
  }

  /** A tenancy column that tells any two ids apart. */
  String retype(RelationName table, ColumnInfo column) {
    String name = quote(column.name());
    String alter = "ALTER TABLE " + name(table);
    return switch (product) {
      case POSTGRESQL -> alter + " ALTER COLUMN " + name + " TYPE " + exactType();
      case MARIADB, MYSQL ->
          alter + " MODIFY " + name + " " + exactType() + (column.notNull() ? " NOT NULL" : "");
      case H2 -> alter + " ALTER COLUMN " + name + " SET DATA TYPE " + exactType();
    };
  }

  /** A primary key. */
  String primaryKey(RelationName table) {
    return "ALTER TABLE " + name(table) + " ADD PRIMARY KEY (…)";
  }

  private String exactType() {
    return switch (product) {
      case POSTGRESQL -> TYPE + " COLLATE \"C\"";
      case MARIADB, MYSQL -> TYPE + " CHARACTER SET ascii COLLATE ascii_bin";
      case H2 -> TYPE;
    };
  }

  private String name(RelationName table) {
    return quote(table.schema()) + "." + quote(table.name());
  }

  private String quote(String name) {
    if (PLAIN.matcher(name).matches()) {
      return name;
    }
    String mark = product == Product.MARIADB || product == Product.MYSQL ? "`" : "\"";
    return mark + name.replace(mark, mark + mark) + mark;
  }
}
