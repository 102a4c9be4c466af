package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.kms.KmsProviders;
import io.tenantcrypt.keys.kms.KmsSettings;
import io.tenantcrypt.keys.kms.memory.MemoryKmsProvider;
import io.tenantcrypt.keys.store.ConnectionSupplier;
import io.tenantcrypt.keys.store.KeyRuntime;
import io.tenantcrypt.keys.store.KeyRuntimeConfig;
import io.tenantcrypt.keys.store.RuntimeFacts;
import io.tenantcrypt.policy.KeyPolicy;
import io.tenantcrypt.tenancy.TenantId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Key tables in each database that can hold them, through each of its drivers. */
abstract class OnEachKeyStore {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  static final Instant MADE = Instant.parse("2026-03-29T01:30:00.678Z");
  static final TenantId ACME = TenantId.of("acme");
  static final int CALLERS = 8;

  @SuppressWarnings("NullAway.Init")
  private static MariaDbServer mariaDb;

  @SuppressWarnings("NullAway.Init")
  private static String postgres;

  private final List<KeyRuntime> runtimes = new ArrayList<>();

  /** A database behind a driver, in a session of some kind. */
  enum Store {
    POSTGRESQL("", ""),
    MARIADB("mariadb", ""),
    MYSQL("mysql", ""),
    /** The session's zone and quotes are the application's, and it is not strict. */
    MARIADB_ODD("mariadb", "&sessionVariables=sql_mode='ANSI_QUOTES',time_zone='-07:30'"),
    MYSQL_ODD(
        "mysql",
        "&connectionTimeZone=Asia/Kolkata&useAffectedRows=true"
            + "&sessionVariables=sql_mode='ANSI_QUOTES',time_zone='-07:30'"),
    MARIADB_EMPTY_MODE("mariadb", "&useAffectedRows=true&sessionVariables=sql_mode=''"),
    MYSQL_PREPARED("mysql", "&useServerPrepStmts=true&sessionVariables=sql_mode=''"),
    H2("h2", ""),
    H2_POSTGRESQL("h2", ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;TIME ZONE=-07:30");

    private final String scheme;
    private final String more;

    Store(String scheme, String more) {
      this.scheme = scheme;
      this.more = more;
    }

    String url(String database) {
      return switch (scheme) {
        case "" -> postgres;
        case "h2" -> "jdbc:h2:mem:keys_" + name() + ";DB_CLOSE_DELAY=-1" + more;
        default -> mariaDb.url(scheme, database) + more;
      };
    }

    Connection open() throws SQLException {
      return DriverManager.getConnection(url("test"));
    }

    /** The statement in this database's quotes. */
    String quoted(String sql) {
      return this == POSTGRESQL ? sql.replace('`', '"') : sql;
    }

    void run(String... statements) throws SQLException {
      try (Connection connection = open();
          Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(quoted(sql));
        }
      }
    }

    String ask(String sql) throws SQLException {
      try (Connection connection = open();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(quoted(sql))) {
        row.next();
        return row.getString(1);
      }
    }

    /** Without key tables. */
    void empty() throws SQLException {
      run(
          this == POSTGRESQL || scheme.equals("h2")
              ? "drop schema if exists tenantcrypt cascade"
              : "drop database if exists tenantcrypt");
    }
  }

  @BeforeAll
  static void start() throws SQLException {
    postgres = World.shared().freshUrl("keystores_" + NUMBER.incrementAndGet());
    mariaDb = MariaDbServer.forKeys();
    mariaDb.freshUrl("mariadb", "test");
  }

  @AfterEach
  void close() {
    runtimes.forEach(KeyRuntime::close);
  }

  KeyRuntime runtime(Store store) {
    return runtime(store::open);
  }

  KeyRuntime runtime(ConnectionSupplier connections) {
    KeyRuntime runtime =
        KeyRuntime.open(
            new KeyRuntimeConfig(
                new KeyPolicy(
                    Optional.of("memory://keystores"),
                    Map.of(),
                    List.of("memory://*"),
                    KeyPolicy.Cache.DEFAULT,
                    KeyPolicy.Rotation.NONE,
                    KeyPolicy.Envelope.TABLE,
                    KeyPolicy.Provision.EXPLICIT),
                "deployment",
                Optional.empty(),
                connections,
                "tenantcrypt",
                Duration.ofSeconds(20),
                new KmsProviders(
                    List.of(new MemoryKmsProvider()),
                    new KmsSettings(Duration.ofSeconds(5), true, name -> Optional.empty())),
                call -> {},
                InstantSource.fixed(MADE),
                new RuntimeFacts("test", "1", 1, () -> "0123456789abcdef")));
    runtimes.add(runtime);
    return runtime;
  }

  static void assertCode(ErrorCode code, ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TenantCryptException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e).hasMessageContainingAll(words);
            });
  }

  /** What all callers get who start at once, each with a runtime of its own. */
  <T> List<T> atOnce(Store store, Work<T> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(CALLERS);
    ExecutorService pool = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Callable<T>> calls = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        KeyRuntime runtime = runtime(store);
        calls.add(
            () -> {
              start.await();
              return work.run(runtime);
            });
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : pool.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  @FunctionalInterface
  interface Work<T> {
    T run(KeyRuntime runtime) throws Exception;
  }
}
