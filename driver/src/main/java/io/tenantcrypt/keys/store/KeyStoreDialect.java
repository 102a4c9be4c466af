package io.tenantcrypt.keys.store;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** In what the databases that can hold the key tables differ. */
public enum KeyStoreDialect {

  /** PostgreSQL. */
  POSTGRESQL("postgresql.sql", '"') {
    @Override
    void prepare(Connection connection) {
      // Its defaults are what is needed.
    }

    @Override
    void lockTables(Connection connection, Duration timeout) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("select pg_advisory_xact_lock(" + DDL_LOCK + ")");
      }
    }

    @Override
    void unlockTables(Connection connection) {
      // The end of the transaction unlocks.
    }

    /** There, "if not exists" asks for the right to make a schema first. */
    @Override
    boolean hasSchema(Connection connection, String schema) throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement("select 1 from pg_catalog.pg_namespace where nspname = ?")) {
        statement.setString(1, schema);
        try (ResultSet rows = statement.executeQuery()) {
          return rows.next();
        }
      }
    }

    @Override
    void setTime(PreparedStatement statement, int index, Optional<Instant> time)
        throws SQLException {
      if (time.isPresent()) {
        statement.setObject(index, time.get().atOffset(ZoneOffset.UTC));
      } else {
        statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
      }
    }

    @Override
    Optional<Instant> time(ResultSet rows, int column) throws SQLException {
      return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class))
          .map(OffsetDateTime::toInstant);
    }

    @Override
    Instant now(Connection connection) throws SQLException {
      return now(connection, "select clock_timestamp()");
    }

    /** Who logged in, whatever role is set: only a superuser can change that in a session. */
    @Override
    String user(Connection connection) throws SQLException {
      return text(connection, "select session_user");
    }

    @Override
    String server(Connection connection) throws SQLException {
      return text(connection, "select system_identifier from pg_control_system()");
    }

    @Override
    String database(Connection connection) throws SQLException {
      return text(connection, "select current_database()");
    }
  },

  /** MariaDB and MySQL, through the driver of either: the SQL of the key tables is the same. */
  MYSQL("mysql.sql", '`') {
    /** Without strict mode, a value that is too long would be cut without an error. */
    @Override
    void prepare(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set session sql_mode = concat('STRICT_ALL_TABLES,', @@sql_mode)");
      }
    }

    /** A lock of the session's: each statement of the DDL commits. */
    @Override
    void lockTables(Connection connection, Duration timeout) throws SQLException {
      long seconds = Math.max(1, timeout.toSeconds());
      if (!ask(connection, "select get_lock('" + DDL_LOCK_NAME + "', " + seconds + ")")) {
        throw new TenantCryptException(
            ErrorCode.TC031, "Another process is still making the key tables. Try again.");
      }
    }

    @Override
    void unlockTables(Connection connection) throws SQLException {
      if (!ask(connection, "select release_lock('" + DDL_LOCK_NAME + "')")) {
        throw new TenantCryptException(
            ErrorCode.TC031, "The lock for making the key tables was lost. Try again.");
      }
    }

    @Override
    void setTime(PreparedStatement statement, int index, Optional<Instant> time)
        throws SQLException {
      if (time.isPresent()) {
        statement.setLong(index, time.get().toEpochMilli());
      } else {
        statement.setNull(index, Types.BIGINT);
      }
    }

    @Override
    Optional<Instant> time(ResultSet rows, int column) throws SQLException {
      long millis = rows.getLong(column);
      return rows.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    @Override
    Instant now(Connection connection) throws SQLException {
      return now(connection, "select cast(unix_timestamp(sysdate(3)) * 1000 as unsigned)");
    }

    /**
     * The account that let the session in, without its host: one name from two hosts is one user.
     * Empty for the anonymous account.
     */
    @Override
    String user(Connection connection) throws SQLException {
      String account = text(connection, "select current_user()");
      int at = account.lastIndexOf('@');
      return at < 0 ? account : account.substring(0, at);
    }

    @Override
    String server(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "show variables where variable_name in ('server_uid', 'server_uuid')")) {
        return row.next() ? String.valueOf(row.getString(2)) : "";
      }
    }

    @Override
    String database(Connection connection) throws SQLException {
      return text(connection, "select database()");
    }
  },

  /**
   * H2, where the definition of a table commits too, but nothing is there to wait for. A name in
   * backticks is folded as one without quotes is, so that the schema is the one that statements
   * mean by its name.
   */
  H2("h2.sql", '`') {
    @Override
    void prepare(Connection connection) {
      // Its defaults are what is needed.
    }

    /** Who is not the first to make a table is refused, and {@link KeyStoreErrors} says: again. */
    @Override
    void lockTables(Connection connection, Duration timeout) {}

    @Override
    void unlockTables(Connection connection) {}

    @Override
    void setTime(PreparedStatement statement, int index, Optional<Instant> time)
        throws SQLException {
      POSTGRESQL.setTime(statement, index, time);
    }

    @Override
    Optional<Instant> time(ResultSet rows, int column) throws SQLException {
      return POSTGRESQL.time(rows, column);
    }

    /** The statement's time: H2 has no other. */
    @Override
    Instant now(Connection connection) throws SQLException {
      return now(connection, "select current_timestamp(3)");
    }

    @Override
    String user(Connection connection) throws SQLException {
      return text(connection, "select current_user");
    }

    /** Its file; where it is in memory, its name. */
    @Override
    String server(Connection connection) throws SQLException {
      String path = text(connection, "select database_path()");
      if (!path.isEmpty()) {
        return path;
      }
      String url = String.valueOf(connection.getMetaData().getURL());
      int settings = url.indexOf(';');
      return settings < 0 ? url : url.substring(0, settings);
    }

    @Override
    String database(Connection connection) throws SQLException {
      return server(connection);
    }
  };

  /** Held while the tables are made, so that two processes do not make them at once. */
  private static final long DDL_LOCK = 0x7463_6b65_7973_0001L;

  private static final String DDL_LOCK_NAME = "tenantcrypt.keys.ddl";

  private final String resource;
  private final char quote;

  KeyStoreDialect(String resource, char quote) {
    this.resource = resource;
    this.quote = quote;
  }

  /**
   * The dialect of the database behind a connection, by the name that its driver gives it; MySQL
   * Connector/J calls MariaDB "MySQL", which is the same dialect.
   *
   * @throws TenantCryptException TC040 if the key tables cannot be in such a database
   * @throws SQLException as the real driver throws it
   */
  public static KeyStoreDialect of(Connection connection) throws SQLException {
    String product = String.valueOf(connection.getMetaData().getDatabaseProductName());
    return switch (product) {
      case "PostgreSQL" -> POSTGRESQL;
      case "MariaDB", "MySQL" -> MYSQL;
      case "H2" -> H2;
      default ->
          throw new TenantCryptException(
              ErrorCode.TC040,
              "The key tables cannot be in a database of the product "
                  + product
                  + ", only in PostgreSQL, MariaDB, MySQL or H2. Name one in"
                  + " tenantcrypt.keyStoreUrl.");
    };
  }

  /** The resource with the statements that make the key tables. */
  String resource() {
    return resource;
  }

  /** A name in quotes, so that {@code key} and {@code usage} are names everywhere. */
  String quote(String name) {
    String mark = String.valueOf(quote);
    return mark + name.replace(mark, mark + mark) + mark;
  }

  /** Makes a new connection behave as the statements on the key tables need it. */
  abstract void prepare(Connection connection) throws SQLException;

  /**
   * Waits until nobody else makes the tables.
   *
   * @throws TenantCryptException TC031 if that takes longer than the timeout
   */
  abstract void lockTables(Connection connection, Duration timeout) throws SQLException;

  /** Lets the next one make the tables. */
  abstract void unlockTables(Connection connection) throws SQLException;

  /** Whether the schema is known to be there, so that its definition need not be run again. */
  boolean hasSchema(Connection connection, String schema) throws SQLException {
    return false;
  }

  /** Binds a time of whole milliseconds, whatever the time zones of driver and session are. */
  abstract void setTime(PreparedStatement statement, int index, Optional<Instant> time)
      throws SQLException;

  /** Reads what {@link #setTime} has written. */
  abstract Optional<Instant> time(ResultSet rows, int column) throws SQLException;

  /** The database's clock, in whole milliseconds. */
  abstract Instant now(Connection connection) throws SQLException;

  /** The user that the server has authenticated for this session; empty for none. */
  abstract String user(Connection connection) throws SQLException;

  /** What the server's files are one whole by; empty where it does not tell. */
  abstract String server(Connection connection) throws SQLException;

  /** The database that the session is in; empty for none. */
  abstract String database(Connection connection) throws SQLException;

  /** The first column of the first row; empty for null. */
  static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      String text = row.next() ? row.getString(1) : null;
      return text == null ? "" : text;
    }
  }

  Instant now(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      if (!row.next()) {
        throw new SQLException("The database tells no time");
      }
      return time(row, 1)
          .orElseThrow(() -> new SQLException("The database tells no time"))
          .truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /** Whether the answer is one; zero and null are other answers. */
  private static boolean ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() && row.getInt(1) == 1;
    }
  }
}
