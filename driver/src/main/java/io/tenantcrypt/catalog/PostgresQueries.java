package io.tenantcrypt.catalog;

/**
 * What {@link PostgresCatalogReader} asks; one query a kind of fact, each over the whole database,
 * so that their number does not grow with the schema. All work on PostgreSQL 14 to 18.
 */
final class PostgresQueries {

  /**
   * Indexes and composite types are left out: a statement cannot select from them. TOAST tables
   * stay in, since a superuser can.
   */
  private static final String OURS =
      """
        c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 't')
        AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND n.nspname !~ '^pg_(toast_)?temp_[0-9]+$'
      """;

  private static final String FROM_OURS =
      """
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      """;

  static final String RELATIONS =
      """
      SELECT c.oid::int8, n.nspname, c.relname, c.relkind::text,
        EXISTS (SELECT 1 FROM pg_catalog.pg_rewrite r
                WHERE r.ev_class = c.oid
                AND NOT (r.ev_type = '1' AND c.relkind IN ('v', 'm')))
        OR EXISTS (SELECT 1 FROM pg_catalog.pg_trigger t
                   WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgtype & 64 <> 0)
      """
          + FROM_OURS
          + "WHERE "
          + OURS;

  /**
   * Equality is exact only for built-in types of which that is known. A domain is not among them:
   * an operator may be made for it.
   */
  static final String COLUMNS =
      """
      SELECT a.attrelid::int8, a.attname, pg_catalog.format_type(a.atttypid, NULL),
        a.attnotnull OR t.typnotnull, a.attgenerated <> '',
        (t.typtype = 'e' OR t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace
          AND t.typname IN ('int2', 'int4', 'int8', 'oid', 'bool', 'uuid', 'text', 'varchar',
            'bytea', 'date', 'time', 'timestamp', 'timestamptz'))
        AND coalesce(co.collisdeterministic, true)
      """
          + FROM_OURS
          + """
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
            JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
            WHERE a.attnum > 0 AND NOT a.attisdropped AND
            """
          + OURS
          + "ORDER BY a.attrelid, a.attnum";

  /** Included columns stand behind the key's own and are cut off. */
  static final String UNIQUE_KEYS =
      """
      SELECT i.indrelid::int8, i.indexrelid::int8, a.attname
      FROM pg_catalog.pg_index i
      CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k (attnum, place)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
      WHERE i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL
        AND k.place <= i.indnkeyatts
      ORDER BY i.indrelid, i.indexrelid, k.place
      """;

  /** Of each child of an inheritance or partitioning its parents. */
  static final String PARENTS =
      """
      SELECT i.inhrelid::int8, n.nspname, b.relname
      FROM pg_catalog.pg_inherits i
      JOIN pg_catalog.pg_class b ON b.oid = i.inhparent AND b.relkind NOT IN ('i', 'I')
      JOIN pg_catalog.pg_namespace n ON n.oid = b.relnamespace
      ORDER BY i.inhrelid, i.inhseqno
      """;

  /**
   * From a relation to one that its rules name, that inherits from it, or whose long values it
   * keeps. A view over a system view names that; system tables leave no trace of being used.
   */
  static final String REACHES =
      """
      SELECT r.ev_class::int8, d.refobjid::int8, n.nspname, b.relname
      FROM pg_catalog.pg_rewrite r
      JOIN pg_catalog.pg_depend d ON d.objid = r.oid
        AND d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
        AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.refobjid <> r.ev_class
      JOIN pg_catalog.pg_class b ON b.oid = d.refobjid
      JOIN pg_catalog.pg_namespace n ON n.oid = b.relnamespace
      UNION
      SELECT i.inhparent::int8, i.inhrelid::int8, n.nspname, b.relname
      FROM pg_catalog.pg_inherits i
      JOIN pg_catalog.pg_class b ON b.oid = i.inhrelid AND b.relkind NOT IN ('i', 'I')
      JOIN pg_catalog.pg_namespace n ON n.oid = b.relnamespace
      UNION
      SELECT b.reltoastrelid::int8, b.oid::int8, n.nspname, b.relname
      FROM pg_catalog.pg_class b
      JOIN pg_catalog.pg_namespace n ON n.oid = b.relnamespace
      WHERE b.reltoastrelid <> 0
      """;

  /**
   * Rules that call users' functions or operators: nobody can say what those reach. Code of an
   * extension in C is not users'.
   */
  static final String OPAQUE_RULES =
      """
      SELECT DISTINCT r.ev_class::int8
      FROM pg_catalog.pg_rewrite r
      JOIN pg_catalog.pg_depend d ON d.objid = r.oid
        AND d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
        AND d.refclassid IN ('pg_catalog.pg_proc'::pg_catalog.regclass,
          'pg_catalog.pg_operator'::pg_catalog.regclass)
      LEFT JOIN pg_catalog.pg_operator o ON o.oid = d.refobjid
        AND d.refclassid = 'pg_catalog.pg_operator'::pg_catalog.regclass
      LEFT JOIN pg_catalog.pg_proc p ON p.oid = coalesce(o.oprcode::oid, d.refobjid)
      LEFT JOIN pg_catalog.pg_language l ON l.oid = p.prolang
      WHERE d.refobjid >= 16384
        AND (l.lanname IS NULL OR l.lanname NOT IN ('c', 'internal')
          OR NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e
            WHERE e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
              AND e.objid = p.oid AND e.deptype = 'e'))
      """;

  static final String SYSTEM_RELATIONS =
      """
      SELECT c.relname FROM pg_catalog.pg_class c
      WHERE c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace
        AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      """;

  /**
   * Schema, name, and whether it is the server's own; those of information_schema too, by which
   * Hibernate asks for indexes. An extension's function in C that bears a built-in's name ({@code
   * max} of citext, {@code gen_random_uuid} of pgcrypto) does for its types what the built-in does,
   * and is left out.
   */
  static final String FUNCTIONS =
      """
      SELECT DISTINCT n.nspname, p.proname,
        n.nspname IN ('pg_catalog', 'information_schema') AND p.oid < 16384
      FROM pg_catalog.pg_proc p
      JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
      JOIN pg_catalog.pg_language l ON l.oid = p.prolang
      WHERE n.nspname !~ '^pg_temp_[0-9]+$'
        AND NOT (p.oid >= 16384 AND l.lanname IN ('c', 'internal')
          AND EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
            WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
              AND d.objid = p.oid AND d.deptype = 'e')
          AND EXISTS (SELECT 1 FROM pg_catalog.pg_proc b
            WHERE b.proname = p.proname AND b.oid < 16384
              AND b.pronamespace = 'pg_catalog'::pg_catalog.regnamespace))
      """;

  /**
   * Procedures and functions with one row a parameter, in order. Columns of a result ({@code t})
   * are no parameters.
   */
  static final String ROUTINES =
      """
      SELECT p.oid::text, n.nspname, p.proname, p.prokind::text, p.provariadic <> 0,
        pg_catalog.format_type(p.prorettype, NULL), a.name, a.mode, a.type
      FROM pg_catalog.pg_proc p
      JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
      LEFT JOIN LATERAL (
        SELECT k.place, p.proargnames[k.place] AS name,
          coalesce(p.proargmodes[k.place]::text, 'i') AS mode,
          pg_catalog.format_type(k.type, NULL) AS type
        FROM unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]))
          WITH ORDINALITY k (type, place)) a ON a.mode <> 't'
      WHERE p.oid >= 16384 AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND n.nspname !~ '^pg_temp_[0-9]+$'
      ORDER BY p.oid, a.place
      """;

  private PostgresQueries() {}
}
