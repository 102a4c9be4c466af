package io.tenantcrypt.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What a check of the policy asks of tables and no analysis needs. Names are as a {@link
 * CatalogSnapshot} of the same database has them.
 *
 * @param keyed tables with a primary key
 * @param triggers names of the triggers by table, as far as this role may see them
 */
public record TableFeatures(Set<RelationName> keyed, Map<RelationName, Set<String>> triggers) {

  public TableFeatures {
    keyed = Set.copyOf(keyed);
    triggers = Map.copyOf(triggers);
  }

  private record Queries(String keyed, String triggers) {}

  private static final Queries POSTGRES =
      new Queries(
          """
          SELECT n.nspname, c.relname
          FROM pg_catalog.pg_index i
          JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          WHERE i.indisprimary
          """,
          """
          SELECT n.nspname, c.relname, t.tgname
          FROM pg_catalog.pg_trigger t
          JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          WHERE NOT t.tgisinternal
          """);

  private static final Queries MYSQL =
      new Queries(
          "SELECT DISTINCT table_schema, table_name FROM information_schema.statistics"
              + " WHERE index_name = 'PRIMARY'",
          "SELECT event_object_schema, event_object_table, trigger_name"
              + " FROM information_schema.triggers");

  private static final Queries H2 =
      new Queries(
          "SELECT TABLE_SCHEMA, TABLE_NAME FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS"
              + " WHERE CONSTRAINT_TYPE = 'PRIMARY KEY'",
          "SELECT EVENT_OBJECT_SCHEMA, EVENT_OBJECT_TABLE, TRIGGER_NAME"
              + " FROM INFORMATION_SCHEMA.TRIGGERS");

  /**
   * Reads them.
   *
   * @throws SQLException as the real driver throws it
   */
  public static TableFeatures read(Connection connection, Product product) throws SQLException {
    return switch (product) {
      case POSTGRESQL -> read(connection, POSTGRES, UnaryOperator.identity());
      case MARIADB, MYSQL -> read(connection, MYSQL, MysqlCatalogReader::fold);
      case H2 -> read(connection, H2, H2Settings.read(connection).reading()::swap);
    };
  }

  private static TableFeatures read(
      Connection connection, Queries queries, UnaryOperator<String> internal) throws SQLException {
    Set<RelationName> keyed = new HashSet<>();
    Map<RelationName, Set<String>> triggers = new HashMap<>();
    try (Statement statement = connection.createStatement()) {
      Rows.each(
          statement,
          queries.keyed(),
          row ->
              keyed.add(
                  new RelationName(
                      internal.apply(row.getString(1)), internal.apply(row.getString(2)))));
      Rows.each(
          statement,
          queries.triggers(),
          row ->
              triggers
                  .computeIfAbsent(
                      new RelationName(
                          internal.apply(row.getString(1)), internal.apply(row.getString(2))),
                      name -> new TreeSet<>())
                  .add(row.getString(3)));
    }
    return new TableFeatures(keyed, triggers);
  }
}
