package io.tenantcrypt.admin;

import io.tenantcrypt.catalog.H2Settings;
import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.policy.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a database itself calls the tables and columns that a catalog snapshot names, and what else
 * of them a sweep needs and no snapshot has: the primary key, and columns that the server sets at
 * an update. A snapshot's names are folded on MariaDB and MySQL, and in another case on H2.
 */
final class SweptNames {

  private static final String POSTGRES_KEY =
      """
      SELECT a.attname
      FROM pg_catalog.pg_index i
      JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k (attnum, place)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
      WHERE i.indisprimary AND i.indisvalid AND n.nspname = ? AND c.relname = ?
        AND k.place <= i.indnkeyatts
      ORDER BY k.place
      """;

  /** Unique keys that hold at any time for all rows; each as its sorted columns. */
  private static final String POSTGRES_VALID =
      """
      SELECT string_agg(a.attname, ',' ORDER BY a.attname COLLATE "C")
      FROM pg_catalog.pg_index i
      JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k (attnum, place)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
      WHERE i.indisunique AND i.indisvalid AND i.indimmediate AND i.indpred IS NULL
        AND i.indexprs IS NULL AND n.nspname = ? AND c.relname = ? AND k.place <= i.indnkeyatts
      GROUP BY i.indexrelid
      """;

  private static final String MYSQL_TABLE =
      """
      SELECT table_schema, table_name, table_type
      FROM information_schema.tables
      WHERE lower(table_schema) = ? AND lower(table_name) = ?
      """;

  private static final String STANDARD_KEY =
      """
      SELECT k.column_name
      FROM information_schema.table_constraints t
      JOIN information_schema.key_column_usage k
        ON k.constraint_schema = t.constraint_schema AND k.constraint_name = t.constraint_name
        AND k.table_schema = t.table_schema AND k.table_name = t.table_name
      WHERE t.constraint_type = 'PRIMARY KEY' AND t.table_schema = ? AND t.table_name = ?
      ORDER BY k.ordinal_position
      """;

  private static final String MYSQL_SET =
      """
      SELECT column_name FROM information_schema.columns
      WHERE table_schema = ? AND table_name = ? AND lower(extra) LIKE '%on update%'
      """;

  private static final String H2_SET =
      """
      SELECT column_name FROM information_schema.columns
      WHERE table_schema = ? AND table_name = ? AND column_on_update IS NOT NULL
      """;

  /** What MySQL, MariaDB and H2 say of a table or schema that is not there. */
  private static final Set<Integer> ABSENT = Set.of(1146, 1049, 42102, 42103, 42104, 90079);

  private final Connection raw;
  private final SweepDialect dialect;
  private final UnaryOperator<String> swap;

  private SweptNames(Connection raw, SweepDialect dialect, UnaryOperator<String> swap) {
    this.raw = raw;
    this.dialect = dialect;
    this.swap = swap;
  }

  /** The names behind a connection. */
  static SweptNames of(Connection raw) throws SQLException {
    SweepDialect dialect = SweepDialect.of(raw);
    if (dialect == SweepDialect.H2) {
      Reading.H2 reading = H2Settings.read(raw).reading();
      return new SweptNames(raw, dialect, reading::swap);
    }
    return new SweptNames(raw, dialect, name -> name);
  }

  SweepDialect dialect() {
    return dialect;
  }

  /**
   * A table's own name.
   *
   * @throws TenantCryptException TC041 if it is not one table, or keeps the rows of former times
   */
  RelationName physical(RelationName name) throws SQLException {
    if (dialect != SweepDialect.MYSQL) {
      return new RelationName(swap.apply(name.schema()), swap.apply(name.name()));
    }
    List<RelationName> found = new ArrayList<>();
    try (PreparedStatement statement = raw.prepareStatement(MYSQL_TABLE)) {
      statement.setString(1, name.schema());
      statement.setString(2, name.name());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(new RelationName(row.getString(1), row.getString(2)));
          if ("SYSTEM VERSIONED".equalsIgnoreCase(row.getString(3))) {
            throw refused(
                "Table "
                    + name
                    + " keeps former versions of its rows, whose cells no statement can seal"
                    + " anew: a key that is retired would be needed for good. Drop the system"
                    + " versioning of the table with its history, or do not rotate this tenant's"
                    + " key.");
          }
        }
      }
    }
    if (found.size() != 1) {
      throw refused(
          "The server has "
              + found.size()
              + " tables that are called "
              + name
              + " if case is left out of account. Rename all but one.");
    }
    return found.get(0);
  }

  /** A column's own name, quoted. */
  String quoted(String column) {
    return dialect.quote(swap.apply(column));
  }

  /** The columns of a table's primary key as a snapshot names them; empty if it has none. */
  List<String> primaryKey(RelationName physical) throws SQLException {
    return columns(dialect == SweepDialect.POSTGRESQL ? POSTGRES_KEY : STANDARD_KEY, physical);
  }

  /**
   * Whether a unique key holds for all rows and at any time, as one that is being built does not.
   */
  boolean isValid(RelationName physical, List<String> key) throws SQLException {
    return dialect != SweepDialect.POSTGRESQL
        || columns(POSTGRES_VALID, physical)
            .contains(String.join(",", key.stream().sorted().toList()));
  }

  /** Quoted columns that the server sets at each update that does not. */
  List<String> setAtUpdate(RelationName physical) throws SQLException {
    if (dialect == SweepDialect.POSTGRESQL) {
      return List.of();
    }
    String sql = dialect == SweepDialect.MYSQL ? MYSQL_SET : H2_SET;
    return columns(sql, physical).stream().map(this::quoted).toList();
  }

  private List<String> columns(String sql, RelationName physical) throws SQLException {
    List<String> found = new ArrayList<>();
    try (PreparedStatement statement = raw.prepareStatement(sql)) {
      statement.setString(1, physical.schema());
      statement.setString(2, physical.name());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String name = swap.apply(row.getString(1));
          found.add(dialect == SweepDialect.MYSQL ? name.toLowerCase(Locale.ROOT) : name);
        }
      }
    }
    return found;
  }

  /**
   * Requires that a table which the catalog does not show is not there: MariaDB, MySQL and H2 show
   * only what the role may use.
   *
   * @throws TenantCryptException TC041 if it may be there
   */
  void requireAbsent(TableName name) throws SQLException {
    if (dialect == SweepDialect.POSTGRESQL) {
      return; // everybody sees the whole catalog
    }
    String table = name.schema().map(s -> quoted(s) + ".").orElse("") + quoted(name.table());
    try (PreparedStatement statement =
        raw.prepareStatement("select 1 from " + table + " where 1 = 0")) {
      statement.executeQuery().close();
    } catch (SQLException e) {
      if (ABSENT.contains(e.getErrorCode())) {
        return;
      }
      throw hidden(name, Optional.of(e));
    }
    throw hidden(name, Optional.empty());
  }

  private static TenantCryptException hidden(TableName name, Optional<SQLException> cause) {
    String message =
        "The policy protects columns of table "
            + name
            + ", which the catalog does not show to this role; its cells would be left out. GRANT"
            + " SELECT and UPDATE on it, or take it out of the policy.";
    return cause
        .map(e -> new TenantCryptException(ErrorCode.TC041, message, e))
        .orElseGet(() -> new TenantCryptException(ErrorCode.TC041, message));
  }

  private static TenantCryptException refused(String message) {
    return new TenantCryptException(ErrorCode.TC041, message);
  }
}
