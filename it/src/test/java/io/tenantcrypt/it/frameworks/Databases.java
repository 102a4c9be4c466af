package io.tenantcrypt.it.frameworks;

import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The two databases of one framework: a plain one that holds acme's rows, and one behind the driver
 * that holds acme's and globex's. What reaches either server is recorded.
 */
final class Databases {

  static final List<String> TABLES =
      List.of(
          "country",
          "patient",
          "visit",
          "tag",
          "patient_tag",
          "patient_phone",
          "payment",
          "staff",
          "doctor",
          "nurse",
          "document");

  private static final Path RESOURCES = Path.of("src/test/resources/frameworks");

  private final String name;
  private final String mode;
  private final String twin;
  private final String raw;

  private Databases(String name, String mode, String twin, String raw) {
    this.name = name;
    this.mode = mode;
    this.twin = twin;
    this.raw = raw;
  }

  /** Creates and fills both. */
  static Databases create(String name, String mode) throws Exception {
    String database = name.replace('-', '_').toLowerCase(Locale.ROOT);
    Databases made =
        new Databases(
            name,
            mode,
            World.shared().freshUrl(database + "_twin"),
            World.shared().freshUrl(database));
    try (Connection plain = DriverManager.getConnection(made.twin)) {
      createTables(plain);
      Fixture.insertShared(plain);
      Fixture.insert(plain, World.ACME);
    }
    try (Connection sealed = DriverManager.getConnection(made.sealedUrl())) {
      createTables(sealed);
      Fixture.insertShared(sealed);
      World.provision(made.sealedUrl(), World.ACME, World.GLOBEX);
      for (String tenant : List.of(World.ACME, World.GLOBEX)) {
        AsTenant.run(tenant, () -> Fixture.insert(sealed, tenant));
      }
    }
    return made;
  }

  private static void createTables(Connection connection) throws Exception {
    String schema = Files.readString(RESOURCES.resolve("schema.sql"), StandardCharsets.UTF_8);
    try (Statement statement = connection.createStatement()) {
      for (String sql : schema.split("(?m)^---\n", -1)) {
        statement.execute(sql);
      }
    }
  }

  static Path policy(String mode) {
    return RESOURCES.resolve("policy-" + mode + ".yaml").toAbsolutePath();
  }

  /** The driver's URL. */
  String sealedUrl() {
    return World.shared().url(raw, policy(mode).toString(), sealedRecording());
  }

  /** The plain twin's URL with the recording driver alone. */
  String twinUrl() {
    return twin.replaceFirst("^jdbc:", "jdbc:recording:") + "&recording=" + twinRecording();
  }

  /** Past the driver. */
  String rawUrl() {
    return raw;
  }

  /** Past the recording driver. */
  String rawTwinUrl() {
    return twin;
  }

  String sealedRecording() {
    return name + "-sealed";
  }

  String twinRecording() {
    return name + "-twin";
  }

  /** All rows of a table that belong to acme, or are shared, as text. */
  static List<String> rows(String url, String table) throws SQLException {
    String where = table.equals("country") ? "" : " WHERE tenant_id = 'acme'";
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM " + table + where)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getMetaData().getColumnLabel(i) + "=" + result.getString(i));
        }
        rows.add(row.toString());
      }
    }
    rows.sort(null);
    return rows;
  }

  /** The stored bytes of another tenant. */
  String globex() throws SQLException {
    List<String> sums = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(raw);
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        String where = table.equals("country") ? "" : " WHERE tenant_id = 'globex'";
        try (ResultSet sum =
            statement.executeQuery(
                "SELECT md5(string_agg(x::text, '' ORDER BY x::text)) FROM "
                    + table
                    + " x"
                    + where)) {
          sum.next();
          sums.add(table + " " + sum.getString(1));
        }
      }
    }
    return sums.toString();
  }
}
