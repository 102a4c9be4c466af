package io.tenantcrypt.it.kms;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.Tenants;
import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database of patients with a protected column, behind the driver, with keys as a test's policy
 * wants them; and a pool of the application's.
 */
public final class KeyedDatabase implements AutoCloseable {

  private static final Path TARGET = Path.of(System.getProperty("tenantcrypt.it.target", "target"));

  private final String plainUrl;
  private final HikariDataSource pool;

  private KeyedDatabase(String plainUrl, HikariDataSource pool) {
    this.plainUrl = plainUrl;
    this.pool = pool;
  }

  /**
   * Makes it.
   *
   * @param name of the database
   * @param keys the {@code keys:} block of the policy, each line behind two blanks
   * @param settings of the driver, such as {@code &tenantcrypt.kmsTimeout=1s}
   */
  public static KeyedDatabase create(String name, int connections, String keys, String settings)
      throws Exception {
    return on(World.shared().freshUrl(name), "patient", connections, keys, settings);
  }

  /**
   * Makes it on any server.
   *
   * @param plain the plain URL of an empty database
   * @param table how the policy names the table {@code patient}
   * @param settings as of PostgreSQL's URLs
   */
  static KeyedDatabase on(String plain, String table, int connections, String keys, String settings)
      throws Exception {
    Path policy = Files.createTempFile(Files.createDirectories(TARGET), "keys-", ".yaml");
    Files.writeString(
        policy,
        """
        version: 1
        deployment: 5e1f0c2d7a4b49c8b3d6e0f1a2b3c4d5
        revision: 1
        tenancy: { column: tenant_id, unscoped: scope }
        keys:
        %s
        tables:
          %s:
            columns:
              ssn: { type: varchar(40) }
              note: { type: varchar(40) }
        """
            .formatted(keys.stripTrailing(), table));
    String more = plain.startsWith("jdbc:h2:") ? settings.replace('&', ';') : settings;
    KeyedDatabase database = new KeyedDatabase(plain, pool(url(plain, policy) + more, connections));
    try (Connection connection = database.pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table patient (id integer, tenant_id varchar(63) "
              + (plain.startsWith("jdbc:mariadb:") ? "character set ascii collate ascii_bin " : "")
              + "not null, ssn varchar(40), note varchar(40), primary key (tenant_id, id))");
    }
    return database;
  }

  private static String url(String plain, Path policy) {
    String file = policy.toString();
    return plain.replaceFirst("^jdbc:", "jdbc:tenantcrypt:")
        + (plain.startsWith("jdbc:h2:")
            ? ";tenantcrypt.policy=" + file
            : "&tenantcrypt.policy=" + URLEncoder.encode(file, StandardCharsets.UTF_8));
  }

  private static HikariDataSource pool(String url, int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  /** The driver's URL, for other processes and pools. */
  public String url() {
    return pool.getJdbcUrl();
  }

  /** The URL of a driver that knows nothing of keys. */
  public String plainUrl() {
    return plainUrl;
  }

  public HikariDataSource pool() {
    return pool;
  }

  public Tenants tenants() throws SQLException {
    return TenantCrypt.of(pool).tenants();
  }

  /** A connection that knows nothing of the driver. */
  public Connection past() throws SQLException {
    return DriverManager.getConnection(plainUrl);
  }

  /** Runs statements past the driver, as somebody who may write to the database. */
  public int past(String... statements) throws SQLException {
    int changed = 0;
    try (Connection connection = past();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        changed += statement.executeUpdate(sql);
      }
    }
    return changed;
  }

  /** Stores a patient of a tenant. */
  public void insert(String tenant, int id, String ssn) throws Exception {
    AsTenant.run(
        tenant,
        () -> {
          try (Connection connection = pool.getConnection();
              PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into patient (id, tenant_id, ssn) values (?, ?, ?)")) {
            insert.setInt(1, id);
            insert.setString(2, tenant);
            insert.setString(3, ssn);
            insert.executeUpdate();
          }
        });
  }

  /** Changes a patient of a tenant. */
  public void update(String tenant, int id, String ssn) throws Exception {
    AsTenant.run(
        tenant,
        () -> {
          try (Connection connection = pool.getConnection();
              PreparedStatement update =
                  connection.prepareStatement("update patient set ssn = ? where id = ?")) {
            update.setString(1, ssn);
            update.setInt(2, id);
            update.executeUpdate();
          }
        });
  }

  /** Reads a patient's number. */
  public String read(String tenant, int id) throws Exception {
    return AsTenant.call(
        tenant,
        () -> {
          try (Connection connection = pool.getConnection();
              PreparedStatement query =
                  connection.prepareStatement("select ssn from patient where id = ?")) {
            query.setInt(1, id);
            try (ResultSet row = query.executeQuery()) {
              row.next();
              return String.valueOf(row.getString(1));
            }
          }
        });
  }

  /** The SQLState with which reading ends, or {@code ok}. */
  public String reading(String tenant, int id) throws Exception {
    return state(() -> read(tenant, id));
  }

  /** The SQLState with which writing ends, or {@code ok}. */
  public String writing(String tenant, int id) throws Exception {
    return state(() -> update(tenant, id, "written"));
  }

  private static String state(AsTenant.Work work) throws Exception {
    try {
      work.run();
      return "ok";
    } catch (SQLException e) {
      return String.valueOf(e.getSQLState());
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
