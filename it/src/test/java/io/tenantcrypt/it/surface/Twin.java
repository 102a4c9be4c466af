package io.tenantcrypt.it.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.Recording;
import io.tenantcrypt.it.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plain database and the same behind the driver, by one real driver. What a script sees is
 * compared line by line.
 *
 * @param plain the URL past the driver of the plain one
 * @param raw the URL past the driver of the other
 * @param url the driver's
 */
record Twin(Connector connector, String name, String plain, String raw, String url) {

  /** Does something on a connection and tells what it saw. */
  @FunctionalInterface
  interface Script {
    void on(Connection connection, List<String> seen) throws Exception;
  }

  /**
   * Makes both.
   *
   * @param columns the protected columns by table, as the policy writes them
   * @param definitions with the placeholders of {@link Connector#define}
   */
  static Twin create(
      Connector connector, String theme, Map<String, String> columns, List<String> definitions)
      throws Exception {
    World world = World.shared();
    String name = connector.database(theme);
    StringBuilder policy =
        new StringBuilder(
            """
            version: 1
            deployment: 0a6f3f0e-22c1-4f0b-9f57-2f6f3c1b7a77
            revision: 1
            tenancy: { column: tenant_id, unscoped: scope }
            tables:
            """);
    new TreeMap<>(columns)
        .forEach(
            (table, protectedOnes) ->
                policy
                    .append("  ")
                    .append(connector.table(name, table))
                    .append(": { columns: { ")
                    .append(protectedOnes)
                    .append(" } }\n"));
    Path target = Path.of(System.getProperty("tenantcrypt.it.target", "target"));
    Path file = Files.writeString(target.resolve(name + ".yaml"), policy).toAbsolutePath();
    String plain = connector.fresh(name + "_twin");
    String raw = connector.fresh(name);
    String url = world.url(raw, file.toString(), name);
    if (connector.onMariaDb()) {
      url += "&tenantcrypt.keyStoreSchema=" + name + "_keys";
    }
    Twin twin = new Twin(connector, name, plain, raw, url);
    for (String each : List.of(plain, url)) {
      try (Connection connection = DriverManager.getConnection(each)) {
        for (String definition : definitions) {
          run(connection, connector.define(definition));
        }
      }
    }
    World.provision(url, World.ACME, World.GLOBEX);
    return twin;
  }

  /** The same with more of the real driver's own settings. */
  Twin with(String... settings) {
    return new Twin(
        connector,
        name,
        connector.with(plain, settings),
        connector.with(raw, settings),
        connector.with(url, settings));
  }

  Recording recording() {
    return Recording.of(name);
  }

  static void run(Connection connection, String... texts) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String text : texts) {
        statement.execute(text);
      }
    }
  }

  /** What a script sees on the plain database. */
  List<String> plain(Script script) throws Exception {
    return seen(plain, script);
  }

  /** What it sees as tenant acme through the driver. */
  List<String> sealed(Script script) throws Exception {
    return AsTenant.call(World.ACME, () -> seen(url, script));
  }

  /** Requires that both see the same, and something. */
  void alike(Script script) throws Exception {
    List<String> expected = plain(script);
    List<String> got = sealed(script);
    assertThat(expected).isNotEmpty();
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < Math.max(expected.size(), got.size()); i++) {
      String plainly = i < expected.size() ? expected.get(i) : "nothing";
      String ours = i < got.size() ? got.get(i) : "nothing";
      if (!plainly.equals(ours)) {
        differences.add("line " + i + ": " + ours + "\n      where the plain one is " + plainly);
      }
    }
    assertThat(differences).as("%s", connector).isEmpty();
  }

  private static List<String> seen(String url, Script script) throws Exception {
    List<String> seen = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url)) {
      script.on(connection, seen);
    }
    return seen;
  }
}
