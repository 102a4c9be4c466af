package io.tenantcrypt.it;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Two new, empty databases of MariaDB, one of them behind the driver, for tools that make tables.
 *
 * @param twin the plain one's URL
 * @param plain the URL past the driver
 * @param sealed the driver's, with a policy for the tables of {@code policy-migrations.yaml}
 */
record MariaDbTwins(String twin, String plain, String sealed) {

  /**
   * Makes them, and the keys of tenant acme.
   *
   * @param scheme of the connector
   * @param database the name, also that of the recording
   */
  static MariaDbTwins fresh(String scheme, String database) throws Exception {
    DatabaseServer server = MariaDbWorld.shared().server();
    String twin = server.freshUrl(scheme, database + "_twin");
    String plain = server.freshUrl(scheme, database);
    String policy =
        Files.readString(Path.of("src/test/resources/policy-migrations.yaml"))
            .replace("{ type: timestamptz }", "{ type: timestamp }")
            .replaceAll("\n  (member|letter|country):", "\n  " + database + ".$1:");
    Path file = Path.of(System.getProperty("tenantcrypt.it.target", "target"), database + ".yaml");
    Files.writeString(file, policy, StandardCharsets.UTF_8);
    String sealed =
        World.shared().url(plain, file.toAbsolutePath().toString(), database)
            + "&tenantcrypt.keyStoreSchema="
            + database
            + "_keys";
    World.provision(sealed, World.ACME);
    return new MariaDbTwins(twin, plain, sealed);
  }
}
