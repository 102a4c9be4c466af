package io.tenantcrypt.it.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.TenantCryptDataSource;
import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.Recording;
import io.tenantcrypt.it.World;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The driver's own questions for keys and catalog, and the application's transactions. */
class TransactionsIT {

  private static final String UNKNOWN = "SELECT name FROM not_there_yet";

  private static final Map<Connector, Twin> TWINS = new EnumMap<>(Connector.class);

  @BeforeAll
  static void create() throws Exception {
    for (Connector connector : Connector.values()) {
      TWINS.put(connector, ConnectionIT.create(connector, "transactions"));
    }
  }

  /** A script with the URL of another connection to the same database. */
  @FunctionalInterface
  private interface Beside {
    void on(Connection c, String others, List<String> seen) throws Exception;
  }

  private static void alike(Twin twin, Beside script) throws Exception {
    List<String> expected = twin.plain((c, seen) -> script.on(c, twin.plain(), seen));
    List<String> got = twin.sealed((c, seen) -> script.on(c, twin.raw(), seen));
    assertThat(expected).isNotEmpty();
    assertThat(got).isEqualTo(expected);
  }

  @FunctionalInterface
  private interface Check {
    void of(Twin twin) throws Exception;
  }

  private static Stream<DynamicTest> onEach(Check check) {
    return TWINS.values().stream()
        .map(twin -> DynamicTest.dynamicTest(twin.connector().name(), () -> check.of(twin)));
  }

  private static void past(String url, String... texts) throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      Twin.run(connection, texts);
    }
  }

  private static String codes(Connection c) {
    return Seen.of(() -> Seen.rows(c, "SELECT code FROM country ORDER BY code"));
  }

  private static String names(Connection c) {
    return Seen.of(() -> Seen.rows(c, "SELECT id, name FROM item WHERE id < 4 ORDER BY id"));
  }

  /** Whether a catalog was read: a name that nobody knows is looked for in a new one. */
  private static void lookAgain(Connection c) {
    Seen.of(() -> c.prepareStatement(UNKNOWN));
  }

  @TestFactory
  Stream<DynamicTest> snapshot_isFixedByTheApplicationsFirstStatement_notByOurQuestions() {
    return onEach(
        twin -> {
          for (int isolation :
              new int[] {
                Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE
              }) {
            for (boolean moved : new boolean[] {false, true}) {
              alike(
                  twin,
                  (c, others, seen) -> {
                    past(others, "DELETE FROM country WHERE code <> 'de'");
                    c.setTransactionIsolation(isolation);
                    c.setAutoCommit(false);
                    if (moved && twin.connector().onMariaDb()) {
                      c.setCatalog(c.getCatalog()); // how text is read is asked again
                    }
                    try (PreparedStatement insert =
                            c.prepareStatement(
                                "INSERT INTO item (id, name, city) VALUES (?, ?, 'x')");
                        PreparedStatement select = c.prepareStatement("SELECT code FROM country")) {
                      lookAgainQuietly(c, twin, others);
                      insert.setInt(1, 80);
                      insert.setString(2, "S3CRET-80");
                      insert.addBatch(); // sealed now: keys are looked up
                      lookAgainQuietly(c, twin, others);
                      seen.add(beside(twin, others, "INSERT INTO country VALUES ('fr', 'France')"));
                      seen.add(Seen.rows(select.executeQuery()));
                      seen.add(beside(twin, others, "INSERT INTO country VALUES ('it', 'Italy')"));
                      // Fixed by now, on every database.
                      seen.add(codes(c));
                      lookAgainQuietly(c, twin, others);
                      seen.add(codes(c) + Seen.of(insert::executeBatch));
                      seen.add(codes(c) + names(c));
                    }
                    c.rollback();
                    seen.add(codes(c));
                    c.rollback();
                  });
            }
          }
        });
  }

  /**
   * What comes of a change that another connection makes at once: where readers lock out the
   * others' writers, it waits a second for them, and in vain.
   */
  private static String beside(Twin twin, String url, String change) throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      waitShortly(twin, connection);
      return Seen.done(() -> Twin.run(connection, change));
    }
  }

  private static void waitShortly(Twin twin, Connection connection) throws Exception {
    if (twin.connector().onMariaDb()) {
      Twin.run(connection, "SET innodb_lock_wait_timeout = 1");
    } else if (twin.connector() == Connector.H2) {
      Twin.run(connection, "SET LOCK_TIMEOUT 500");
    }
  }

  /** On the plain side the text would be sent. Keys and catalog are asked for next. */
  private static void lookAgainQuietly(Connection c, Twin twin, String others) throws Exception {
    if (others.equals(twin.raw())) {
      lookAgain(c);
      TenantCryptDataSource source = new TenantCryptDataSource();
      source.setUrl(twin.url());
      TenantCrypt.of(source).tenants().evict(World.ACME);
    }
  }

  @TestFactory
  Stream<DynamicTest> serializableTransactions_failOrCommitAsThePlainOnes() {
    return onEach(
        twin -> {
          for (String ofTheOther : List.of("item", "country")) {
            alike(
                twin,
                (c, others, seen) -> {
                  String beside = others.equals(twin.raw()) ? twin.url() : twin.plain();
                  try (Connection d = DriverManager.getConnection(beside)) {
                    for (Connection each : List.of(c, d)) {
                      waitShortly(twin, each);
                      each.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                      each.setAutoCommit(false);
                    }
                    // Each reads what the other one changes, or something else altogether.
                    seen.add(names(c));
                    seen.add(ofTheOther.equals("item") ? names(d) : codes(d));
                    lookAgainQuietly(c, twin, others);
                    seen.add(Seen.of(() -> renamed(c, 1)));
                    lookAgainQuietly(d, twin, others);
                    seen.add(
                        ofTheOther.equals("item")
                            ? Seen.of(() -> renamed(d, 2))
                            : Seen.done(() -> Twin.run(d, "UPDATE country SET name = 'D'")));
                    lookAgainQuietly(c, twin, others);
                    seen.add(Seen.done(c::commit));
                    lookAgainQuietly(d, twin, others);
                    seen.add(names(d) + Seen.done(d::commit));
                    d.rollback();
                    seen.add(names(c) + codes(c));
                    c.rollback();
                  }
                });
          }
        });
  }

  private static int renamed(Connection c, int id) throws Exception {
    try (PreparedStatement update = c.prepareStatement("UPDATE item SET name = ? WHERE id = ?")) {
      update.setString(1, "S3CRET-" + id + " renamed");
      update.setInt(2, id);
      return update.executeUpdate();
    }
  }

  @TestFactory
  Stream<DynamicTest> transaction_sendsNothingButTheApplicationsStatements() {
    return onEach(
        twin ->
            AsTenant.run(
                World.ACME,
                () -> {
                  Recording recording = twin.recording();
                  try (Connection c = DriverManager.getConnection(twin.url())) {
                    recording.clear();
                    c.setAutoCommit(false);
                    try (Statement probe = c.createStatement();
                        PreparedStatement insert =
                            c.prepareStatement(
                                "INSERT INTO item (id, name, city) VALUES (?, ?, 'x')");
                        PreparedStatement select =
                            c.prepareStatement("SELECT name FROM item WHERE id = ?")) {
                      probe.execute("SELECT 4711");
                      insert.setInt(1, 81);
                      insert.setString(2, "S3CRET-81");
                      assertThat(insert.executeUpdate()).isEqualTo(1);
                      lookAgain(c);
                      select.setInt(1, 81);
                      assertThat(Seen.rows(select.executeQuery())).isEqualTo("(S3CRET-81)");
                      probe.execute("SELECT code FROM country");
                    }
                    c.rollback();
                  }
                  List<String> sent = new ArrayList<>();
                  for (Recording.Event event :
                      recording.eventsOfConnectionThatSent("SELECT 4711")) {
                    assertThat(event.holds("S3CRET")).isFalse();
                    if (event.kind() == Recording.Kind.EXECUTED) {
                      sent.add(event.sql().replaceAll("(?s)^(\\w+).*?(item|country).*", "$1 $2"));
                    }
                  }
                  assertThat(sent).containsExactly("INSERT item", "SELECT item", "SELECT country");
                }));
  }

  @TestFactory
  Stream<DynamicTest> keysThatCannotBeHad_leaveTheTransactionUsable() {
    return onEach(
        twin -> {
          World.provision(twin.url(), "initech");
          TenantCryptDataSource source = new TenantCryptDataSource();
          source.setUrl(twin.url());
          TenantCrypt.of(source).tenants().suspend("initech");
          String nowhere =
              twin.connector()
                  .with(
                      twin.url(),
                      "tenantcrypt.keyStoreUrl=jdbc:postgresql://127.0.0.1:1/nowhere",
                      "tenantcrypt.kmsTimeout=1s");
          refusedWithin(twin.url(), "initech", "TC013");
          refusedWithin(twin.url(), "nobody", "TC012");
          AsTenant.run(
              World.ACME,
              () -> {
                try (Connection c = DriverManager.getConnection(nowhere)) {
                  c.setAutoCommit(false);
                  String before = codes(c);
                  assertThat(before).contains("(de)");
                  assertThat(Seen.of(() -> insertInto(c, 92))).isEqualTo("SQLException TC030");
                  assertThat(codes(c)).isEqualTo(before);
                  assertThat(Seen.of(() -> insertInto(c, 92))).isEqualTo("SQLException TC030");
                  c.commit();
                  assertThat(codes(c)).isEqualTo(before);
                }
              });
        });
  }

  private static void refusedWithin(String url, String tenant, String state) throws Exception {
    AsTenant.run(
        tenant,
        () -> {
          try (Connection c = DriverManager.getConnection(url)) {
            c.setAutoCommit(false);
            Twin.run(c, "INSERT INTO country VALUES ('es', 'Spain')");
            try (PreparedStatement insert =
                c.prepareStatement("INSERT INTO item (id, name, city) VALUES (90, ?, 'x')")) {
              insert.setString(1, "S3CRET-90");
              assertThat(Seen.of(insert::executeUpdate)).isEqualTo("SQLException " + state);
              assertThat(Seen.of(insert::executeUpdate)).isEqualTo("SQLException " + state);
              assertThat(codes(c)).contains("(es)");
              assertThat(Seen.of(() -> batchOf(insert))).contains(state);
            }
            assertThat(
                    Seen.done(
                        () ->
                            Twin.run(
                                c, "INSERT INTO item (id, name, city) VALUES (91, 'S3CRET', 'x')")))
                .isEqualTo("SQLException " + state);
            Twin.run(c, "UPDATE country SET name = 'Espana' WHERE code = 'es'");
            c.commit();
            assertThat(codes(c)).contains("(es)");
            Twin.run(c, "DELETE FROM country WHERE code = 'es'");
            c.commit();
          }
        });
  }

  private static int insertInto(Connection c, int id) throws Exception {
    try (PreparedStatement insert =
        c.prepareStatement("INSERT INTO item (id, name, city) VALUES (" + id + ", ?, 'x')")) {
      insert.setString(1, "S3CRET-" + id);
      return insert.executeUpdate();
    }
  }

  private static Object batchOf(PreparedStatement insert) throws Exception {
    insert.addBatch();
    return insert.executeBatch();
  }

  @TestFactory
  Stream<DynamicTest> statementsAfterAFailedOne_answerAsThePlainOnes() {
    return onEach(
        twin ->
            alike(
                twin,
                (c, others, seen) -> {
                  c.setAutoCommit(false);
                  String failing =
                      twin.connector() == Connector.POSTGRES
                          ? "SELECT 1/0"
                          : "INSERT INTO country VALUES ('de', 'again')";
                  for (String before :
                      List.of(
                          "SELECT 1",
                          "CREATE TABLE made_"
                              + (others.equals(twin.raw()) ? "b" : "a")
                              + " (n int)",
                          twin.connector() == Connector.POSTGRES
                              ? "SET search_path = public"
                              : "SELECT 2")) {
                    seen.add(Seen.done(() -> Twin.run(c, before)));
                    seen.add(Seen.done(() -> Twin.run(c, failing)));
                    seen.add(names(c) + codes(c));
                    seen.add(
                        Seen.of(
                            () -> {
                              try (PreparedStatement insert =
                                  c.prepareStatement(
                                      "INSERT INTO item (id, name, city) VALUES (85, ?, 'x')")) {
                                insert.setString(1, "S3CRET-85");
                                return insert.executeUpdate();
                              }
                            }));
                    seen.add(Seen.of(() -> c.setSavepoint() != null));
                    c.rollback();
                    seen.add(names(c) + codes(c));
                    c.rollback();
                  }
                  Twin.run(c, "SELECT 1");
                  Savepoint savepoint = c.setSavepoint();
                  seen.add(Seen.done(() -> Twin.run(c, failing)) + names(c));
                  c.rollback(savepoint);
                  seen.add(names(c) + codes(c));
                  c.rollback();
                }));
  }

  @TestFactory
  Stream<DynamicTest> definitionOfAnother_thatWaitsForOurTransaction_isNotWaitedFor() {
    return onEach(
        twin ->
            AsTenant.run(
                World.ACME,
                () -> {
                  try (Connection c = DriverManager.getConnection(twin.url());
                      Connection other = DriverManager.getConnection(twin.raw())) {
                    c.setAutoCommit(false);
                    // Holds the table against definitions, on each database.
                    Twin.run(c, "UPDATE item SET city = 'there' WHERE id = 1");
                    assertThat(names(c)).contains("S3CRET-1");
                    Future<String> altering =
                        ThreadsIT.start(
                            () ->
                                Seen.done(
                                    () -> Twin.run(other, "ALTER TABLE item ADD COLUMN more int")));
                    awaitWaiting(twin, altering);
                    long begun = System.nanoTime();
                    lookAgain(c);
                    assertThat(names(c)).contains("S3CRET-1");
                    Twin.run(c, "UPDATE item SET city = 'here' WHERE id = 1");
                    lookAgain(c);
                    assertThat(codes(c)).contains("(de)");
                    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun))
                        .isLessThan(5_000);
                    c.commit();
                    // H2's gives up after its own lock timeout; the others come through.
                    assertThat(altering.get(30, TimeUnit.SECONDS))
                        .isIn(
                            "done",
                            twin.connector() == Connector.H2 ? "SQLException HYT00" : "done");
                    lookAgain(c);
                    assertThat(names(c)).contains("S3CRET-1");
                    c.commit();
                  }
                }));
  }

  /** Until the server says that the definition waits. */
  private static void awaitWaiting(Twin twin, Future<?> altering) throws Exception {
    String ask =
        switch (twin.connector()) {
          case POSTGRES ->
              "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                  + " AND wait_event_type = 'Lock' AND query LIKE 'ALTER%'";
          case MARIADB, MYSQL ->
              "SELECT count(*) FROM information_schema.processlist WHERE db = database()"
                  + " AND state LIKE 'Waiting for table metadata lock%'";
          case H2 ->
              "SELECT count(*) FROM information_schema.sessions"
                  + " WHERE executing_statement LIKE 'ALTER%'";
        };
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    try (Connection watching = DriverManager.getConnection(twin.raw())) {
      while (Seen.rows(watching, ask).equals("(0)")) {
        assertThat(altering.isDone()).isFalse();
        assertThat(System.nanoTime()).as("the definition never waits").isLessThan(end);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> definitionOfAnother_thatIsUncommitted_holdsUpNoMoreThanThePlainStatement() {
    return onEach(
        twin -> {
          if (twin.connector() != Connector.POSTGRES) {
            return; // definitions commit there
          }
          alike(
              twin,
              (c, others, seen) -> {
                try (Connection other = DriverManager.getConnection(others)) {
                  other.setAutoCommit(false);
                  Twin.run(
                      other,
                      "ALTER TABLE item ADD COLUMN extra int",
                      "CREATE VIEW over_item AS SELECT id FROM item");
                  Twin.run(c, "SET lock_timeout = '300ms'");
                  c.setAutoCommit(false);
                  seen.add(codes(c));
                  lookAgainQuietly(c, twin, others);
                  seen.add(codes(c));
                  seen.add(names(c)); // waits for the other, as long as the application allows
                  seen.add(codes(c));
                  c.rollback();
                  other.rollback();
                  seen.add(names(c) + codes(c));
                  c.rollback();
                }
              });
        });
  }
}
