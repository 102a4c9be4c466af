package io.tenantcrypt.catalog;

/**
 * A relation's full name, as the catalog holds it.
 *
 * @param schema never empty
 * @param name never empty
 */
public record RelationName(String schema, String name) {
  @Override
  public String toString() {
    return schema + "." + name;
  }
}
