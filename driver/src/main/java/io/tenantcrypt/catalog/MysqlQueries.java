package io.tenantcrypt.catalog;

/** What {@link MysqlCatalogReader} asks; columns are read by their place. */
final class MysqlQueries {

  private static final String NOT_SYSTEM =
      " NOT IN ('information_schema', 'performance_schema', 'mysql', 'sys')";

  static final String TABLES =
      "SELECT table_schema, table_name, table_type, engine FROM information_schema.tables"
          + " WHERE table_type <> 'TEMPORARY' AND table_schema"
          + NOT_SYSTEM;

  static final String COLUMNS =
      "SELECT table_schema, table_name, column_name, data_type, column_type, is_nullable, extra,"
          + " collation_name, COALESCE(character_maximum_length, 0)"
          + " FROM information_schema.columns WHERE table_schema"
          + NOT_SYSTEM
          + " ORDER BY table_schema, table_name, ordinal_position";

  static final String UNIQUE_KEYS =
      "SELECT table_schema, table_name, index_name, column_name, sub_part"
          + " FROM information_schema.statistics WHERE non_unique = 0 AND table_schema"
          + NOT_SYSTEM
          + " ORDER BY table_schema, table_name, index_name, seq_in_index";

  static final String ROUTINES =
      "SELECT routine_schema, routine_name, routine_type FROM information_schema.routines"
          + " WHERE routine_schema"
          + NOT_SYSTEM;

  /** A function's value is its parameter 0. */
  static final String PARAMETERS =
      "SELECT specific_schema, specific_name, routine_type, ordinal_position, parameter_mode,"
          + " parameter_name, data_type, dtd_identifier, COALESCE(character_maximum_length, 0)"
          + " FROM information_schema.parameters WHERE specific_schema"
          + NOT_SYSTEM
          + " ORDER BY specific_schema, routine_type, specific_name, ordinal_position";

  static final String VIEWS =
      "SELECT table_schema, table_name, view_definition FROM information_schema.views"
          + " WHERE table_schema"
          + NOT_SYSTEM;

  static final String HAS_FUNCTIONS =
      "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'information_schema'"
          + " AND UPPER(table_name) = 'SQL_FUNCTIONS'";

  static final String FUNCTIONS = "SELECT function FROM information_schema.sql_functions";

  static final String SERVER =
      "SELECT VERSION(), @@SESSION.character_set_client, @@SESSION.character_set_connection,"
          + " @@GLOBAL.character_set_system";

  private MysqlQueries() {}
}
