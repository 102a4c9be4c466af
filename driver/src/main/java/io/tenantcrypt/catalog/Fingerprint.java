package io.tenantcrypt.catalog;

/**
 * One row that is another one after each committed change of the catalog that a snapshot depends
 * on. Every such change writes a new version of a row, and each version carries its transaction's
 * number; so a sum over (row, transaction) tells. What the server overwrites in place (statistics,
 * {@code relhasindex}) is nothing that a snapshot holds. Rows of the system itself do not change,
 * and temporary tables are the business of their session: both are left out, so that the cost grows
 * with the application's schema only.
 */
final class Fingerprint {

  private static final int FIRST_OF_USERS = 16_384;

  static final String QUERY =
      "SELECT pg_catalog.concat_ws(' ', pg_catalog.current_setting('server_version_num'), "
          + String.join(
              ", ",
              sum("pg_class", "oid::int8", "AND t.relpersistence <> 't'"),
              """
              (SELECT count(*) || ':' || coalesce(sum(pg_catalog.hashint8extended(
                  t.attrelid::int8 * 2048 + t.attnum, t.xmin::text::int8)), 0)
                FROM pg_catalog.pg_attribute t
                JOIN pg_catalog.pg_class c ON c.oid = t.attrelid AND c.relpersistence <> 't'
                WHERE t.attrelid >= 16384)
              """,
              sum("pg_type", "oid::int8", "AND t.typtype <> 'c' AND t.typelem = 0"),
              sum("pg_constraint", "oid::int8", "AND t.contypid <> 0"),
              """
              (SELECT count(*) || ':' || sum(pg_catalog.hashint8extended(
                  t.oid::int8, t.xmin::text::int8))
                FROM pg_catalog.pg_namespace t WHERE t.nspname !~ '^pg_(toast_)?temp_')
              """,
              sum("pg_proc", "oid::int8", ""),
              sum("pg_operator", "oid::int8", ""),
              sum("pg_cast", "oid::int8", ""),
              sum("pg_collation", "oid::int8", ""),
              sum("pg_rewrite", "oid::int8", ""),
              sum("pg_trigger", "oid::int8", ""),
              sum(
                  "pg_index",
                  "indexrelid::int8",
                  "AND EXISTS (SELECT 1 FROM pg_catalog.pg_class c"
                      + " WHERE c.oid = t.indexrelid AND c.relpersistence <> 't')"),
              sum("pg_inherits", "inhrelid::int8 * 64 + t.inhseqno", ""))
          + ")";

  private Fingerprint() {}

  private static String sum(String table, String key, String condition) {
    String oid = key.substring(0, key.indexOf(':'));
    return "(SELECT count(*) || ':' || coalesce(sum(pg_catalog.hashint8extended(t."
        + key
        + ", t.xmin::text::int8)), 0) FROM pg_catalog."
        + table
        + " t WHERE t."
        + oid
        + " >= "
        + FIRST_OF_USERS
        + " "
        + condition
        + ")";
  }
}
