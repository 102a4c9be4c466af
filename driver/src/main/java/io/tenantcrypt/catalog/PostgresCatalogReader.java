package io.tenantcrypt.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads PostgreSQL's catalog, 14 to 18, in one read-only transaction, so that no DDL falls between
 * two queries.
 */
public final class PostgresCatalogReader implements CatalogReader {

  /** A reader; it holds nothing. */
  public PostgresCatalogReader() {}

  @Override
  public CatalogSnapshot read(Connection connection, long version) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      // With no user's schema in the path, a user's type is always named with its schema.
      statement.execute("SET LOCAL search_path = pg_catalog");
      return snapshot(statement, version);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** By text: the driver's own savepoints are not to be had where BEGIN was sent as text. */
  @Override
  public CatalogSnapshot readWithin(Connection connection, long version) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SAVEPOINT tenantcrypt_catalog");
      try {
        statement.execute("SET LOCAL search_path = pg_catalog");
        return snapshot(statement, version);
      } finally {
        statement.execute("ROLLBACK TO SAVEPOINT tenantcrypt_catalog");
        statement.execute("RELEASE SAVEPOINT tenantcrypt_catalog");
      }
    }
  }

  @Override
  public String fingerprint(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(Fingerprint.QUERY)) {
      row.next();
      return row.getString(1);
    }
  }

  private static CatalogSnapshot snapshot(Statement statement, long version) throws SQLException {
    Map<Long, RelationDraft> drafts = new HashMap<>();
    Rows.each(statement, PostgresQueries.RELATIONS, row -> add(drafts, row));
    Rows.each(statement, PostgresQueries.COLUMNS, row -> column(drafts, row));
    Rows.each(statement, PostgresQueries.UNIQUE_KEYS, row -> uniqueKey(drafts, row));
    Rows.each(statement, PostgresQueries.REACHES, row -> reach(drafts, row));
    Rows.each(statement, PostgresQueries.OPAQUE_RULES, row -> opaque(drafts, row));
    Rows.each(statement, PostgresQueries.PARENTS, row -> parent(drafts, row));
    Set<String> system = new HashSet<>();
    Rows.each(statement, PostgresQueries.SYSTEM_RELATIONS, row -> system.add(row.getString(1)));
    Set<String> builtIn = new HashSet<>();
    Map<String, Set<String>> users = new HashMap<>();
    Rows.each(statement, PostgresQueries.FUNCTIONS, row -> function(builtIn, users, row));
    users.replaceAll((schema, names) -> Set.copyOf(names));
    Map<RelationName, Relation> relations = new HashMap<>();
    for (Relation relation : Reachability.close(drafts)) {
      relations.put(relation.name(), relation);
    }
    RoutineRows routines = new RoutineRows();
    Rows.each(statement, PostgresQueries.ROUTINES, row -> routine(routines, row));
    return new CatalogSnapshot(
        version, relations, system, builtIn, users, server(statement), routines.all());
  }

  private static void routine(RoutineRows routines, ResultSet row) throws SQLException {
    String key = row.getString(1);
    Routine.Kind kind =
        switch (row.getString(4)) {
          case "p" -> Routine.Kind.PROCEDURE;
          case "f" -> Routine.Kind.FUNCTION;
          default -> Routine.Kind.OTHER;
        };
    routines.routine(
        key,
        new RelationName(row.getString(2), row.getString(3)),
        kind,
        row.getBoolean(5),
        kind == Routine.Kind.FUNCTION ? row.getString(6) : "");
    String mode = row.getString(8);
    if (mode != null) {
      routines.parameter(
          key,
          row.getString(7),
          switch (mode) {
            case "o" -> Routine.Mode.OUT;
            case "b" -> Routine.Mode.INOUT;
            default -> Routine.Mode.IN;
          },
          row.getString(9),
          0);
    }
  }

  private static ServerFacts server(Statement statement) throws SQLException {
    Map<String, Set<String>> found = new HashMap<>();
    Rows.each(
        statement,
        ServerQueries.CODE,
        row -> found.computeIfAbsent(row.getString(1), k -> new HashSet<>()).add(row.getString(2)));
    Rows.each(
        statement,
        ServerQueries.TYPES,
        row -> {
          found.computeIfAbsent("conversion", k -> new HashSet<>()).add(row.getString(1));
          if (row.getBoolean(3)) {
            found.computeIfAbsent("type", k -> new HashSet<>()).add(row.getString(2));
          }
        });
    try (ResultSet row = statement.executeQuery(ServerQueries.SERVER)) {
      row.next();
      return ServerFacts.of(row.getInt(1), row.getBoolean(2), found);
    }
  }

  private static void parent(Map<Long, RelationDraft> drafts, ResultSet row) throws SQLException {
    RelationDraft draft = drafts.get(row.getLong(1));
    if (draft != null) {
      draft.parents.add(new RelationName(row.getString(2), row.getString(3)));
    }
  }

  private static void add(Map<Long, RelationDraft> drafts, ResultSet row) throws SQLException {
    RelationName name = new RelationName(row.getString(2), row.getString(3));
    drafts.put(row.getLong(1), new RelationDraft(name, kind(row.getString(4)), row.getBoolean(5)));
  }

  private static Relation.Kind kind(String relkind) {
    return switch (relkind) {
      case "r" -> Relation.Kind.TABLE;
      case "p" -> Relation.Kind.PARTITIONED_TABLE;
      case "v" -> Relation.Kind.VIEW;
      case "m" -> Relation.Kind.MATERIALIZED_VIEW;
      case "f" -> Relation.Kind.FOREIGN_TABLE;
      case "S" -> Relation.Kind.SEQUENCE;
      default -> Relation.Kind.OTHER;
    };
  }

  private static void column(Map<Long, RelationDraft> drafts, ResultSet row) throws SQLException {
    RelationDraft draft = drafts.get(row.getLong(1));
    if (draft != null) {
      draft.columns.add(
          new ColumnInfo(
              row.getString(2),
              row.getString(3),
              row.getBoolean(4),
              row.getBoolean(5),
              row.getBoolean(6)));
    }
  }

  private static void uniqueKey(Map<Long, RelationDraft> drafts, ResultSet row)
      throws SQLException {
    RelationDraft draft = drafts.get(row.getLong(1));
    if (draft != null) {
      List<String> key = draft.uniqueKeys.computeIfAbsent(row.getLong(2), k -> new ArrayList<>());
      key.add(row.getString(3));
    }
  }

  private static void reach(Map<Long, RelationDraft> drafts, ResultSet row) throws SQLException {
    RelationDraft draft = drafts.get(row.getLong(1));
    if (draft != null) {
      draft.reaches.put(row.getLong(2), new RelationName(row.getString(3), row.getString(4)));
    }
  }

  private static void opaque(Map<Long, RelationDraft> drafts, ResultSet row) throws SQLException {
    RelationDraft draft = drafts.get(row.getLong(1));
    if (draft != null) {
      draft.opaque = true;
    }
  }

  private static void function(Set<String> builtIn, Map<String, Set<String>> users, ResultSet row)
      throws SQLException {
    if (row.getBoolean(3)) {
      builtIn.add(row.getString(2));
    } else {
      users.computeIfAbsent(row.getString(1), s -> new HashSet<>()).add(row.getString(2));
    }
  }
}
