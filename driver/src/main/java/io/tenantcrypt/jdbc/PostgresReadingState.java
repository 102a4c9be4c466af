package io.tenantcrypt.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's search path and string syntax. Inside a transaction by {@code SHOW} only, which
 * takes no snapshot; the server's way of making the effective path of it is followed here.
 */
public final class PostgresReadingState implements ReadingStateReader {

  private static final String ONE_QUERY =
      "select current_schemas(true), current_setting('standard_conforming_strings')";

  /** Stateless. */
  public PostgresReadingState() {}

  @Override
  public ReadingState read(Connection raw, boolean inTransaction) throws SQLException {
    try (Statement statement = raw.createStatement()) {
      return inTransaction ? byShow(statement) : byQuery(statement);
    }
  }

  private static ReadingState byQuery(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery(ONE_QUERY)) {
      rows.next();
      String[] path = (String[]) rows.getArray(1).getArray();
      return new ReadingState(withoutTemporary(List.of(path)), rows.getString(2).equals("on"));
    }
  }

  private static ReadingState byShow(Statement statement) throws SQLException {
    String path = show(statement, "search_path");
    boolean conforming = show(statement, "standard_conforming_strings").equals("on");
    String role = show(statement, "role");
    String user = role.equals("none") ? show(statement, "session_authorization") : role;
    return new ReadingState(effective(path, user), conforming);
  }

  private static String show(Statement statement, String setting) throws SQLException {
    try (ResultSet rows = statement.executeQuery("show " + setting)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** The schemas in the order of look-up: {@code pg_catalog} first unless the path names it. */
  static List<String> effective(String path, String user) {
    List<String> schemas = new ArrayList<>();
    for (String name : split(path)) {
      String schema = name.equals("$user") ? user : name;
      if (!schemas.contains(schema)) {
        schemas.add(schema);
      }
    }
    if (!schemas.contains("pg_catalog")) {
      schemas.add(0, "pg_catalog");
    }
    return withoutTemporary(schemas);
  }

  /** A session's temporary schema is looked up first and is the overlay's affair. */
  private static List<String> withoutTemporary(List<String> schemas) {
    return schemas.stream().filter(s -> !s.startsWith("pg_temp")).toList();
  }

  /** Names of a list as {@code SHOW} prints it: quoted where they must be. */
  private static List<String> split(String path) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < path.length() && path.charAt(i + 1) == '"') {
          name.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        add(names, name);
      } else if (quoted || !Character.isWhitespace(c)) {
        name.append(c);
      }
    }
    add(names, name);
    return names;
  }

  private static void add(List<String> names, StringBuilder name) {
    if (!name.isEmpty()) {
      names.add(name.toString());
    }
    name.setLength(0);
  }
}
