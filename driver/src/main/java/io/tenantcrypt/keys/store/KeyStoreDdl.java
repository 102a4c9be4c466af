package io.tenantcrypt.keys.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The statements that make the key tables. Running them again changes nothing. */
public final class KeyStoreDdl {

  /** The schema version that this driver reads and writes. */
  public static final int VERSION = 1;

  private KeyStoreDdl() {}

  /**
   * The statements for one dialect, in order.
   *
   * @param schema the schema's name, unquoted; on MariaDB and MySQL a database's
   */
  public static List<String> statements(KeyStoreDialect dialect, String schema) {
    String script = script(dialect.resource()).replace("${schema}", dialect.quote(schema));
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    for (String line : script.split("\n", -1)) {
      if (line.startsWith("--") || line.isBlank()) {
        continue;
      }
      statement.append(line).append('\n');
      if (line.endsWith(";")) {
        statements.add(statement.substring(0, statement.length() - 2));
        statement.setLength(0);
      }
    }
    return List.copyOf(statements);
  }

  /**
   * The statements for one dialect and after them the grants, to be run by an administrator of the
   * database.
   *
   * @param schema as for {@link #statements(KeyStoreDialect, String)}
   */
  public static List<String> statements(
      KeyStoreDialect dialect, String schema, KeyStoreRoles roles) {
    List<String> all = new ArrayList<>(statements(dialect, schema));
    all.addAll(KeyStoreGrants.statements(dialect, schema, roles));
    return List.copyOf(all);
  }

  private static String script(String resource) {
    try (InputStream in = KeyStoreDdl.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The driver's jar lacks " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("The driver's jar cannot be read", e);
    }
  }
}
