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
   * @param knownModes whether each mode of the session is one of those whose grammar is known here
   */
  record Mysql(
      boolean mariaDb,
      boolean ansiQuotes,
      boolean backslashEscapes,
      boolean pipesConcatenate,
      boolean strict,
      boolean namesByCase,
      boolean knownModes)
      implements Reading {}

  /**
   * H2. Names are compared here in an internal form, in which an unquoted name is in lower case.
   *
   * @param postgresMode whether {@code MODE=PostgreSQL}, else REGULAR
   * @param upper whether unquoted names are folded to upper case, else to lower case
   */
  record H2(boolean postgresMode, boolean upper) implements Reading {

    /**
     * The internal form of a name as the catalog holds it, and that of an internal one again: where
     * unquoted names are folded to upper case, ASCII letters in the other case. {@code PATIENT},
     * which {@code patient} means there, becomes {@code patient}, and {@code "Patient"} becomes
     * {@code pATIENT}; no two names become one.
     */
    public String swap(String name) {
      if (!upper) {
        return name;
      }
      StringBuilder swapped = new StringBuilder(name.length());
      for (int i = 0; i < name.length(); i++) {
        char c = name.charAt(i);
        boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        swapped.append(letter ? (char) (c ^ 0x20) : c);
      }
      return swapped.toString();
    }
  }
}
