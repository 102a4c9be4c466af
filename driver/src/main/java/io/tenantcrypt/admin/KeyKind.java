package io.tenantcrypt.admin;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * How the values of a key column are read, given back to the database and written down. A value
 * that was read, written down, read again and bound is the same value to the server.
 */
enum KeyKind {
  INTEGER {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getLong(column);
    }

    @Override
    Object value(String text) {
      return Long.valueOf(text);
    }
  },
  DECIMAL {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getBigDecimal(column);
    }

    @Override
    Object value(String text) {
      return new BigDecimal(text);
    }
  },
  TEXT {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getString(column);
    }

    @Override
    Object value(String text) {
      return text;
    }
  },
  UUIDS {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getObject(column, UUID.class);
    }

    @Override
    Object value(String text) {
      return UUID.fromString(text);
    }
  },
  BYTES {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getBytes(column);
    }

    @Override
    Object value(String text) {
      return HexFormat.of().parseHex(text);
    }

    @Override
    String text(Object value) {
      return HexFormat.of().formatHex((byte[]) value);
    }
  },
  BOOLEAN {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getBoolean(column);
    }

    @Override
    Object value(String text) {
      return Boolean.valueOf(text);
    }
  },
  DATE {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getObject(column, LocalDate.class);
    }

    @Override
    Object value(String text) {
      return LocalDate.parse(text);
    }
  },
  TIMESTAMP {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getObject(column, LocalDateTime.class);
    }

    @Override
    Object value(String text) {
      return LocalDateTime.parse(text);
    }
  },
  INSTANT {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getObject(column, OffsetDateTime.class);
    }

    @Override
    Object value(String text) {
      return OffsetDateTime.parse(text);
    }
  },
  /** Any type of PostgreSQL: its server writes the value as text, and reads the text again. */
  SERVER_TEXT {
    @Override
    Object read(ResultSet row, int column) throws SQLException {
      return row.getString(column);
    }

    @Override
    Object value(String text) {
      return text;
    }

    @Override
    void bind(PreparedStatement statement, int position, Object value) throws SQLException {
      statement.setObject(position, value, Types.OTHER);
    }
  };

  /** A value of a row; key columns are not null. */
  abstract Object read(ResultSet row, int column) throws SQLException;

  /** What a text means; an exception of any kind if it means nothing. */
  abstract Object value(String text);

  /** A value as text. */
  String text(Object value) {
    return value.toString();
  }

  /** Gives a value to a statement. */
  void bind(PreparedStatement statement, int position, Object value) throws SQLException {
    statement.setObject(position, value);
  }

  /** The value of a text that {@link #text} wrote, and of no other spelling. */
  Optional<Object> parse(String text) {
    try {
      Object value = value(text);
      return text(value).equals(text) ? Optional.of(value) : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
