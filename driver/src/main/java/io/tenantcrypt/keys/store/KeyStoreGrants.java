package io.tenantcrypt.keys.store;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements that let roles use the key tables: an application reads tenants, keys and the
 * record of protected columns and writes usage, instances and audit; an operator does all but
 * delete tenants, keys and what is on record. Running them again changes nothing.
 */
final class KeyStoreGrants {

  private static final List<String> TABLES =
      List.of("tenant", "key", "registry", "usage", "instance", "job", "audit");

  private final KeyStoreDialect dialect;
  private final String schema;
  private final List<String> statements = new ArrayList<>();

  private KeyStoreGrants(KeyStoreDialect dialect, String schema) {
    this.dialect = dialect;
    this.schema = schema;
  }

  static List<String> statements(KeyStoreDialect dialect, String schema, KeyStoreRoles roles) {
    KeyStoreGrants grants = new KeyStoreGrants(dialect, schema);
    roles.operator().ifPresent(grants::operator);
    roles.application().ifPresent(role -> grants.application(role, roles.provisions()));
    return List.copyOf(grants.statements);
  }

  private void operator(String role) {
    String quoted = role(role);
    switch (dialect) {
      // Who changes a table there must own it.
      case POSTGRESQL -> {
        statements.add("alter schema " + dialect.quote(schema) + " owner to " + quoted);
        TABLES.forEach(
            table -> statements.add("alter table " + table(table) + " owner to " + quoted));
      }
      case MYSQL -> {
        statements.add(
            "grant select, insert, update, create, alter, index, references on "
                + dialect.quote(schema)
                + ".* to "
                + quoted);
        deleting(quoted);
      }
      case H2 -> {
        // There is no right to define the tables of one schema only.
        statements.add("grant alter any schema to " + quoted);
        TABLES.forEach(table -> grant("select, insert, update", table, quoted));
        deleting(quoted);
      }
    }
  }

  private void deleting(String quoted) {
    List.of("instance", "job").forEach(table -> grant("delete", table, quoted));
  }

  private void application(String role, boolean provisions) {
    String quoted = role(role);
    if (dialect == KeyStoreDialect.POSTGRESQL) {
      statements.add("grant usage on schema " + dialect.quote(schema) + " to " + quoted);
    }
    String keys = provisions ? "select, insert" : "select";
    grant(keys, "tenant", quoted);
    grant(keys, "key", quoted);
    grant(provisions ? "select, insert, update" : "select", "registry", quoted);
    grant("select, insert, update", "usage", quoted);
    grant("select, insert, update", "instance", quoted);
    grant("select, insert", "audit", quoted);
  }

  private void grant(String rights, String table, String quoted) {
    statements.add("grant " + rights + " on " + table(table) + " to " + quoted);
  }

  private String table(String name) {
    return dialect.quote(schema) + "." + dialect.quote(name);
  }

  private String role(String role) {
    int at = dialect == KeyStoreDialect.MYSQL ? role.lastIndexOf('@') : -1;
    return at < 0
        ? dialect.quote(role)
        : dialect.quote(role.substring(0, at)) + "@" + dialect.quote(role.substring(at + 1));
  }
}
