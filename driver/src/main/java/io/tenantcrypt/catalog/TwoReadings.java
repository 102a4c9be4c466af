package io.tenantcrypt.catalog;

import java.sql.SQLException;

/**
 * Reads a catalog that no transaction holds still until two readings one after the other agree, so
 * that no definition fell between the queries of the last.
 */
final class TwoReadings {

  private static final int ATTEMPTS = 5;

  /** One reading, query by query. */
  @FunctionalInterface
  interface Attempt {
    CatalogSnapshot read() throws SQLException;
  }

  private TwoReadings() {}

  static CatalogSnapshot agreed(Attempt attempt) throws SQLException {
    CatalogSnapshot before = attempt.read();
    for (int i = 1; i < ATTEMPTS; i++) {
      CatalogSnapshot after = attempt.read();
      if (after.sameContent(before)) {
        return after;
      }
      before = after;
    }
    throw new SQLException(
        "The catalog changed during each of " + ATTEMPTS + " readings; try again.", "40001");
  }
}
