package io.tenantcrypt.it.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.World;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Connections, statements and results that several threads use. Where the JVM has virtual threads,
 * they are virtual.
 */
class ThreadsIT {

  private static final int ROWS = 6;
  private static final int ROUNDS = 150;

  /** How often a statement is cancelled, each quarter of a second, until that is a failure. */
  private static final int CANCELS = 100;

  private static final List<String> TENANTS = List.of(World.ACME, World.GLOBEX);

  private static final Map<Connector, Twin> TWINS = new EnumMap<>(Connector.class);

  @BeforeAll
  static void create() throws Exception {
    for (Connector connector : Connector.values()) {
      Twin twin =
          Twin.create(
              connector,
              "threads",
              Map.of("item", "name: { type: varchar(40) }"),
              List.of(
                  "CREATE TABLE item ({tenant}, id bigint NOT NULL, name varchar(40), owner"
                      + " varchar(20), PRIMARY KEY (tenant_id, id))"));
      try (Connection plain = DriverManager.getConnection(twin.plain())) {
        fill(plain, World.ACME);
      }
      for (String tenant : TENANTS) {
        AsTenant.run(
            tenant,
            () -> {
              try (Connection sealed = DriverManager.getConnection(twin.url())) {
                fill(sealed, tenant);
              }
            });
      }
      TWINS.put(connector, twin);
    }
  }

  private static void fill(Connection connection, String tenant) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO item (tenant_id, id, name, owner) VALUES (?, ?, ?, ?)")) {
      for (int id = 1; id <= ROWS; id++) {
        insert.setString(1, tenant);
        insert.setInt(2, id);
        insert.setString(3, tenant + " S3CRET " + id);
        insert.setString(4, tenant);
        insert.executeUpdate();
      }
    }
  }

  /** A test for each connector. */
  @FunctionalInterface
  private interface Check {
    void of(Twin twin) throws Exception;
  }

  private static Stream<DynamicTest> onEach(Check check) {
    return TWINS.values().stream()
        .map(twin -> DynamicTest.dynamicTest(twin.connector().name(), () -> check.of(twin)));
  }

  /** Virtual where there are such. */
  static <T> Future<T> start(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    try {
      Method virtual = Thread.class.getMethod("startVirtualThread", Runnable.class);
      virtual.invoke(null, task);
    } catch (NoSuchMethodException e) {
      Thread thread = new Thread(task, "threads-it");
      thread.setDaemon(true);
      thread.start();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return task;
  }

  private static <T> Future<T> startAs(String tenant, Callable<T> work) {
    return start(() -> AsTenant.call(tenant, work));
  }

  private static <T> T of(Future<T> future) throws Exception {
    try {
      return future.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** Takes long, over the tenant's table. */
  private static String slow(Connector connector) {
    return switch (connector) {
      case POSTGRES -> "SELECT name, pg_sleep(30) FROM item WHERE id = 1";
      case MARIADB, MYSQL -> "SELECT name, SLEEP(30) FROM item WHERE id = 1";
      case H2 ->
          "SELECT count(*) FROM item a, item b, item c, item d, item e, item f, item g, item h,"
              + " item i, item j, item k, item l, item m, item n, item o, item p";
    };
  }

  /** What a call threw, with its class and vendor code, or what it gave. */
  private static String told(Callable<?> call) {
    try {
      return "gave " + call.call();
    } catch (SQLException e) {
      // MySQL's says the one or the other, as its own two threads come by.
      return e.getClass().getName().matches(".*MySQL(QueryInterrupted|StatementCancelled).*")
          ? "cancelled"
          : e.getClass().getName() + " " + e.getSQLState() + " " + e.getErrorCode();
    } catch (Exception e) {
      return e.getClass().getName();
    }
  }

  /** Cancels until it is over: nobody can know when it has reached the server. */
  private static String cancelled(Statement statement, Future<String> running) throws Exception {
    for (int i = 0; i < CANCELS; i++) {
      statement.cancel();
      try {
        return running.get(250, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // Not yet.
      }
    }
    throw new AssertionError("Cancelled " + CANCELS + " times, and the statement still runs");
  }

  @TestFactory
  Stream<DynamicTest> cancel_fromAnotherThread_isTheRealDriversErrorAndTheConnectionGoesOn() {
    return onEach(
        twin ->
            twin.alike(
                (c, seen) -> {
                  String slow = slow(twin.connector());
                  String tenant = World.ACME;
                  try (PreparedStatement prepared = c.prepareStatement(slow);
                      Statement plain = c.createStatement()) {
                    seen.add(
                        cancelled(
                            prepared, startAs(tenant, () -> told(() -> prepared.executeQuery()))));
                    seen.add(Seen.rows(c, "SELECT id, name FROM item ORDER BY id"));
                    seen.add(
                        cancelled(plain, startAs(tenant, () -> told(() -> plain.execute(slow)))));
                    seen.add(Seen.rows(plain.executeQuery("SELECT name FROM item WHERE id = 2")));
                    seen.add(Seen.done(plain::cancel)); // nothing to cancel
                    seen.add(Seen.rows(plain.executeQuery("SELECT name FROM item WHERE id = 3")));
                    c.setAutoCommit(false);
                    seen.add(
                        cancelled(
                            prepared, startAs(tenant, () -> told(() -> prepared.executeQuery()))));
                    seen.add(Seen.of(() -> Seen.rows(c, "SELECT name FROM item WHERE id = 4")));
                    c.rollback();
                    seen.add(Seen.rows(c, "SELECT name FROM item WHERE id = 5"));
                  }
                }));
  }

  @TestFactory
  Stream<DynamicTest> abort_fromAnotherThread_endsTheConnectionAsTheRealDriverDoes() {
    return onEach(
        twin ->
            twin.alike(
                (c, seen) -> {
                  PreparedStatement prepared = c.prepareStatement(slow(twin.connector()));
                  if (twin.connector() != Connector.H2) { // whose abort does nothing
                    Future<String> running =
                        startAs(World.ACME, () -> told(() -> prepared.executeQuery()));
                    awaitRunning(twin, running);
                    seen.add(of(start(() -> Seen.done(() -> c.abort(Runnable::run)))));
                    seen.add(of(running));
                  } else {
                    seen.add(of(start(() -> Seen.done(() -> c.abort(Runnable::run)))));
                  }
                  seen.add(Seen.of(c::isClosed) + Seen.of(() -> c.isValid(1)));
                  seen.add(Seen.done(() -> c.abort(Runnable::run)));
                  seen.add(Seen.of(() -> c.prepareStatement("SELECT name FROM item") != null));
                  seen.add(Seen.done(c::close));
                  seen.add(Seen.of(c::isClosed));
                }));
  }

  /** Until the server says that it runs the slow statement. */
  private static void awaitRunning(Twin twin, Future<?> running) throws Exception {
    boolean postgres = twin.connector() == Connector.POSTGRES;
    String ask =
        postgres
            ? "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND state = 'active' AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()"
            : "SELECT count(*) FROM information_schema.processlist WHERE db = database()"
                + " AND state = 'User sleep'";
    try (Connection plain = DriverManager.getConnection(twin.plain());
        Connection behind = DriverManager.getConnection(twin.raw())) {
      while (!running.isDone()) {
        if (!Seen.rows(plain, ask).equals("(0)") || !Seen.rows(behind, ask).equals("(0)")) {
          return;
        }
      }
    }
    throw new AssertionError("the slow statement never ran");
  }

  @TestFactory
  Stream<DynamicTest> resultSet_readOnAnotherThread_isTheOneOfItsExecution() {
    return onEach(
        twin -> {
          String query = "SELECT id, name, owner FROM item ORDER BY id";
          List<String> expected = twin.plain((c, seen) -> seen.add(Seen.rows(c, query)));
          try (Connection c = DriverManager.getConnection(twin.url());
              PreparedStatement statement = c.prepareStatement(query)) {
            // The thread that reads is bound to nobody.
            ResultSet rows = of(startAs(World.ACME, statement::executeQuery));
            assertThat(of(start(() -> Seen.rows(rows)))).isEqualTo(expected.get(0));
            // To the same tenant.
            ResultSet again = of(startAs(World.ACME, statement::executeQuery));
            assertThat(of(startAs(World.ACME, () -> Seen.rows(again)))).isEqualTo(expected.get(0));
            // To another: nothing of it is shown, and its own thread goes on.
            ResultSet last = of(startAs(World.ACME, statement::executeQuery));
            assertThat(of(startAs(World.ACME, last::next))).isTrue();
            for (Callable<?> call :
                List.<Callable<?>>of(
                    () -> last.getString("name"), () -> last.getString("owner"), last::next)) {
              assertThat(of(startAs(World.GLOBEX, () -> Seen.of(call::call))))
                  .isEqualTo("SQLException TC011");
            }
            assertThat(of(startAs(World.ACME, () -> last.getString(2)))).contains("S3CRET 1");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> execution_isForTheTenantOfItsOwnThread_whoeverPrepared() {
    return onEach(
        twin -> {
          try (Connection c = DriverManager.getConnection(twin.url())) {
            PreparedStatement statement =
                of(
                    startAs(
                        World.ACME,
                        () -> c.prepareStatement("SELECT name, owner FROM item WHERE id = ?")));
            of(startAs(World.ACME, () -> bound(statement, 2)));
            String got = of(start(() -> Seen.of(statement::executeQuery)));
            assertThat(got).isEqualTo("SQLException TC010");
            assertThat(of(startAs(World.GLOBEX, () -> Seen.rows(statement.executeQuery()))))
                .matches("\\(globex S3CRET \\d+, globex\\)");
            assertThat(of(startAs(World.ACME, () -> Seen.rows(statement.executeQuery()))))
                .matches("\\(acme S3CRET \\d+, acme\\)");
            // A batch that was begun by one is nobody else's.
            PreparedStatement update = c.prepareStatement("UPDATE item SET name = ? WHERE id = 6");
            of(
                startAs(
                    World.ACME,
                    () -> {
                      update.setString(1, "acme S3CRET 6");
                      update.addBatch();
                      return true;
                    }));
            assertThat(of(startAs(World.GLOBEX, () -> Seen.of(update::executeBatch))))
                .isEqualTo("SQLException TC011");
            // Within a transaction no other tenant comes in, by whatever thread.
            c.setAutoCommit(false);
            assertThat(of(startAs(World.ACME, () -> Seen.rows(statement.executeQuery()))))
                .contains("acme");
            assertThat(of(startAs(World.GLOBEX, () -> Seen.of(statement::executeQuery))))
                .isEqualTo("SQLException TC011");
            c.rollback();
          }
        });
  }

  private static boolean bound(PreparedStatement statement, int id) throws SQLException {
    statement.setInt(1, id);
    return true;
  }

  /** The same database without the recording, which would be long. */
  private static String unrecorded(Twin twin) {
    return twin.url()
        .replace(":recording:", ":")
        .replaceAll("[?&;]recording=[^&;]*(?=[&;])", "")
        .replaceFirst("(?<=/[\\w]{1,40})&", "?");
  }

  private static void ownOnly(String tenant, ResultSet rows, AtomicInteger read)
      throws SQLException {
    while (rows.next()) {
      String name = rows.getString(1);
      String owner = rows.getString(2);
      assertThat(name).startsWith(tenant + " S3CRET");
      assertThat(owner).isEqualTo(tenant);
      read.incrementAndGet();
    }
  }

  @TestFactory
  Stream<DynamicTest> twoThreads_onOneConnection_eachSeeTheirOwnTenantsRows() {
    return onEach(
        twin -> {
          AtomicInteger read = new AtomicInteger();
          try (Connection c = DriverManager.getConnection(unrecorded(twin))) {
            CyclicBarrier together = new CyclicBarrier(TENANTS.size());
            List<Future<Boolean>> all = new ArrayList<>();
            for (String tenant : TENANTS) {
              all.add(
                  startAs(
                      tenant,
                      () -> {
                        together.await();
                        workOn(c, tenant, read);
                        return true;
                      }));
            }
            for (Future<Boolean> each : all) {
              assertThat(of(each)).isTrue();
            }
          }
          assertThat(read.get()).isEqualTo(TENANTS.size() * ROUNDS * (ROWS + 1));
        });
  }

  private static void workOn(Connection c, String tenant, AtomicInteger read) throws SQLException {
    try (PreparedStatement all = c.prepareStatement("SELECT name, owner FROM item");
        PreparedStatement update =
            c.prepareStatement("UPDATE item SET name = ?, owner = ? WHERE id = ?");
        Statement one = c.createStatement()) {
      for (int i = 0; i < ROUNDS; i++) {
        update.setString(1, tenant + " S3CRET " + i);
        update.setString(2, tenant);
        update.setInt(3, 1 + i % ROWS);
        assertThat(update.executeUpdate()).isEqualTo(1);
        try (ResultSet rows = all.executeQuery()) {
          ownOnly(tenant, rows, read);
        }
        int id = 1 + i % ROWS;
        try (ResultSet rows = one.executeQuery("SELECT name, owner FROM item WHERE id = " + id)) {
          ownOnly(tenant, rows, read);
        }
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> twoThreads_onOneStatement_neverSeeAnotherTenantsRows() {
    return onEach(
        twin -> {
          AtomicInteger read = new AtomicInteger();
          try (Connection c = DriverManager.getConnection(unrecorded(twin));
              PreparedStatement shared =
                  c.prepareStatement("SELECT name, owner FROM item WHERE tenant_id = ?");
              Statement plain = c.createStatement()) {
            CyclicBarrier together = new CyclicBarrier(TENANTS.size());
            List<Future<Boolean>> all = new ArrayList<>();
            for (String tenant : TENANTS) {
              all.add(
                  startAs(
                      tenant,
                      () -> {
                        together.await();
                        for (int i = 0; i < 2 * ROUNDS; i++) {
                          shareOf(shared, plain, tenant, read);
                        }
                        return true;
                      }));
            }
            for (Future<Boolean> each : all) {
              assertThat(of(each)).isTrue();
            }
            int before = read.get();
            for (String tenant : TENANTS) {
              AsTenant.run(tenant, () -> shareOf(shared, plain, tenant, read));
            }
            assertThat(read.get() - before).isEqualTo(TENANTS.size() * 2 * ROWS);
          }
        });
  }

  /** What is refused or closed by the other is the application's to bear, and no leak. */
  private static void shareOf(
      PreparedStatement shared, Statement plain, String tenant, AtomicInteger read) {
    try {
      shared.setString(1, tenant);
      ownOnly(tenant, shared.executeQuery(), read);
    } catch (SQLException | RuntimeException e) {
      assertThat(String.valueOf(e.getMessage())).doesNotContain("S3CRET");
    }
    try {
      ownOnly(tenant, plain.executeQuery("SELECT name, owner FROM item"), read);
    } catch (SQLException | RuntimeException e) {
      assertThat(String.valueOf(e.getMessage())).doesNotContain("S3CRET");
    }
  }

  @TestFactory
  Stream<DynamicTest> names_thatAnotherThreadMoves_areThoseThatWereJudged() {
    return onEach(
        twin -> {
          if (twin.connector() != Connector.POSTGRES) {
            return; // there a statement's names are moved by setCatalog and setSchema as well
          }
          try (Connection raw = DriverManager.getConnection(twin.raw())) {
            Twin.run(
                raw,
                "CREATE SCHEMA decoy",
                "CREATE TABLE decoy.item (owner varchar(20))",
                "INSERT INTO decoy.item VALUES ('acme')");
          }
          try (Connection c = DriverManager.getConnection(unrecorded(twin))) {
            AtomicBoolean over = new AtomicBoolean();
            Future<Integer> moving =
                start(
                    () -> {
                      int moves = 0;
                      try (Statement statement = c.createStatement()) {
                        while (!over.get()) {
                          statement.execute(
                              "SET search_path = " + (moves % 2 == 0 ? "decoy" : "public"));
                          moves++;
                        }
                      }
                      return moves;
                    });
            Map<Integer, Integer> counts =
                of(
                    startAs(
                        World.ACME,
                        () -> {
                          Map<Integer, Integer> found = new TreeMap<>();
                          try (Statement statement = c.createStatement()) {
                            for (int i = 0; i < 3 * ROUNDS; i++) {
                              int rows = 0;
                              ResultSet result = statement.executeQuery("SELECT owner FROM item");
                              while (result.next()) {
                                assertThat(result.getString(1)).isEqualTo(World.ACME);
                                rows++;
                              }
                              found.merge(rows, 1, Integer::sum);
                            }
                          }
                          return found;
                        }));
            over.set(true);
            assertThat(of(moving)).isPositive();
            assertThat(counts).containsOnlyKeys(1, ROWS);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> manyThreads_pinNoCarrierInOurCode() {
    return onEach(
        twin -> {
          AtomicInteger read = new AtomicInteger();
          // The server has other tests' connections too, and its limit.
          Semaphore connected = new Semaphore(12);
          Path file = Files.createTempFile("threads", ".jfr");
          try (Recording recording = new Recording()) {
            recording
                .enable("jdk.VirtualThreadPinned")
                .withThreshold(Duration.ZERO)
                .withStackTrace();
            recording.start();
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 48; i++) {
              String tenant = TENANTS.get(i % TENANTS.size());
              int id = 1 + i % ROWS;
              all.add(
                  startAs(
                      tenant,
                      () -> {
                        connected.acquire();
                        try (Connection c = DriverManager.getConnection(unrecorded(twin));
                            PreparedStatement s =
                                c.prepareStatement("SELECT name, owner FROM item WHERE id = ?")) {
                          for (int n = 0; n < 5; n++) {
                            s.setInt(1, id);
                            ownOnly(tenant, s.executeQuery(), read);
                          }
                        } finally {
                          connected.release();
                        }
                        return true;
                      }));
            }
            for (Future<Boolean> each : all) {
              assertThat(of(each)).isTrue();
            }
            recording.stop();
            recording.dump(file);
          }
          assertThat(read.get()).isEqualTo(48 * 5);
          List<String> pinned = new ArrayList<>();
          for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            pinned.add(String.valueOf(event));
          }
          Files.delete(file);
          System.out.println(twin.connector() + ": pinned " + pinned.size() + " times");
          assertThat(pinned).filteredOn(p -> p.contains("io.tenantcrypt.")).isEmpty();
        });
  }
}
