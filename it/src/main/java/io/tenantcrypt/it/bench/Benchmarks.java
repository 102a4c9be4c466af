package io.tenantcrypt.it.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.it.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks and writes their ratios into the book: {@code mvn -Pbenchmarks}. Properties:
 * {@code bench.long} for narrow error bars, {@code bench.only} for a pattern of benchmark names.
 */
public final class Benchmarks {

  private static final Path TARGET = Path.of(System.getProperty("tenantcrypt.it.target", "target"));
  private static final List<String> OPERATIONS =
      List.of("prepareShort", "prepareWide", "pointRead", "insert", "scan");
  private static final String PASSWORD = "tenantcrypt.local.password";
  private static final int MANY_TENANTS = 1_000;
  private static final int MANY_THREADS = 8;
  private static final String POLICY =
      """
      version: 1
      deployment: 1b7d7f0e-0b1c-4c7e-8a55-4b0f7c1d2e33
      revision: 1
      tenancy: { column: tenant_id, unscoped: refuse }
      keys:
        kek: ${TENANTCRYPT_KEK:aws-kms://alias/tenantcrypt}
        cache: { maxEntries: 2500, ttl: 30m }
      tables:
        bench_ours:
          columns:
            name: { type: varchar(200) }
            dob: { type: date }
            note: { type: varchar(200) }
        bench_ours_wide:
          columns:
            name: { type: varchar(200) }
            dob: { type: date }
            note: { type: varchar(200) }
      """;

  private Benchmarks() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    String only = System.getProperty("bench.only", ".*");
    if (OPERATIONS.stream().noneMatch(operation -> operation.matches(only))) {
      return; // what is asked for is measured elsewhere
    }
    String[] ways = System.getProperty("bench.ways", "PLAIN,HAND,BOUND,OURS").split(",", -1);
    boolean longer = Boolean.getBoolean("bench.long");
    try (EmbeddedServer server = EmbeddedServer.start("bench")) {
      prepare(server, MANY_TENANTS, ways);
      Session.requireEqual(ways);
      Collection<RunResult> results = new ArrayList<>();
      String stub = Target.STUB.name();
      String real = Target.POSTGRESQL.name();
      results.addAll(run("prepare.*", only, longer, 1, 1, ways, stub));
      results.addAll(run("(pointRead|insert|scan)", only, longer, 1, 1, ways, stub, real));
      results.addAll(
          run("(pointRead|insert)", only, longer, MANY_TENANTS, MANY_THREADS, ways, stub, real));
      List<String> table = new Ratios(results).table();
      table.forEach(System.out::println);
      Path page = Path.of(System.getProperty("tenantcrypt.it.book", ".")).resolve("performance.md");
      Ratios.writeInto(page, table);
    }
    System.exit(0);
  }

  /** Makes the tables, keys and rows that the operations need, and says where they are. */
  static void prepare(EmbeddedServer server, int tenants, String... ways) throws Exception {
    if (System.getProperty(PASSWORD) == null) {
      System.setProperty(PASSWORD, UUID.randomUUID().toString());
    }
    Path keys = Files.createTempDirectory(Files.createDirectories(TARGET), "bench-keys");
    System.setProperty(Ground.PLAIN_URL, server.createDatabase("bench"));
    System.setProperty(Ground.PARAMETERS, parameters(keys));
    for (String way : ways) {
      prepare(Way.valueOf(way), tenants);
    }
  }

  private static String parameters(Path keys) throws IOException {
    Path policy = keys.resolve("policy.yaml").toAbsolutePath();
    Files.writeString(policy, POLICY);
    return "&tenantcrypt.policy="
        + policy
        + "&tenantcrypt.kek=local://"
        + keys.resolve("bench.p12").toAbsolutePath();
  }

  private static void prepare(Way way, int tenants) throws Exception {
    try (Connection connection = Ground.connect(Target.POSTGRESQL, way);
        Statement statement = connection.createStatement()) {
      statement.execute(way.createTable());
      statement.execute(way.createWideTable());
    }
    if (way == Way.OURS) {
      provision(tenants);
    }
    Session.fill(way, tenants);
    try (Connection connection = DriverManager.getConnection(System.getProperty(Ground.PLAIN_URL));
        Statement statement = connection.createStatement()) {
      statement.execute("ANALYZE " + way.table());
    }
  }

  private static void provision(int tenants) throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(
        System.getProperty(Ground.PLAIN_URL).replaceFirst("^jdbc:", "jdbc:tenantcrypt:")
            + System.getProperty(Ground.PARAMETERS));
    config.setMaximumPoolSize(2);
    try (HikariDataSource source = new HikariDataSource(config)) {
      TenantCrypt crypt = TenantCrypt.of(source);
      crypt.tenants().create(Ground.SCAN_TENANT);
      for (int i = 0; i < tenants; i++) {
        crypt.tenants().create(Ground.tenant(i));
      }
    }
  }

  private static boolean crowded(int threads) {
    return threads > Runtime.getRuntime().availableProcessors();
  }

  /** With more threads than processors it takes longer. */
  private static int warmUp(int threads) {
    return crowded(threads) ? 20 : 4;
  }

  /**
   * Among more busy threads than processors the compiler's own hardly get a turn, and code that is
   * not compiled yet would be measured: there each thread waits for what it needs compiled.
   */
  private static String compilation(int threads) {
    return crowded(threads) ? "-Xbatch" : "-XX:+BackgroundCompilation";
  }

  private static Collection<RunResult> run(
      String benchmarks,
      String only,
      boolean longer,
      int tenants,
      int threads,
      String[] ways,
      String... targets)
      throws RunnerException {
    String pattern =
        OPERATIONS.stream()
            .filter(name -> name.matches(benchmarks) && name.matches(only))
            .collect(Collectors.joining("|"));
    if (pattern.isEmpty()) {
      return List.of();
    }
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("DriverBenchmark\\.(" + pattern + ")$")
            .param("target", targets)
            .param("way", ways)
            .param("tenants", Integer.toString(tenants))
            .threads(threads)
            .forks(longer ? 3 : 1)
            .warmupIterations(longer ? 10 : warmUp(threads))
            .warmupTime(TimeValue.seconds(longer ? 3 : 1))
            .measurementIterations(longer ? 10 : 3)
            .measurementTime(TimeValue.seconds(longer ? 3 : 1))
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuTime.class)
            .shouldFailOnError(false)
            .jvmArgsAppend(
                // A heap of one size, touched before: else the first use of each page is measured.
                "-Xms1g",
                "-Xmx1g",
                "-XX:+AlwaysPreTouch",
                compilation(threads),
                "-D" + Ground.PLAIN_URL + "=" + System.getProperty(Ground.PLAIN_URL),
                "-D" + PASSWORD + "=" + System.getProperty(PASSWORD),
                "-D" + Ground.PARAMETERS + "=" + System.getProperty(Ground.PARAMETERS));
    return new Runner(options.build()).run();
  }
}
