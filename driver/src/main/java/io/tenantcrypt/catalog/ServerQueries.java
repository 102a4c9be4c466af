package io.tenantcrypt.catalog;

/** What {@link PostgresCatalogReader} asks about the server and about code that users added. */
final class ServerQueries {

  static final String SERVER =
      """
      SELECT pg_catalog.current_setting('server_version_num')::int4,
        pg_catalog.current_setting('server_encoding') = 'UTF8'
      """;

  /** Whether a function is not an extension's in C, or a built-in that only an extension wraps. */
  private static final String RUNS_USERS_CODE =
      """
      (l.lanname NOT IN ('c', 'internal')
        OR NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e
          WHERE e.classid = %s::pg_catalog.regclass AND e.objid = %s AND e.deptype = 'e'))
      """;

  private static final String OPERATOR_RUNS_CODE =
      RUNS_USERS_CODE.formatted("'pg_catalog.pg_operator'", "o.oid");

  private static final String CAST_RUNS_CODE =
      RUNS_USERS_CODE.formatted("'pg_catalog.pg_cast'", "c.oid");

  private static final String OPERATORS =
      """
      FROM pg_catalog.pg_operator o
      JOIN pg_catalog.pg_proc p ON p.oid = o.oprcode
      JOIN pg_catalog.pg_language l ON l.oid = p.prolang
      WHERE o.oid >= 16384
      """;

  /** Whether one of the types can be that of a column or constant of the system's types. */
  private static final String ON_SYSTEM_TYPES =
      """
      EXISTS (SELECT 1 FROM pg_catalog.pg_type t WHERE t.oid IN (o.oprleft, o.oprright)
        AND (t.typtype = 'd' OR t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace))
      """;

  private static final String CASTS =
      """
      FROM pg_catalog.pg_cast c
      JOIN pg_catalog.pg_proc p ON p.oid = c.castfunc
      JOIN pg_catalog.pg_language l ON l.oid = p.prolang
      WHERE c.oid >= 16384
      """;

  private static final String OF_SYSTEM =
      "(SELECT t.typnamespace FROM pg_catalog.pg_type t WHERE t.oid = %s)"
          + " = 'pg_catalog'::pg_catalog.regnamespace";

  /** Operators and casts, each with what kind of fact it is. */
  static final String CODE =
      "SELECT 'operator', o.oprname::text "
          + OPERATORS
          + "AND "
          + OPERATOR_RUNS_CODE
          + "AND "
          + ON_SYSTEM_TYPES
          + "UNION SELECT 'equality', o.oid::pg_catalog.regoperator::text "
          + OPERATORS
          + "AND o.oprname = '=' AND "
          + ON_SYSTEM_TYPES
          + "UNION SELECT 'cast', pg_catalog.format_type(c.castsource, NULL) || ' AS '"
          + " || pg_catalog.format_type(c.casttarget, NULL) "
          + CASTS
          + "AND "
          + CAST_RUNS_CODE
          + "AND "
          + OF_SYSTEM.formatted("c.castsource")
          + " AND "
          + OF_SYSTEM.formatted("c.casttarget");

  /**
   * Types that run users' code: those of users' operators and casts, wherever they stand; domains
   * whose CHECK calls users' functions, where a value is converted to one; and types made of these.
   */
  static final String TYPES =
      "WITH RECURSIVE coded (type) AS (SELECT v.type FROM (SELECT o.oprleft, o.oprright "
          + OPERATORS
          + "AND "
          + OPERATOR_RUNS_CODE
          + "UNION SELECT c.castsource, c.casttarget "
          + CASTS
          + "AND "
          + CAST_RUNS_CODE
          + """
            ) s (source, target)
            CROSS JOIN LATERAL (VALUES (s.source), (s.target)) v (type)
            JOIN pg_catalog.pg_type t ON t.oid = v.type
              AND t.typnamespace <> 'pg_catalog'::pg_catalog.regnamespace
            ), checked (type) AS (
            SELECT k.contypid
            FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_depend d ON d.objid = k.oid
              AND d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
              AND d.refclassid IN ('pg_catalog.pg_proc'::pg_catalog.regclass,
                'pg_catalog.pg_operator'::pg_catalog.regclass)
              AND d.refobjid >= 16384
            WHERE k.contypid <> 0
            ), opaque (type, everywhere) AS (
            SELECT type, true FROM coded
            UNION SELECT type, false FROM checked
            UNION SELECT m.type, o.everywhere
            FROM opaque o
            CROSS JOIN LATERAL (
              SELECT t.oid FROM pg_catalog.pg_type t
              WHERE o.type IN (t.typbasetype, t.typelem)
              UNION ALL SELECT c.reltype
              FROM pg_catalog.pg_attribute a
              JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind = 'c'
              WHERE a.atttypid = o.type
              UNION ALL SELECT r.rngtypid FROM pg_catalog.pg_range r WHERE r.rngsubtype = o.type
              UNION ALL SELECT r.rngmultitypid FROM pg_catalog.pg_range r
              WHERE r.rngsubtype = o.type) m (type))
            SELECT DISTINCT t.typname::text, pg_catalog.format_type(t.oid, NULL), o.everywhere
            FROM opaque o JOIN pg_catalog.pg_type t ON t.oid = o.type
            """;

  private ServerQueries() {}
}
