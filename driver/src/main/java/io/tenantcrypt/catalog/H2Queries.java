package io.tenantcrypt.catalog;

/** What {@link H2CatalogReader} asks; columns are read by their place. All of it works on H2 2. */
final class H2Queries {

  /** In lower case where the database folds to that. */
  private static final String NOT_SYSTEM = "UPPER(TABLE_SCHEMA) <> 'INFORMATION_SCHEMA'";

  /** Name and value, which H2 1 and its catalog call otherwise. */
  static final String SETTINGS = "SELECT * FROM INFORMATION_SCHEMA.SETTINGS";

  static final String RELATIONS =
      "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, STORAGE_TYPE, TABLE_CLASS"
          + " FROM INFORMATION_SCHEMA.TABLES WHERE "
          + NOT_SYSTEM;

  /** They have names of their own: a table may be called the same. */
  static final String SEQUENCES =
      "SELECT SEQUENCE_SCHEMA, SEQUENCE_NAME FROM INFORMATION_SCHEMA.SEQUENCES";

  static final String SYNONYMS =
      "SELECT SYNONYM_SCHEMA, SYNONYM_NAME, SYNONYM_FOR_SCHEMA, SYNONYM_FOR"
          + " FROM INFORMATION_SCHEMA.SYNONYMS";

  static final String COLUMNS =
      "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, DATA_TYPE, IS_NULLABLE, IS_GENERATED,"
          + " IS_VISIBLE, CHARACTER_MAXIMUM_LENGTH FROM INFORMATION_SCHEMA.COLUMNS WHERE "
          + NOT_SYSTEM
          + " ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION";

  static final String MATERIALIZED_VIEWS =
      "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_CLASS LIKE '%.MaterializedView'";

  static final String UNIQUE_KEYS =
      "SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, COLUMN_NAME"
          + " FROM INFORMATION_SCHEMA.INDEX_COLUMNS WHERE IS_UNIQUE AND "
          + NOT_SYSTEM
          + " ORDER BY TABLE_SCHEMA, TABLE_NAME, INDEX_SCHEMA, INDEX_NAME, ORDINAL_POSITION";

  static final String VIEWS =
      "SELECT TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION FROM INFORMATION_SCHEMA.VIEWS WHERE "
          + NOT_SYSTEM;

  static final String ROUTINES =
      "SELECT ROUTINE_SCHEMA, ROUTINE_NAME, SPECIFIC_NAME, ROUTINE_TYPE, DATA_TYPE"
          + " FROM INFORMATION_SCHEMA.ROUTINES";

  /** Of aliases: all go in. */
  static final String PARAMETERS =
      "SELECT SPECIFIC_SCHEMA, SPECIFIC_NAME, PARAMETER_NAME, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH"
          + " FROM INFORMATION_SCHEMA.PARAMETERS"
          + " ORDER BY SPECIFIC_SCHEMA, SPECIFIC_NAME, ORDINAL_POSITION";

  /** Those that do something instead of a change, and those that run when rows are read. */
  static final String TRIGGERS =
      "SELECT EVENT_OBJECT_SCHEMA, EVENT_OBJECT_TABLE FROM INFORMATION_SCHEMA.TRIGGERS"
          + " WHERE ACTION_TIMING = 'INSTEAD OF' OR EVENT_MANIPULATION LIKE '%SELECT%'";

  private H2Queries() {}
}
