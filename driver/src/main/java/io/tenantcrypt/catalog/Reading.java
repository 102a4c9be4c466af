package io.tenantcrypt.catalog;

/** How the server reads the text of one session: what it is, and in which modes. */
public sealed interface Reading {

  /**
   * PostgreSQL.
   *
   * @param standardConformingStrings whether a backslash in {@code '…'} stands for itself
   */
  record Postgres(boolean standardConformingStrings) implements Reading {}

  /**
   * MariaDB and MySQL.
   *
   * @param mariaDb whether it is MariaDB
   * @param ansiQuotes whether {@code "…"} is a name and not a string
   * @param backslashEscapes whether a backslash in a string begins an escape
   * @param pipesConcatenate whether {@code ||} concatenates and is not OR
   * @param strict whether a value that does not fit fails and is not cut
   * @param namesByCase whether names of tables and aliases differ by their letters' case
   */
  record Mysql(
      boolean mariaDb,
      boolean ansiQuotes,
      boolean backslashEscapes,
      boolean pipesConcatenate,
      boolean strict,
      boolean namesByCase)
      implements Reading {}

  /**
   * H2.
   *
   * @param postgresMode whether {@code MODE=PostgreSQL}, else REGULAR
   * @param upper whether unquoted names are folded to upper case, else to lower case
   */
  record H2(boolean postgresMode, boolean upper) implements Reading {}
}
