package io.tenantcrypt.it.surface;

import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A database of several tenants whose rows say whose they are, so that each read can be held
 * against what its tenant must see.
 *
 * @param url the driver's, over the real driver itself
 * @param plainUrl past the driver
 */
record PooledDatabase(String url, String plainUrl) {

  static final List<String> TENANTS = List.of("acme", "globex", "initech", "umbrella");

  /** Each tenant has the rows 1 to this. */
  static final int ROWS = 8;

  /** Is in each protected value and in nothing else. */
  static final String MARK = "S3CRET";

  /** Of MariaDB: compares tenant ids as they are. */
  private static final String EXACT_TEXT = "varchar(63) CHARACTER SET ascii COLLATE ascii_bin";

  private static final String POLICY =
      """
      version: 1
      deployment: 0a6f3f0e-22c1-4f0b-9f57-2f6f3c1b7a71
      revision: 1
      tenancy: { column: tenant_id, unscoped: scope }
      tables:
        account: { columns: { secret: { type: varchar(60) } } }
        note: { columns: { body: { type: varchar(60) } } }
        country: { tenant: none }
      """;

  /** On PostgreSQL. */
  static PooledDatabase create(String name) throws Exception {
    return over(World.shared().freshUrl(name));
  }

  /** On an empty database. */
  static PooledDatabase over(String plainUrl) throws Exception {
    World world = World.shared();
    Path folder =
        Files.createDirectories(Path.of(System.getProperty("tenantcrypt.it.target", "target")));
    Path policy = Files.createTempFile(folder, "pooled", ".yaml");
    // On MariaDB a schema is a database, and the server has those of other tests too.
    String schema =
        plainUrl.startsWith("jdbc:m") ? plainUrl.replaceFirst("^[^?]*/([^/?]+).*", "$1") : "";
    Files.writeString(
        policy,
        POLICY.replaceAll(
            "  (account|note|country):", "  " + (schema.isEmpty() ? "" : schema + ".") + "$1:"));
    String url =
        world
            .url(plainUrl, policy.toAbsolutePath().toString(), "none")
            .replace(":recording:", ":")
            .replaceAll("(?<=[?&;])recording=none[&;]", "");
    if (!schema.isEmpty()) {
      url += "&tenantcrypt.keyStoreSchema=" + schema + "_keys";
    }
    PooledDatabase database = new PooledDatabase(url, plainUrl);
    try (Connection connection = database.connect()) {
      for (String table :
          List.of(
              "account (tenant_id varchar(63) NOT NULL, id bigint NOT NULL, secret varchar(60),"
                  + " plain varchar(60), PRIMARY KEY (tenant_id, id))",
              "note (tenant_id varchar(63) NOT NULL, id bigint NOT NULL, body varchar(60),"
                  + " PRIMARY KEY (tenant_id, id))",
              "country (code varchar(2) PRIMARY KEY, name varchar(60))")) {
        run(
            connection,
            "CREATE TABLE "
                + (schema.isEmpty() ? table : table.replace("varchar(63)", EXACT_TEXT)));
      }
    }
    World.provision(url, TENANTS.toArray(new String[0]));
    try (Connection connection = database.connect()) {
      run(connection, "INSERT INTO country VALUES ('de', 'Germany')");
      for (String tenant : TENANTS) {
        AsTenant.run(tenant, () -> fill(connection, tenant));
      }
    }
    return database;
  }

  private static void fill(Connection connection, String tenant) throws SQLException {
    try (PreparedStatement account =
            connection.prepareStatement(
                "INSERT INTO account (id, secret, plain) VALUES (?, ?, ?)");
        PreparedStatement note =
            connection.prepareStatement("INSERT INTO note (id, body) VALUES (?, ?)")) {
      for (int id = 1; id <= ROWS; id++) {
        account.setLong(1, id);
        account.setString(2, secret(tenant, id));
        account.setString(3, plain(tenant, id));
        account.executeUpdate();
        note.setLong(1, id);
        note.setString(2, secret(tenant, 0));
        note.executeUpdate();
      }
    }
  }

  static String secret(String tenant, long number) {
    return tenant + ":" + MARK + ":" + number;
  }

  static String plain(String tenant, long number) {
    return tenant + ":" + number;
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The URL with more settings, each {@code name=value} without its prefix. */
  String url(String... settings) {
    StringBuilder with = new StringBuilder(url);
    boolean h2 = plainUrl.startsWith("jdbc:h2:"); // takes its URL as it stands
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      with.append(h2 ? ";" : "&")
          .append("tenantcrypt.")
          .append(parts[0])
          .append('=')
          .append(h2 ? parts[1] : URLEncoder.encode(parts[1], StandardCharsets.UTF_8));
    }
    return with.toString();
  }

  Connection connect(String... settings) throws SQLException {
    return DriverManager.getConnection(url(settings));
  }

  Connection raw() throws SQLException {
    return DriverManager.getConnection(plainUrl);
  }
}
