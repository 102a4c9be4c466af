package io.tenantcrypt.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.it.MariaDbServer;
import io.tenantcrypt.keys.JobRow;
import io.tenantcrypt.keys.JobState;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.KeyState;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.TenantState;
import io.tenantcrypt.keys.store.ConnectionSupplier;
import io.tenantcrypt.tenancy.TenantId;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who shreds, and what is left of it, on the databases besides PostgreSQL; and under kill -9. */
class ShredStoresIT {

  private static final String H2 = "jdbc:h2:mem:shredding;DB_CLOSE_DELAY=-1";
  private static final ShredOptions AT_ONCE =
      ShredOptions.DEFAULT.withWindow(Duration.ZERO).withBackupRetention(Duration.ofDays(3));

  @SuppressWarnings("NullAway.Init")
  private static MariaDbServer mariaDb;

  @BeforeAll
  static void start() throws SQLException {
    mariaDb = MariaDbServer.forKeys();
    mariaDb.freshUrl("mariadb", "data");
    run(
        mariaDb.url("mariadb", "data"),
        "create user 'second'@'localhost' identified by 'second'",
        "create user 'second'@'127.0.0.1' identified by 'second'",
        "create user 'it'@'%' identified by 'other'",
        "grant all on *.* to 'second'@'localhost'",
        "grant all on *.* to 'second'@'127.0.0.1'");
    run(H2, "create user \"FIRST\" password '' admin", "create user \"SECOND\" password '' admin");
  }

  @AfterAll
  static void stop() throws SQLException {
    run(
        mariaDb.url("mariadb", "data"),
        "drop user 'second'@'localhost'",
        "drop user 'second'@'127.0.0.1'",
        "drop user 'it'@'%'");
  }

  private static void run(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static ConnectionSupplier as(String store, String user) {
    if (store.equals("h2")) {
      return () -> DriverManager.getConnection(H2, user, "");
    }
    String url = mariaDb.url(store, "data");
    String name = user.equals("first") ? "it" : user;
    return () ->
        DriverManager.getConnection(
            url.replace("user=it", "user=" + name).replace("password=it", "password=" + name));
  }

  private static JsonNode read(String json) throws Exception {
    return new ObjectMapper().readTree(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "mysql", "h2"})
  void shred_byTwoUsersOfTheServer_isCertified(String store) throws Exception {
    String tenant = "of-" + store;
    try (ShredFixture first = new ShredFixture(as(store, "first"));
        ShredFixture second = new ShredFixture(as(store, "second"))) {
      new Tenants(first.runtime()).create(tenant, "own", Map.of());
      JobSummary asked = first.shredding().request(tenant, "a test", AT_ONCE);
      assertThatThrownBy(() -> first.shredding().approve(asked.id()))
          .isInstanceOfSatisfying(
              TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC033));
      second.shredding().approve(asked.id());
      JobRow done = second.toTheEnd(asked.id());

      JsonNode told = read(String.valueOf(done.progress().get("certificate")));
      assertThat(told.at("/requestedBy").asText())
          .isEqualToIgnoringCase(store.equals("h2") ? "first" : "it");
      assertThat(told.at("/approvedBy").asText()).isEqualToIgnoringCase("second");
      assertThat(told.at("/keyTables/place").asText())
          .isEqualTo(store.equals("h2") ? "SAME_DATABASE" : "SAME_SERVER");
      assertThat(told.at("/keks/0/kek").asText()).isEqualTo("memory://own-" + tenant);
      assertThat(told.at("/keks/0/otherTenants").asInt()).isZero();
      // A key in memory is nothing that a certificate rests on.
      assertThat(told.at("/keks/0/fate").asText()).isEqualTo("THERE");
      TenantRing ring = first.runtime().table().read(TenantId.of(tenant)).orElseThrow();
      assertThat(ring.state()).isEqualTo(TenantState.SHREDDED);
      assertThat(ring.keys()).allSatisfy(key -> assertThat(key.copies()).isEmpty());
      assertThat(ring.everWrappedBy()).hasSize(1);
    }
  }

  /** A connection that ends for good at a moment, and how many such moments there were. */
  private static final class Mortal {
    private static final Set<String> MOMENTS =
        Set.of("prepareStatement", "createStatement", "commit");

    private final ConnectionSupplier real;
    private final int dies;
    private final boolean after;
    private final AtomicInteger moments = new AtomicInteger();

    Mortal(ConnectionSupplier real, int dies, boolean after) {
      this.real = real;
      this.dies = dies;
      this.after = after;
    }

    boolean isDead() {
      return moments.get() >= dies;
    }

    Connection open() throws SQLException {
      requireAlive();
      Connection connection = real.open();
      InvocationHandler handler =
          (proxy, method, arguments) -> {
            boolean moment = MOMENTS.contains(method.getName());
            if (!moment || !after) {
              if (moment) {
                moments.incrementAndGet();
              }
              requireAliveFor(method.getName());
            }
            Object answer;
            try {
              answer = method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
              throw e.getCause();
            }
            if (moment && after) {
              moments.incrementAndGet();
              requireAlive();
            }
            return answer;
          };
      return (Connection)
          Proxy.newProxyInstance(
              ShredStoresIT.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
    }

    /** What a server does with the connection of a client that is gone still happens. */
    private void requireAliveFor(String method) throws SQLException {
      if (!method.equals("rollback") && !method.equals("close")) {
        requireAlive();
      }
    }

    private void requireAlive() throws SQLException {
      if (isDead()) {
        throw new SQLException("killed", "08006");
      }
    }
  }

  /** What is the same whenever the worker was killed. */
  private static JsonNode comparable(JsonNode certificate, String tenant) throws Exception {
    ObjectNode told = (ObjectNode) read(certificate.toString().replace(tenant, "TENANT"));
    told.remove(
        List.of(
            "job",
            "requestedAt",
            "approvedAt",
            "destroyedAt",
            "observedAt",
            "window",
            "effective",
            "signature"));
    told.withArray("keys").forEach(key -> ((ObjectNode) key).remove(List.of("id", "destroyedAt")));
    return told;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shred_ofWhichAWorkerIsKilledAtAnyPoint_endsInTheSameTombstoneAndCertificate(boolean after)
      throws Exception {
    JsonNode expected = null;
    int kills = 0;
    try (ShredFixture first = new ShredFixture(as("h2", "first"));
        ShredFixture second = new ShredFixture(as("h2", "second"))) {
      for (int dies = 1; ; dies++) {
        String tenant = "killed-" + after + "-" + dies;
        new Tenants(first.runtime()).create(tenant, "own", Map.of());
        JobSummary asked = first.shredding().request(tenant, "a test", AT_ONCE);
        second.shredding().approve(asked.id());
        Mortal mortal = new Mortal(as("h2", "first"), dies, after);
        boolean killed = false;
        try (ShredFixture victim = new ShredFixture(mortal::open)) {
          victim.toTheEnd(asked.id());
        } catch (TenantCryptException e) {
          assertThat(e.code()).as("%s", e).isEqualTo(ErrorCode.TC030);
          killed = true;
        }
        // A process that is gone is forgotten; waiting for its silence is another test's matter.
        run(H2, "delete from tenantcrypt.instance");
        JobRow done = second.toTheEnd(asked.id());
        assertThat(done.state()).as("%d: %s", dies, done.progress()).isEqualTo(JobState.DONE);
        TenantRing ring = first.runtime().table().read(TenantId.of(tenant)).orElseThrow();
        assertThat(ring.state()).isEqualTo(TenantState.SHREDDED);
        assertThat(ring.epoch()).as("destroyed once").isEqualTo(2);
        KeyRow key = ring.keys().get(0);
        assertThat(key.state()).isEqualTo(KeyState.DESTROYED);
        JsonNode told =
            read(
                ShredCertificate.verify(
                        String.valueOf(done.progress().get("certificate")),
                        first.shredding().publicKey())
                    .json());
        assertThat(Instant.parse(told.at("/destroyedAt").asText()))
            .isEqualTo(key.destroyed().orElseThrow());
        assertThat(told.at("/effective/copiesOfKeyTables/from").asText())
            .isEqualTo(key.destroyed().orElseThrow().plus(Duration.ofDays(3)).toString());
        expected = expected == null ? comparable(told, tenant) : expected;
        assertThat(comparable(told, tenant)).as("killed at %d", dies).isEqualTo(expected);
        if (!killed) {
          break;
        }
        kills++;
      }
    }
    System.out.println("SHRED: killed at " + kills + " points");
    assertThat(kills).isGreaterThan(10);
  }

  @Test
  void shred_bySeveralWorkersAtOnce_destroysOnce() throws Exception {
    List<ShredFixture> workers = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (ShredFixture first = new ShredFixture(as("h2", "first"));
        ShredFixture second = new ShredFixture(as("h2", "second"))) {
      new Tenants(first.runtime()).create("crowded", "own", Map.of());
      JobSummary asked = first.shredding().request("crowded", "a test", AT_ONCE);
      second.shredding().approve(asked.id());
      List<Callable<JobRow>> calls = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        ShredFixture worker = new ShredFixture(as("h2", "first"));
        workers.add(worker);
        calls.add(() -> worker.toTheEnd(asked.id()));
      }
      for (Future<JobRow> ended : threads.invokeAll(calls)) {
        assertThat(ended.get().state()).isEqualTo(JobState.DONE);
      }
      assertThat(first.runtime().table().read(TenantId.of("crowded")).orElseThrow().epoch())
          .isEqualTo(2);
    } finally {
      threads.shutdownNow();
      workers.forEach(ShredFixture::close);
    }
  }

  /** A worker that stood still for longer than its lease. */
  @Test
  void shred_thatAnotherWorkerHasDoneMeanwhile_isLeftToIt() {
    try (ShredFixture first = new ShredFixture(as("h2", "first"));
        ShredFixture second = new ShredFixture(as("h2", "second"))) {
      new Tenants(first.runtime()).create("overtaken", "own", Map.of());
      JobSummary asked = first.shredding().request("overtaken", "a test", AT_ONCE);
      second.shredding().approve(asked.id());
      JobRow mine =
          first
              .runtime()
              .jobs()
              .claim(new KeyId(asked.id()), KeyId.random(), Duration.ofMillis(1))
              .orElseThrow();
      assertThat(second.toTheEnd(asked.id()).state()).isEqualTo(JobState.DONE);
      Step late = first.advance(mine);
      assertThat(late.state()).isEqualTo(JobState.READY);
      assertThat(late.progress()).isEqualTo(mine.progress());
      JobRow next = mine.with(late.state(), late.progress());
      assertThat(first.runtime().jobs().save(mine, next, Optional.empty())).isEmpty();
    }
  }

  /** What is given up is given up: a worker that had begun by then destroys nothing. */
  @Test
  void givingUp_betweenAWorkersLookAndItsDeed_winsOrLosesWhole() {
    try (ShredFixture first = new ShredFixture(as("h2", "first"));
        ShredFixture second = new ShredFixture(as("h2", "second"))) {
      new Tenants(first.runtime()).create("given-up", "own", Map.of());
      JobSummary asked = first.shredding().request("given-up", "a test", AT_ONCE);
      second.shredding().approve(asked.id());
      JobRow mine =
          first
              .runtime()
              .jobs()
              .claim(new KeyId(asked.id()), KeyId.random(), Duration.ofSeconds(5))
              .orElseThrow();
      second.jobs().cancel(asked.id());
      TenantRing ring = first.runtime().table().read(TenantId.of("given-up")).orElseThrow();
      assertThat(
              first
                  .runtime()
                  .tombstones()
                  .bury(mine, mine, ring, ring.shredded(first.runtime().jobs().now())))
          .isFalse();
      assertThat(first.runtime().table().read(TenantId.of("given-up")).orElseThrow())
          .isEqualTo(ring);
    }
  }

  /** The rehearsal's way opens for what a rehearsal has made, and for that run's tenant only. */
  @Test
  void rehearsalsWay_ofATenantThatItHasNotMade_destroysNothing() {
    try (ShredFixture first = new ShredFixture(as("h2", "first"))) {
      new Tenants(first.runtime()).create("real", "own", Map.of());
      TenantRing real = first.runtime().table().read(TenantId.of("real")).orElseThrow();
      KeyId run = KeyId.random();
      TenantRing other = first.runtime().provisioning().rehearse(TenantId.of("another-run"), run);
      for (TenantRing tenant : List.of(real, other)) {
        JobSummary job = first.shredding().rehearsed(tenant, KeyId.random());
        assertThatThrownBy(() -> first.toTheEnd(job.id()))
            .isInstanceOfSatisfying(
                TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC033));
        assertThat(first.runtime().table().read(tenant.tenant()).orElseThrow()).isEqualTo(tenant);
      }
      assertThatThrownBy(() -> first.runtime().provisioning().rehearse(TenantId.of("real"), run))
          .isInstanceOfSatisfying(
              TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC014));
      assertThat(first.toTheEnd(first.shredding().rehearsed(other, run).id()).state())
          .isEqualTo(JobState.DONE);
    }
  }

  /** What has wrapped a key is told however often the tenant was changed since. */
  @Test
  void past_isKept_whereKeysAreMovedAndWrappedAnew() {
    try (ShredFixture first = new ShredFixture(as("h2", "first"))) {
      Tenants tenants = new Tenants(first.runtime());
      tenants.create("wanderer");
      tenants.copyUnder("wanderer", "memory://further");
      tenants.move("wanderer", "own", Map.of());
      tenants.suspend("wanderer");
      tenants.rewrap("wanderer");
      TenantRing ring = first.runtime().table().read(TenantId.of("wanderer")).orElseThrow();
      assertThat(ring.attributes()).isEmpty();
      assertThat(ring.everWrappedBy())
          .extracting(by -> by.kek().toString())
          .containsExactly("memory://further", "memory://own-wanderer", "memory://shredding");
      assertThat(ring.wrappedBy()).hasSize(1);
    }
  }
}
