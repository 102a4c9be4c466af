package io.tenantcrypt.jdbc;

import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Asks a PostgreSQL session how it reads text. */
public final class PostgresReadingStateReader implements ReadingStateReader {

  private static final String STATE =
      """
      SELECT pg_catalog.current_schemas(true),
        pg_catalog.current_setting('standard_conforming_strings') = 'on'
      """;

  /** A reader; it holds nothing. */
  public PostgresReadingStateReader() {}

  @Override
  public ReadingState read(Connection raw, boolean inTransaction) throws SQLException {
    try (Statement statement = raw.createStatement()) {
      if (inTransaction && snapshotForGood(statement)) {
        throw new TenantCryptException(
            ErrorCode.TC003,
            "The search path or the role was changed inside a REPEATABLE READ or SERIALIZABLE"
                + " transaction. Reading it back would fix the transaction's snapshot: change it"
                + " before the transaction begins.");
      }
      try (ResultSet row = statement.executeQuery(STATE)) {
        row.next();
        Array schemas = row.getArray(1);
        return new ReadingState(
            List.of((String[]) schemas.getArray()), new Reading.Postgres(row.getBoolean(2)));
      }
    }
  }

  /** SHOW takes no snapshot, as a query would. */
  private static boolean snapshotForGood(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SHOW transaction_isolation")) {
      row.next();
      return !row.getString(1).startsWith("read ");
    }
  }
}
