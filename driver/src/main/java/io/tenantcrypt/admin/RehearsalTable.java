package io.tenantcrypt.admin;

import io.tenantcrypt.catalog.CatalogSnapshot;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.policy.LogicalType;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A table of the application's that a rehearsal can put rows into: whatever has to have a value can
 * be given one by its type. Immutable.
 *
 * @param swept the table and the tenant's rows in it
 * @param name quoted, as statements through the driver name it
 * @param cell the protected column that is looked at
 * @param values what makes a value of each column that gets one, by quoted name
 */
record RehearsalTable(
    SweptTable swept, String name, SweptTable.Cells cell, Map<String, Supplier<Object>> values) {

  /** Of why a table cannot be used. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String why) {
      super(why);
    }
  }

  SweptTable.Tenant tenant() {
    return swept.tenant().orElseThrow();
  }

  /**
   * Looks how a table's rows can be made.
   *
   * @throws Unusable if something has to have a value that nobody but the application knows
   */
  static RehearsalTable of(
      Connection raw, SweptNames names, CatalogSnapshot catalog, SweptTable swept)
      throws SQLException, Unusable {
    Relation relation =
        catalog.relations().values().stream()
            .filter(each -> each.name().toString().equals(swept.label()))
            .findFirst()
            .orElseThrow(() -> new Unusable("it was changed meanwhile"));
    RelationName physical = names.physical(relation.name());
    SweepDialect dialect = names.dialect();
    Map<String, Supplier<Object>> values = new LinkedHashMap<>();
    DatabaseMetaData about = raw.getMetaData();
    boolean mysql = dialect == SweepDialect.MYSQL;
    @Nullable String database = mysql ? physical.schema() : null;
    @Nullable String schema = mysql ? null : physical.schema();
    Set<String> given = foreign(about, database, schema, physical, dialect, swept);
    try (ResultSet column =
        about.getColumns(database, escaped(about, schema), escaped(about, physical.name()), "%")) {
      while (column.next()) {
        String quoted = dialect.quote(column.getString("COLUMN_NAME"));
        if (!quoted.equals(swept.tenant().map(SweptTable.Tenant::column).orElse(""))) {
          value(column, quoted, swept, given).ifPresent(each -> values.put(quoted, each));
        }
      }
    }
    return new RehearsalTable(
        swept,
        dialect.quote(physical.schema()) + "." + dialect.quote(physical.name()),
        cell(swept),
        values);
  }

  private static @Nullable String escaped(DatabaseMetaData about, @Nullable String name)
      throws SQLException {
    String escape = about.getSearchStringEscape();
    return name == null
        ? null
        : name.replace(escape, escape + escape)
            .replace("_", escape + "_")
            .replace("%", escape + "%");
  }

  /** A text is compared best; anything else as it is written. */
  private static SweptTable.Cells cell(SweptTable swept) {
    return swept.cells().stream()
        .filter(cell -> cell.column().type().family() == LogicalType.Family.TEXT)
        .findFirst()
        .orElse(swept.cells().get(0));
  }

  private static Optional<Supplier<Object>> value(
      ResultSet column, String quoted, SweptTable swept, Set<String> foreign)
      throws SQLException, Unusable {
    Optional<LogicalType> type =
        swept.cells().stream()
            .filter(cell -> cell.name().equals(quoted))
            .map(cell -> cell.column().type())
            .findFirst();
    if (type.isPresent()) {
      return Optional.of(() -> RehearsalValues.of(type.get()));
    }
    boolean needed =
        column.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls
            && column.getString("COLUMN_DEF") == null
            && !"YES".equals(column.getString("IS_AUTOINCREMENT"))
            && !"YES".equals(column.getString("IS_GENERATEDCOLUMN"));
    if (!needed) {
      return Optional.empty();
    }
    if (foreign.contains(quoted)) {
      throw new Unusable("column " + quoted + " must name a row of another table");
    }
    int kind = column.getInt("DATA_TYPE");
    String name = String.valueOf(column.getString("TYPE_NAME")).toLowerCase(Locale.ROOT);
    int size = column.getInt("COLUMN_SIZE");
    int scale = column.getInt("DECIMAL_DIGITS");
    if (RehearsalValues.of(kind, name, size, scale).isEmpty()) {
      throw new Unusable("nobody knows what column " + quoted + " of type " + name + " takes");
    }
    return Optional.of(() -> RehearsalValues.of(kind, name, size, scale).orElseThrow());
  }

  /** The columns of foreign keys but the tenancy column. */
  private static Set<String> foreign(
      DatabaseMetaData about,
      @Nullable String database,
      @Nullable String schema,
      RelationName physical,
      SweepDialect dialect,
      SweptTable swept)
      throws SQLException, Unusable {
    Set<String> columns = new HashSet<>();
    String tenancy = swept.tenant().map(SweptTable.Tenant::column).orElse("");
    try (ResultSet key = about.getImportedKeys(database, schema, physical.name())) {
      Map<String, List<String>> keys = new LinkedHashMap<>();
      while (key.next()) {
        keys.computeIfAbsent(String.valueOf(key.getString("FK_NAME")), name -> new ArrayList<>())
            .add(dialect.quote(key.getString("FKCOLUMN_NAME")));
      }
      for (List<String> each : keys.values()) {
        if (each.equals(List.of(tenancy))) {
          throw new Unusable("column " + tenancy + " must name a row of another table");
        }
        each.stream().filter(name -> !name.equals(tenancy)).forEach(columns::add);
      }
    }
    return columns;
  }

  /** A row through the driver; what stands in the protected column is returned. */
  Object insert(Connection bound) throws SQLException {
    List<Object> given = new ArrayList<>();
    Object looked = null;
    for (Map.Entry<String, Supplier<Object>> each : values.entrySet()) {
      Object value = each.getValue().get();
      given.add(value);
      looked = each.getKey().equals(cell.name()) ? value : looked;
    }
    String columns = String.join(", ", values.keySet());
    String sql =
        "insert into "
            + name
            + " ("
            + tenant().column()
            + ", "
            + columns
            + ") values (?"
            + ", ?".repeat(given.size())
            + ")";
    try (PreparedStatement insert = bound.prepareStatement(sql)) {
      insert.setObject(1, tenant().value());
      for (int i = 0; i < given.size(); i++) {
        insert.setObject(i + 2, given.get(i));
      }
      insert.executeUpdate();
    }
    if (looked == null) {
      throw new SQLException("The protected column got no value");
    }
    return looked;
  }

  /** What the driver reads of the protected column. */
  List<Object> read(Connection bound, Class<?> as) throws SQLException {
    try (PreparedStatement query =
        bound.prepareStatement(
            "select " + cell.name() + " from " + name + " where " + tenant().column() + " = ?")) {
      query.setObject(1, tenant().value());
      List<Object> found = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.add(as == String.class ? row.getString(1) : row.getObject(1, as));
        }
      }
      return found;
    }
  }

  /** The cells as they are stored. */
  List<Object> cells(Connection raw) throws SQLException {
    List<Object> found = new ArrayList<>();
    try (PreparedStatement query =
        raw.prepareStatement(
            "select "
                + cell.name()
                + " from "
                + swept.from()
                + " where "
                + tenant().column()
                + " = ?")) {
      query.setObject(1, tenant().value());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          found.add(row.getObject(1) instanceof String text ? text : row.getBytes(1));
        }
      }
    }
    return found;
  }

  /** Puts one cell into all rows of the tenant, past the driver. */
  void put(Connection raw, Object stored) throws SQLException {
    try (PreparedStatement update =
        raw.prepareStatement(
            "update "
                + swept.from()
                + " set "
                + cell.name()
                + " = ? where "
                + tenant().column()
                + " = ?")) {
      update.setObject(1, stored);
      update.setObject(2, tenant().value());
      update.executeUpdate();
    }
  }

  /** Removes all rows of the tenant, past the driver: its keys may be gone. */
  int delete(Connection raw) throws SQLException {
    try (PreparedStatement delete =
        raw.prepareStatement(
            "delete from " + swept.from() + " where " + tenant().column() + " = ?")) {
      delete.setObject(1, tenant().value());
      return delete.executeUpdate();
    }
  }
}
