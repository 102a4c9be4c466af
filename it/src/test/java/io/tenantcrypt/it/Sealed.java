package io.tenantcrypt.it;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * A database of a test class's own behind the driver: the fixture's tables and the rows of acme and
 * globex.
 *
 * @param name of the database and of the recording
 * @param plainUrl past the driver
 */
record Sealed(String name, String plainUrl, String policy) {

  /** The tenants whose rows it holds. */
  static final List<String> TENANTS = List.of(World.ACME, World.GLOBEX);

  /** Creates it under {@code unscoped: scope}. */
  static Sealed create(String name) throws Exception {
    Sealed sealed = new Sealed(name, World.shared().freshUrl(name), "policy-scope.yaml");
    try (Connection connection = sealed.connect()) {
      World.createTables(connection);
    }
    World.provision(sealed.url(), World.ACME, World.GLOBEX);
    try (Connection connection = sealed.connect()) {
      Rows.insertShared(connection);
      for (String tenant : TENANTS) {
        AsTenant.run(tenant, () -> Rows.insertOf(connection, tenant));
      }
    }
    return sealed;
  }

  /** The driver's URL with more settings, each {@code name=value} without its prefix. */
  String url(String... settings) {
    StringBuilder url = new StringBuilder(World.shared().url(plainUrl, policy, name));
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      url.append("&tenantcrypt.")
          .append(parts[0])
          .append('=')
          .append(URLEncoder.encode(parts[1], StandardCharsets.UTF_8));
    }
    return url.toString();
  }

  Connection connect(String... settings) throws SQLException {
    return DriverManager.getConnection(url(settings));
  }

  /** A pool as an application has it, of one physical connection. */
  HikariDataSource pool(String... settings) {
    HikariConfig config = config(settings);
    return new HikariDataSource(config);
  }

  HikariConfig config(String... settings) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url(settings));
    config.setMaximumPoolSize(1);
    return config;
  }

  Recording recording() {
    return Recording.of(name);
  }

  RawInspector inspector() {
    return new RawInspector(plainUrl);
  }

  /** The first column of the first row, past the driver. */
  String raw(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(plainUrl)) {
      return Sql.ask(connection, sql);
    }
  }
}
