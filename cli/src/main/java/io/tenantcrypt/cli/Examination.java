package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.TenantCryptDataSource;
import io.tenantcrypt.admin.KekProbe;
import io.tenantcrypt.admin.KeyStore;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One look at everything that the driver needs; it ends where nothing further can be asked. */
final class Examination {

  /** Times in the key tables and the audit trail are the machine's and the database's. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  private final ConnectionOptions options;
  private final Streams streams;
  private final List<Check> checks = new ArrayList<>();

  Examination(ConnectionOptions options, Streams streams) {
    this.options = options;
    this.streams = streams;
  }

  /** What is asked. */
  @FunctionalInterface
  private interface Question {
    String ask() throws SQLException;
  }

  List<Check> run() {
    Optional<String> policy = options.policy(streams).filter(p -> !p.startsWith("classpath:"));
    if (policy.isPresent() && !check("policy", () -> policy(policy.get()))) {
      return checks;
    }
    TenantCryptDataSource source = options.dataSource(streams);
    if (!check("database", () -> database(source))) {
      return checks;
    }
    check("clock", () -> clock(source));
    TenantCrypt[] tenantCrypt = new TenantCrypt[1];
    if (!check(
        "key tables",
        () -> {
          tenantCrypt[0] = TenantCrypt.of(source);
          return tables(tenantCrypt[0].keyStore());
        })) {
      return checks;
    }
    if (check("registry key", () -> registry(tenantCrypt[0].keyStore()))) {
      keks(tenantCrypt[0].keyStore());
      check("agreement", () -> agreement(tenantCrypt[0]));
    }
    return checks;
  }

  private boolean check(String name, Question question) {
    try {
      checks.add(new Check(name, question.ask(), Optional.empty()));
      return true;
    } catch (SQLException | RuntimeException e) {
      checks.add(new Check(name, "", Optional.of(Failure.of(e))));
      return false;
    }
  }

  private String policy(String location) {
    PolicyFile file = PolicyFile.read(location, streams.environment());
    if (!file.usable()) {
      throw new UsageException(
          location + " is not valid. Run policy check --policy " + location + " for all of it.");
    }
    return location + " is valid";
  }

  /** Takes the real driver, the login and the database's product and settings together. */
  private static String database(TenantCryptDataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      DatabaseMetaData database = connection.getMetaData();
      return database.getDatabaseProductName()
          + " "
          + database.getDatabaseProductVersion().lines().findFirst().orElse("")
          + " by "
          + database.getDriverName();
    }
  }

  private static String clock(TenantCryptDataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      String sql =
          switch (connection.getMetaData().getDatabaseProductName()) {
            case "PostgreSQL" -> "SELECT extract(epoch FROM clock_timestamp()) * 1000";
            case "H2" -> "SELECT EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000";
            default -> "SELECT UNIX_TIMESTAMP(NOW(3)) * 1000";
          };
      Instant before = Instant.now();
      try (ResultSet row = statement.executeQuery(sql)) {
        row.next();
        Instant there = Instant.ofEpochMilli(row.getBigDecimal(1).longValue());
        Duration apart = Duration.between(before, there).abs();
        if (apart.compareTo(SKEW) > 0) {
          throw new UsageException(
              "This machine's clock and the database's are "
                  + apart.toSeconds()
                  + " s apart. Set both by NTP: leases and times in the key tables depend on them.");
        }
        return "within " + SKEW.toSeconds() + " s of the database's";
      }
    }
  }

  private static String tables(KeyStore keyStore) {
    int version = keyStore.version();
    if (version == 0) {
      throw new UsageException(
          "There are no key tables yet. Run keystore migrate, or the statements of keystore ddl.");
    }
    return "version " + version;
  }

  private static String registry(KeyStore keyStore) {
    return "opens; " + keyStore.protectedColumns() + " protected columns on record";
  }

  private void keks(KeyStore keyStore) {
    for (KekProbe probe : keyStore.probeKeks()) {
      String name = "KEK " + probe.scheme();
      Optional<Failure> problem =
          probe
              .code()
              .map(
                  code ->
                      new Failure(
                          Optional.of(code.sqlState()), probe.message(), ExitCode.of(code)));
      checks.add(new Check(name, problem.isPresent() ? "" : probe.kek() + " opens", problem));
    }
  }

  private static String agreement(TenantCrypt tenantCrypt) throws SQLException {
    int findings = tenantCrypt.checkPolicy().size();
    if (findings > 0) {
      throw new UsageException(
          "Policy and database disagree in " + findings + " points. Run policy check.");
    }
    return "policy and database agree";
  }
}
