package io.tenantcrypt.jdbc;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.protect.CellLook;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;

/**
 * Looks at the values of result columns that the policy says hold no cells: what a routine selects
 * nobody has analysed. For one thread.
 */
final class PromisedColumns {

  private enum Kind {
    BYTES,
    TEXT,
    /** No value of the type can hold a cell. */
    NEITHER
  }

  private final ResultSet raw;
  private final Kind[] kinds;

  PromisedColumns(ResultSet raw) throws SQLException {
    this.raw = raw;
    ResultSetMetaData columns = raw.getMetaData();
    kinds = new Kind[columns.getColumnCount()];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = kind(columns.getColumnType(i + 1));
    }
  }

  private static Kind kind(int type) {
    return switch (type) {
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Kind.BYTES;
      case Types.BIT,
          Types.BOOLEAN,
          Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.NUMERIC,
          Types.DECIMAL,
          Types.DATE,
          Types.TIME,
          Types.TIMESTAMP,
          Types.TIME_WITH_TIMEZONE,
          Types.TIMESTAMP_WITH_TIMEZONE ->
          Kind.NEITHER;
      default -> Kind.TEXT;
    };
  }

  /** Requires that the current value of a column is no cell. */
  void requireNone(int column) throws SQLException {
    boolean cell =
        switch (kinds[column - 1]) {
          case BYTES -> {
            byte[] value = raw.getBytes(column);
            yield value != null && CellLook.isCell(value);
          }
          case TEXT -> {
            String value = raw.getString(column);
            yield value != null && CellLook.holdsCell(value);
          }
          case NEITHER -> false;
        };
    if (cell) {
      throw SqlExceptions.of(
          new TenantCryptException(
              ErrorCode.TC002,
              "Column "
                  + column
                  + " of the routine's result gave a cell, and the policy says that it holds none."
                  + " Name the protected column under results in the policy."));
    }
  }
}
