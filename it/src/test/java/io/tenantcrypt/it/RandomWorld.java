package io.tenantcrypt.it;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;

/**
 * The plain twin and the database behind the driver that random statements run on.
 *
 * @param name the product's, among several
 * @param schema what the policy's tables are qualified with; empty for unqualified ones
 */
record RandomWorld(
    RandomDialect dialect, String name, String schema, String twinUrl, String sealedUrl) {

  static final List<String> TENANTS = List.of(World.ACME, World.GLOBEX, "initech");

  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final Path TARGET = Path.of(System.getProperty("tenantcrypt.it.target", "target"));

  static RandomWorld create(String name) throws Exception {
    World world = World.shared();
    RandomWorld made =
        new RandomWorld(
            new RandomPostgres(),
            "",
            "",
            world.freshUrl(name + "_twin"),
            world.freshUrl(name + "_sealed"));
    return made.fill(name);
  }

  /** The same on MariaDB, through one of its connectors. */
  static RandomWorld onMariaDb(String scheme, String name) throws Exception {
    DatabaseServer server = MariaDbWorld.shared().server();
    String schema = name + "_" + scheme;
    RandomWorld made =
        new RandomWorld(
            new RandomMariaDb(),
            schema,
            schema,
            server.freshUrl(scheme, schema + "_twin"),
            server.freshUrl(scheme, schema));
    return made.fill(schema);
  }

  /** The same on H2 in one of its modes. */
  static RandomWorld onH2(H2World.Mode mode, String name) throws Exception {
    RandomWorld made =
        new RandomWorld(
            new RandomH2(mode),
            "h2_" + mode,
            "public",
            mode.plainUrl(name + "_twin"),
            mode.plainUrl(name + "_sealed"));
    return made.fill(name + "_h2_" + mode);
  }

  private RandomWorld fill(String name) throws Exception {
    try (Connection twin = DriverManager.getConnection(twinUrl)) {
      RandomSchema.create(twin, dialect);
      RandomSchema.fillShared(twin);
      RandomSchema.fill(twin, dialect, World.ACME);
    }
    String url = url("scope", name + "-fill");
    try (Connection sealed = DriverManager.getConnection(url)) {
      RandomSchema.create(sealed, dialect);
      RandomSchema.fillShared(sealed);
    }
    World.provision(url, TENANTS.toArray(String[]::new));
    try (Connection sealed = DriverManager.getConnection(url)) {
      for (String tenant : TENANTS) {
        AsTenant.run(tenant, () -> RandomSchema.fill(sealed, dialect, tenant));
      }
    }
    return this;
  }

  private boolean isH2() {
    return sealedUrl.startsWith("jdbc:h2:");
  }

  /** What stands before a further setting of the URL. */
  String and() {
    return isH2() ? ";" : "&";
  }

  String url(String mode, String recording) throws Exception {
    String policy = "policy-random-" + mode + ".yaml";
    World world = World.shared();
    if (isH2()) {
      return world.url(sealedUrl, qualified(policy), recording);
    }
    return schema.isEmpty()
        ? world.url(sealedUrl, policy, recording)
        : world.url(sealedUrl, qualified(policy), recording)
            + "&tenantcrypt.keyStoreSchema="
            + schema
            + "_keys";
  }

  // One server holds several databases with tables of these names.
  private String qualified(String policy) throws Exception {
    String text = Files.readString(RESOURCES.resolve(policy), StandardCharsets.UTF_8);
    for (RandomSchema.Table table : RandomSchema.TABLES) {
      text = text.replace("\n  " + table.name() + ":", "\n  " + schema + "." + table.name() + ":");
    }
    Path file = TARGET.resolve(name + "-" + policy).toAbsolutePath();
    return Files.writeString(file, text, StandardCharsets.UTF_8).toString();
  }
}
