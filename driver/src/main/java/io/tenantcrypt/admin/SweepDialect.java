package io.tenantcrypt.admin;

import io.tenantcrypt.catalog.Product;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.policy.ColumnPolicy.Storage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** In what the databases whose cells are swept differ. */
enum SweepDialect {

  /** PostgreSQL. */
  POSTGRESQL('"') {
    private static final Map<String, KeyKind> KINDS =
        Map.of(
            "smallint", KeyKind.INTEGER,
            "integer", KeyKind.INTEGER,
            "bigint", KeyKind.INTEGER,
            "numeric", KeyKind.DECIMAL,
            "text", KeyKind.TEXT,
            "character varying", KeyKind.TEXT,
            "uuid", KeyKind.UUIDS,
            "bytea", KeyKind.BYTES,
            "boolean", KeyKind.BOOLEAN,
            "date", KeyKind.DATE);

    /** What has no class of its own here goes to the server and back as its own text. */
    @Override
    Optional<KeyKind> kind(String type) {
      return switch (type) {
        case "timestamp without time zone" -> Optional.of(KeyKind.TIMESTAMP);
        case "timestamp with time zone" -> Optional.of(KeyKind.INSTANT);
        default -> Optional.of(KINDS.getOrDefault(type, KeyKind.SERVER_TEXT));
      };
    }

    @Override
    String head(String column, Storage storage, int length) {
      return storage == Storage.TEXT
          ? "convert_to(left(" + column + ", " + length + "), 'UTF8')"
          : "substring(" + column + " from 1 for " + length + ")";
    }

    @Override
    String same(String column, Storage storage) {
      // By bytes, whatever the column's collation takes for equal.
      String bytes = storage == Storage.TEXT ? " collate \"C\"" : "";
      return column + bytes + " is not distinct from coalesce(?, " + column + ")";
    }

    @Override
    boolean comparesRows() {
      return true;
    }

    @Override
    String lockingFree() {
      return " for no key update skip locked";
    }

    @Override
    void prepare(Connection raw, Duration wait) {
      // Each transaction sets what it needs.
    }

    @Override
    void begin(Statement statement, Duration wait) throws SQLException {
      statement.execute("set local lock_timeout = " + wait.toMillis());
    }

    /** Serialization failure, deadlock, lock not available. */
    @Override
    boolean contended(String state, int code) {
      return state.equals("40001") || state.equals("40P01") || state.equals("55P03");
    }
  },

  /** MariaDB and MySQL, through the driver of either. */
  MYSQL('`') {
    private static final Map<String, KeyKind> KINDS =
        Map.of(
            "bigint unsigned", KeyKind.DECIMAL,
            "decimal", KeyKind.DECIMAL,
            "char", KeyKind.TEXT,
            "varchar", KeyKind.TEXT,
            "uuid", KeyKind.TEXT,
            "binary", KeyKind.BYTES,
            "varbinary", KeyKind.BYTES,
            "date", KeyKind.DATE,
            "datetime", KeyKind.TIMESTAMP);

    private static final Set<String> INTEGERS =
        Set.of("tinyint", "smallint", "mediumint", "int", "bigint");

    /** Not timestamp, of which an hour of the session's zone can mean two; nor enum and float. */
    @Override
    Optional<KeyKind> kind(String type) {
      KeyKind known = KINDS.get(type);
      String signed = type.replace(" unsigned", "");
      return known == null && INTEGERS.contains(signed)
          ? Optional.of(KeyKind.INTEGER)
          : Optional.ofNullable(known);
    }

    @Override
    String head(String column, Storage storage, int length) {
      String head = "left(" + column + ", " + length + ")";
      return storage == Storage.TEXT ? "cast(" + head + " as binary)" : head;
    }

    @Override
    String same(String column, Storage storage) {
      String given = "coalesce(?, " + column + ")";
      return storage == Storage.TEXT
          ? "cast(" + column + " as binary) <=> cast(" + given + " as binary)"
          : column + " <=> " + given;
    }

    @Override
    boolean comparesRows() {
      return false; // it would, but without the index
    }

    @Override
    void prepare(Connection raw, Duration wait) throws SQLException {
      try (Statement statement = raw.createStatement()) {
        statement.execute(
            "set session innodb_lock_wait_timeout = " + Math.max(1, wait.toSeconds()));
      }
    }

    @Override
    void begin(Statement statement, Duration wait) {
      // The session waits no longer.
    }

    /** Deadlock, lock wait timeout. */
    @Override
    boolean contended(String state, int code) {
      return code == 1213 || code == 1205;
    }
  },

  /** H2. */
  H2('"') {
    private static final Map<String, KeyKind> KINDS =
        Map.of(
            "tinyint", KeyKind.INTEGER,
            "smallint", KeyKind.INTEGER,
            "integer", KeyKind.INTEGER,
            "bigint", KeyKind.INTEGER,
            "numeric", KeyKind.DECIMAL,
            "character varying", KeyKind.TEXT,
            "uuid", KeyKind.UUIDS,
            "binary varying", KeyKind.BYTES,
            "boolean", KeyKind.BOOLEAN,
            "date", KeyKind.DATE);

    @Override
    Optional<KeyKind> kind(String type) {
      return switch (type) {
        case "timestamp" -> Optional.of(KeyKind.TIMESTAMP);
        case "timestamp with time zone" -> Optional.of(KeyKind.INSTANT);
        default -> Optional.ofNullable(KINDS.get(type));
      };
    }

    @Override
    String head(String column, Storage storage, int length) {
      return storage == Storage.TEXT
          ? "cast(left(" + column + ", " + length + ") as varbinary)"
          : "substring(" + column + " from 1 for " + length + ")";
    }

    @Override
    String same(String column, Storage storage) {
      String given = "coalesce(?, " + column + ")";
      return storage == Storage.TEXT
          ? "cast("
              + column
              + " as varbinary) is not distinct from cast("
              + given
              + " as varbinary)"
          : column + " is not distinct from " + given;
    }

    @Override
    boolean comparesRows() {
      return false;
    }

    @Override
    void prepare(Connection raw, Duration wait) throws SQLException {
      try (Statement statement = raw.createStatement()) {
        statement.execute("set lock_timeout " + wait.toMillis());
      }
    }

    @Override
    void begin(Statement statement, Duration wait) {
      // The session waits no longer.
    }

    /** Deadlock, lock timeout. */
    @Override
    boolean contended(String state, int code) {
      return state.equals("40001") || state.equals("HYT00");
    }
  };

  private final String quote;

  SweepDialect(char quote) {
    this.quote = String.valueOf(quote);
  }

  /**
   * The dialect of the database behind a connection.
   *
   * @throws TenantCryptException TC040 for a product that is not known
   */
  static SweepDialect of(Connection raw) throws SQLException {
    Product product =
        Product.of(raw)
            .orElseThrow(
                () ->
                    new TenantCryptException(
                        ErrorCode.TC040,
                        "Cells can be sealed anew on PostgreSQL, MariaDB, MySQL and H2 only."));
    return switch (product) {
      case POSTGRESQL -> POSTGRESQL;
      case MARIADB, MYSQL -> MYSQL;
      case H2 -> H2;
    };
  }

  /** A name in quotes. */
  String quote(String name) {
    return quote + name.replace(quote, quote + quote) + quote;
  }

  /** How a key column of a type of the catalog is handled; empty if it is not. */
  abstract Optional<KeyKind> kind(String type);

  /** The first bytes of a cell, as bytes; the length in the column's own units. */
  abstract String head(String column, Storage storage, int length);

  /** Whether a column still has the value of a parameter, byte for byte; NULL stands for any. */
  abstract String same(String column, Storage storage);

  /** Whether keys of several columns are compared as rows. */
  abstract boolean comparesRows();

  /** The end of a SELECT that locks rows as an UPDATE of their cells does, and waits for none. */
  String lockingFree() {
    return " for update skip locked";
  }

  /** Makes a session wait no longer for a lock. */
  abstract void prepare(Connection raw, Duration wait) throws SQLException;

  /** The same at the begin of each transaction. */
  abstract void begin(Statement statement, Duration wait) throws SQLException;

  /** Whether an SQLState or code says that somebody else was at the rows. */
  abstract boolean contended(String state, int code);

  /** Whether a failure is of one row: a constraint, or an exception that a trigger raised. */
  boolean isRefusedRow(SQLException failure) {
    for (SQLException e = failure; e != null; e = e.getNextException()) {
      String state = String.valueOf(e.getSQLState());
      if (state.startsWith("23") || state.equals("P0001") || state.equals("45000")) {
        return true;
      }
    }
    return failure.getCause() instanceof SQLException cause && isRefusedRow(cause);
  }

  /** Whether a failure means that somebody else was at the rows. */
  boolean isContended(SQLException failure) {
    for (SQLException e = failure; e != null; e = e.getNextException()) {
      if (contended(String.valueOf(e.getSQLState()), e.getErrorCode())) {
        return true;
      }
    }
    return failure.getCause() instanceof SQLException cause && isContended(cause);
  }
}
