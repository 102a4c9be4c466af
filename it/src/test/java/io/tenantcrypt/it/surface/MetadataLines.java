package io.tenantcrypt.it.surface;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything that metadata says, by a key for each answer. */
final class MetadataLines {

  /** What tells a column's type, which the driver describes anew. */
  private static final Set<String> DESCRIBED =
      Set.of(
          "DATA_TYPE",
          "TYPE_NAME",
          "COLUMN_SIZE",
          "DECIMAL_DIGITS",
          "NUM_PREC_RADIX",
          "CHAR_OCTET_LENGTH");

  /** Of numbers and texts; nobody reads a size as a date. */
  private static final List<Getters.Getter> GETTERS =
      Getters.all().stream()
          .filter(
              getter ->
                  getter
                      .name()
                      .matches(
                          "get(Byte|Short|Int|Long|Float|Double|BigDecimal|Boolean|N?String|Bytes"
                              + "|Object|CharacterStream)|getObject\\((String|Byte|Short|Integer"
                              + "|Long|Float|Double|Boolean|BigDecimal|BigInteger|byte\\[]|int|long"
                              + "|short|boolean)\\)"))
          .toList();

  private final Connection connection;
  private final Connector connector;
  private final String database;
  private final String twin;
  private final Map<String, String> lines = new TreeMap<>();

  MetadataLines(Connection connection, Connector connector, String database) {
    this.connection = connection;
    this.connector = connector;
    this.database = database;
    twin = "(?i)" + database + "(_twin)?\\b";
  }

  Map<String, String> all() {
    return lines;
  }

  private void put(String key, String value) {
    // The two databases differ by name, and PostgreSQL's by the numbers of their objects.
    lines.put(key.replaceAll(twin, database), value.replaceAll(twin, database));
  }

  /** What a query's columns are said to be, before and after it is executed. */
  void ofResult(String sql) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(sql)) {
      of("before", prepared.getMetaData());
      try (ResultSet rows = prepared.executeQuery()) {
        of("result", rows.getMetaData());
      }
    }
  }

  private void of(String when, ResultSetMetaData columns) throws SQLException {
    if (columns == null) {
      put(when, "no metadata");
      return;
    }
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      for (Method method : askedByColumn(ResultSetMetaData.class)) {
        put(
            when + " " + columns.getColumnLabel(i) + " " + method.getName(),
            call(columns, method, i));
      }
    }
  }

  /** What parameters are said to be; {@code names} in their order. */
  void ofParameters(String sql, List<String> names) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(sql)) {
      ParameterMetaData parameters = prepared.getParameterMetaData();
      put("parameters", "" + parameters.getParameterCount());
      for (int i = 1; i <= names.size(); i++) {
        for (Method method : askedByColumn(ParameterMetaData.class)) {
          put(
              "parameter " + names.get(i - 1) + " " + method.getName(),
              call(parameters, method, i));
        }
      }
    }
  }

  private static List<Method> askedByColumn(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(m -> Arrays.equals(m.getParameterTypes(), new Class<?>[] {int.class}))
        .toList();
  }

  private static String call(Object target, Method method, Object... arguments) {
    try {
      return String.valueOf(method.invoke(target, arguments));
    } catch (InvocationTargetException e) {
      return e.getCause().getClass().getSimpleName();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All that the database says of itself, by every method of the interface. */
  void ofDatabase(List<String> tables) throws Exception {
    DatabaseMetaData data = connection.getMetaData();
    for (Method method : DatabaseMetaData.class.getMethods()) {
      if (method.getReturnType() == ResultSet.class) {
        for (Object[] arguments : arguments(method, tables)) {
          rows(data, method, arguments);
        }
      } else if (!List.of("getURL", "getConnection", "unwrap", "isWrapperFor")
          .contains(method.getName())) {
        scalar(data, method);
      }
    }
  }

  private void scalar(DatabaseMetaData data, Method method) {
    int parameters = method.getParameterCount();
    if (parameters == 0) {
      Object value = call(data, method);
      put("database " + method.getName(), value.toString());
      return;
    }
    for (int one = -1; one <= 1010; one++) {
      if (parameters == 1) {
        put("database " + method.getName() + " " + one, call(data, method, one));
      } else if (one >= 1000) {
        put("database " + method.getName() + " " + one, call(data, method, one, 1007));
      }
    }
  }

  /** Calls of a method that tell something, by table where it asks for one. */
  private List<Object[]> arguments(Method method, List<String> tables) throws SQLException {
    String catalog = connection.getCatalog();
    String schema = connector.onMariaDb() ? null : connection.getSchema();
    List<Object[]> calls = new ArrayList<>();
    switch (method.getName()) {
      case "getTables" -> calls.add(new Object[] {catalog, schema, "%", null});
      case "getColumns", "getPseudoColumns", "getColumnPrivileges" -> {
        for (String table : tables) {
          calls.add(new Object[] {catalog, schema, table, "%"});
        }
      }
      case "getBestRowIdentifier" -> {
        for (String table : tables) {
          calls.add(
              new Object[] {catalog, schema, table, DatabaseMetaData.bestRowTransaction, true});
        }
      }
      case "getIndexInfo" -> {
        for (String table : tables) {
          calls.add(new Object[] {catalog, schema, table, false, false});
        }
      }
      case "getPrimaryKeys", "getImportedKeys", "getExportedKeys", "getVersionColumns" -> {
        for (String table : tables) {
          calls.add(new Object[] {catalog, schema, table});
        }
      }
      case "getTablePrivileges",
          "getSuperTables",
          "getSuperTypes",
          "getProcedures",
          "getFunctions" ->
          calls.add(new Object[] {catalog, schema, "%"});
      case "getProcedureColumns", "getFunctionColumns", "getAttributes" ->
          calls.add(new Object[] {catalog, schema, "%", "%"});
      case "getUDTs" -> calls.add(new Object[] {catalog, schema, "%", null});
      case "getCrossReference" ->
          calls.add(
              new Object[] {
                catalog, schema, tables.get(0), catalog, schema, tables.get(tables.size() - 1)
              });
      case "getSchemas" ->
          calls.add(
              method.getParameterCount() == 0 ? new Object[] {} : new Object[] {catalog, "%"});
      default -> calls.add(new Object[] {});
    }
    return calls;
  }

  private void rows(DatabaseMetaData data, Method method, Object[] arguments) throws Exception {
    String called = method.getName() + method.getParameterCount();
    if (arguments.length > 2 && arguments[2] instanceof String table && !table.equals("%")) {
      called += " " + table;
    }
    String what = called;
    List<Map<String, String>> rows = new ArrayList<>();
    try (ResultSet found = (ResultSet) method.invoke(data, arguments)) {
      ResultSetMetaData columns = found.getMetaData();
      StringBuilder labels = new StringBuilder();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        labels
            .append(columns.getColumnLabel(i))
            .append(' ')
            .append(columns.getColumnType(i))
            .append(' ');
      }
      put(what, labels.toString());
      while (found.next()) {
        Map<String, String> row = new TreeMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          String label = columns.getColumnLabel(i).toUpperCase(Locale.ROOT);
          row.put(label, value(found, i));
          if (method.getName().equals("getColumns") && DESCRIBED.contains(label)) {
            byEachGetter(found, i, label, row);
          }
        }
        rows.add(row);
      }
    } catch (InvocationTargetException e) {
      put(what, e.getCause().getClass().getSimpleName());
      return;
    }
    Map<String, Integer> seen = new HashMap<>();
    rows.sort(Comparator.comparing(Map::toString));
    for (Map<String, String> row : rows) {
      String name = name(row);
      int nth = seen.merge(name, 1, Integer::sum);
      row.forEach((label, value) -> put(what + " [" + name + "#" + nth + "] " + label, value));
    }
  }

  private static void byEachGetter(
      ResultSet found, int column, String label, Map<String, String> row) throws SQLException {
    if (found.getObject(column) == null) {
      return; // which some drivers refuse to some getters, and ours gives to all
    }
    for (Getters.Getter getter : GETTERS) {
      row.put(
          label + " " + getter.name(),
          Getters.shown(r -> getter.of(r, column), found, false, null));
    }
  }

  /** As an object and as a text, and whether it was null. */
  private static String value(ResultSet row, int column) {
    String object = Seen.of(() -> row.getObject(column));
    String text = Seen.of(() -> row.getString(column));
    String number = Seen.of(() -> row.getInt(column));
    String empty = Seen.of(row::wasNull);
    return object
        + (text.equals(object) ? "" : "/" + text)
        + (number.equals(object) || !number.matches("-?\\d+") ? "" : "/" + number)
        + (empty.equals("true") ? " null" : "");
  }

  private static String name(Map<String, String> row) {
    return Stream.of(
            "TABLE_CAT",
            "TABLE_SCHEM",
            "TABLE_NAME",
            "COLUMN_NAME",
            "INDEX_NAME",
            "ORDINAL_POSITION",
            "PROCEDURE_NAME",
            "FUNCTION_NAME",
            "FKCOLUMN_NAME",
            "TYPE_NAME",
            "NAME",
            "GRANTEE",
            "PRIVILEGE")
        .filter(label -> !label.equals("TYPE_NAME") || !row.containsKey("COLUMN_NAME"))
        .map(row::get)
        .filter(value -> value != null && !value.startsWith("null"))
        .reduce((a, b) -> a + "." + b)
        .orElse("");
  }
}
