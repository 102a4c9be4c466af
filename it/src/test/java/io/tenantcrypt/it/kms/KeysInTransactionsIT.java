package io.tenantcrypt.it.kms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.MariaDbWorld;
import io.tenantcrypt.it.World;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A KMS that refuses or is silent in the middle of an application's transaction: the statement that
 * needs the key fails, and the transaction knows nothing of it.
 */
class KeysInTransactionsIT {

  /** Where the application's transaction is. */
  enum Product {
    POSTGRESQL("select pg_current_xact_id()", "select pg_backend_pid()"),
    MARIADB("select @@in_transaction", "select connection_id()"),
    H2("select transaction_id()", "select session_id()");

    private final String transaction;
    private final String session;

    Product(String transaction, String session) {
      this.transaction = transaction;
      this.session = session;
    }

    private KeyedDatabase create(String keys) throws Exception {
      String settings = "&tenantcrypt.kmsTimeout=700ms";
      return switch (this) {
        case POSTGRESQL -> KeyedDatabase.create("keys_in_tx", 3, keys, settings);
        case MARIADB ->
            KeyedDatabase.on(
                MariaDbWorld.shared().server().freshUrl("mariadb", "keys_in_tx"),
                "keys_in_tx.patient",
                3,
                keys,
                settings + "&tenantcrypt.keyStoreSchema=keys_in_tx_keys");
        case H2 ->
            KeyedDatabase.on(
                "jdbc:h2:mem:keys_in_tx;DB_CLOSE_DELAY=-1", "public.patient", 3, keys, settings);
      };
    }
  }

  /** What a KMS in trouble does, and the code that the statement has then. */
  enum Trouble {
    DISABLED("TC032"),
    DENIED("TC033"),
    GONE("TC034"),
    THROTTLED("TC031"),
    OUT("TC030"),
    CUT("TC030"),
    SILENT("TC030");

    private final String code;

    Trouble(String code) {
      this.code = code;
    }

    private FaultProxy.Fault fault() {
      return switch (this) {
        case DISABLED -> FaultProxy.aws(400, "DisabledException");
        case DENIED -> FaultProxy.aws(400, "AccessDeniedException");
        case GONE -> FaultProxy.aws(400, "NotFoundException");
        case THROTTLED -> FaultProxy.aws(400, "ThrottlingException");
        case OUT -> FaultProxy.aws(503, "ServiceUnavailable");
        case CUT -> FaultProxy.cut();
        case SILENT -> moto.proxy().hang();
      };
    }
  }

  private static final String ACME = World.ACME;

  @SuppressWarnings("NullAway.Init")
  private static Moto moto;

  private static final Map<Product, KeyedDatabase> DATABASES = new EnumMap<>(Product.class);

  @BeforeAll
  static void start() throws Exception {
    moto = Moto.shared();
    moto.proxy().none();
    moto.key("in-transactions");
    String keys =
        "  kek: \"aws-kms://alias/in-transactions?region=%s&endpoint=%s\"\n"
                .formatted(Moto.REGION, moto.proxy().uri())
            + "  cache: { ttl: 2s, ring: 2s }";
    for (Product product : Product.values()) {
      KeyedDatabase database = product.create(keys);
      DATABASES.put(product, database);
      database.tenants().create(ACME);
      database.past("create table country (code varchar(2) primary key, name varchar(20))");
    }
  }

  private static KeyedDatabase database(Product product) {
    return Objects.requireNonNull(DATABASES.get(product));
  }

  @AfterAll
  static void stop() {
    DATABASES.values().forEach(KeyedDatabase::close);
  }

  @AfterEach
  void heal() {
    moto.proxy().none();
  }

  static Stream<Arguments> troubles() {
    return Stream.of(Product.values())
        .flatMap(
            product -> Stream.of(Trouble.values()).map(trouble -> Arguments.of(product, trouble)));
  }

  static Stream<Arguments> someTroubles() {
    return Stream.of(Product.values())
        .flatMap(
            product ->
                Stream.of(Trouble.DISABLED, Trouble.CUT)
                    .map(trouble -> Arguments.of(product, trouble)));
  }

  private static String state(Eventually.Asking asking) throws Exception {
    try {
      return asking.ask();
    } catch (SQLException e) {
      return String.valueOf(e.getSQLState());
    }
  }

  /** The KMS is well again, and what the cache remembers of a refusal is over. */
  private static void eventually(Eventually.Asking asking, String wanted) throws Exception {
    Eventually.answers(wanted, Duration.ofMillis(50), () -> state(asking));
  }

  private static String one(Connection connection, String sql) throws SQLException {
    List<String> found = all(connection, sql);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static List<String> all(Connection connection, String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(String.valueOf(rows.getString(1)));
      }
    }
    return found;
  }

  private static String run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return String.valueOf(statement.executeUpdate(sql));
    }
  }

  private static String run(PreparedStatement statement, String ssn, int id) throws SQLException {
    statement.setString(1, ssn);
    statement.setInt(2, id);
    return String.valueOf(statement.executeUpdate());
  }

  /** What stands there for everybody, past the driver. */
  private static List<String> committed(KeyedDatabase database) throws SQLException {
    try (Connection past = database.past()) {
      List<String> found = all(past, "select id from patient order by id");
      found.addAll(all(past, "select code from country order by code"));
      return found;
    }
  }

  private static void fill(KeyedDatabase database) throws Exception {
    moto.proxy().none();
    database.past("delete from patient", "delete from country");
    eventually(
        () -> {
          database.insert(ACME, 1, "S3CRET-1");
          return "ok";
        },
        "ok");
    database.insert(ACME, 2, "S3CRET-2");
    database.past("insert into country values ('de', 'Germany')");
  }

  /** Each way in which a statement may need the key, without effect. */
  private static void refusedEachWay(
      Connection c, PreparedStatement update, PreparedStatement insert, String code)
      throws Exception {
    assertThat(state(() -> run(update, "S3CRET-x", 1))).isEqualTo(code);
    assertThat(state(() -> run(insert, "S3CRET-x", 20))).isEqualTo(code);
    assertThat(state(() -> run(c, "update patient set ssn = 'S3CRET-x' where id = 2")))
        .isEqualTo(code);
    assertThat(state(() -> one(c, "select ssn from patient where id = 1"))).isEqualTo(code);
    insert.clearBatch();
    assertThat(
            state(
                () -> {
                  for (int id = 21; id < 24; id++) {
                    insert.setString(1, "S3CRET-x");
                    insert.setInt(2, id);
                    insert.addBatch();
                  }
                  return String.valueOf(insert.executeBatch().length);
                }))
        .isEqualTo(code);
    insert.clearBatch();
    try (Statement batch = c.createStatement()) {
      assertThat(
              state(
                  () -> {
                    batch.addBatch("update patient set ssn = 'S3CRET-x' where id = 2");
                    return String.valueOf(batch.executeBatch().length);
                  }))
          .isEqualTo(code);
    }
  }

  /** What needs no key goes on, of the tenant's own table too. */
  private static void goesOn(Connection c) throws SQLException {
    assertThat(all(c, "select id from patient order by id")).containsExactly("1", "2", "10");
    assertThat(run(c, "update patient set note = null where id = 10")).isEqualTo("1");
    assertThat(all(c, "select code from country order by code")).containsExactly("de", "es");
    assertThat(run(c, "update country set name = 'Spain' where code = 'es'")).isEqualTo("1");
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void kmsInTrouble_failsTheStatement_andLeavesTheTransaction(Product product, Trouble trouble)
      throws Exception {
    KeyedDatabase database = database(product);
    fill(database);
    AsTenant.run(
        ACME,
        () -> {
          String session;
          for (boolean commit : new boolean[] {false, true}) {
            try (Connection c = database.pool().getConnection();
                PreparedStatement update =
                    c.prepareStatement("update patient set ssn = ? where id = ?");
                PreparedStatement insert =
                    c.prepareStatement(
                        "insert into patient (ssn, id, tenant_id) values (?, ?, 'acme')")) {
              session = one(c, product.session);
              c.setAutoCommit(false);
              assertThat(run(insert, "S3CRET-10", 10)).isEqualTo("1");
              assertThat(run(c, "insert into country values ('es', 'there')")).isEqualTo("1");
              assertThat(one(c, "select ssn from patient where id = 1")).isEqualTo("S3CRET-1");
              String transaction = one(c, product.transaction);
              moto.proxy().all(trouble.fault());
              database.tenants().evict(ACME);

              refusedEachWay(c, update, insert, trouble.code);
              goesOn(c);
              refusedEachWay(c, update, insert, trouble.code);
              assertThat(one(c, product.transaction)).isEqualTo(transaction);
              assertThat(committed(database)).containsExactly("1", "2", "de");

              moto.proxy().none();
              eventually(() -> run(update, "S3CRET-11", 10), "1");
              assertThat(all(c, "select ssn from patient order by id"))
                  .containsExactly("S3CRET-1", "S3CRET-2", "S3CRET-11");
              goesOn(c);
              assertThat(one(c, product.transaction)).isEqualTo(transaction);
              assertThat(committed(database)).containsExactly("1", "2", "de");
              if (commit) {
                c.commit();
              } else {
                c.rollback();
              }
            }
            assertThat(committed(database))
                .containsExactlyElementsOf(
                    commit ? List.of("1", "2", "10", "de", "es") : List.of("1", "2", "de"));
            try (Connection next = database.pool().getConnection()) {
              assertThat(one(next, product.session)).as("the connection stays").isEqualTo(session);
            }
          }
        });
    assertThat(database.read(ACME, 10)).isEqualTo("S3CRET-11");
    assertThat(database.read(ACME, 2)).isEqualTo("S3CRET-2");
  }

  @ParameterizedTest
  @MethodSource("someTroubles")
  void transactionThatEnds_whileTheKmsIsInTrouble_endsAsTheApplicationSays(
      Product product, Trouble trouble) throws Exception {
    KeyedDatabase database = database(product);
    AsTenant.run(
        ACME,
        () -> {
          for (boolean commit : new boolean[] {false, true}) {
            fill(database);
            try (Connection c = database.pool().getConnection();
                PreparedStatement insert =
                    c.prepareStatement(
                        "insert into patient (ssn, id, tenant_id) values (?, ?, 'acme')")) {
              c.setAutoCommit(false);
              assertThat(run(insert, "S3CRET-10", 10)).isEqualTo("1");
              moto.proxy().all(trouble.fault());
              database.tenants().evict(ACME);
              assertThat(state(() -> run(insert, "S3CRET-12", 12))).isEqualTo(trouble.code);
              Savepoint savepoint = c.setSavepoint();
              assertThat(run(c, "insert into country values ('fr', 'France')")).isEqualTo("1");
              assertThat(state(() -> run(insert, "S3CRET-12", 12))).isEqualTo(trouble.code);
              c.rollback(savepoint);
              assertThat(run(c, "insert into country values ('it', 'Italy')")).isEqualTo("1");
              assertThat(state(() -> run(insert, "S3CRET-12", 12))).isEqualTo(trouble.code);
              if (commit) {
                c.commit();
              } else {
                c.rollback();
              }
              // A new transaction, with auto-commit and without.
              assertThat(run(c, "insert into country values ('pt', 'Portugal')")).isEqualTo("1");
              c.setAutoCommit(true);
              assertThat(state(() -> run(insert, "S3CRET-12", 12))).isEqualTo(trouble.code);
              assertThat(run(c, "insert into country values ('gr', 'Greece')")).isEqualTo("1");
            }
            assertThat(committed(database))
                .containsExactlyElementsOf(
                    commit
                        ? List.of("1", "2", "10", "de", "gr", "it", "pt")
                        : List.of("1", "2", "de", "gr", "pt"));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("someTroubles")
  void rowsOfAnOpenResult_thatNeedTheKey_areRefused_andTheResultGoesOn(
      Product product, Trouble trouble) throws Exception {
    KeyedDatabase database = database(product);
    fill(database);
    for (int id = 3; id <= 6; id++) {
      database.insert(ACME, id, "S3CRET-" + id);
    }
    AsTenant.run(
        ACME,
        () -> {
          try (Connection c = database.pool().getConnection()) {
            c.setAutoCommit(false);
            assertThat(run(c, "insert into country values ('es', 'there')")).isEqualTo("1");
            try (PreparedStatement select =
                c.prepareStatement("select id, ssn from patient order by id")) {
              select.setFetchSize(2);
              try (ResultSet rows = select.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(2)).isEqualTo("S3CRET-1");
                moto.proxy().all(trouble.fault());
                database.tenants().evict(ACME);
                for (int id = 2; id <= 4; id++) {
                  assertThat(rows.next()).isTrue();
                  assertThat(state(() -> String.valueOf(rows.getString(2))))
                      .isEqualTo(trouble.code);
                  assertThat(rows.getInt(1)).isEqualTo(id);
                  assertThat(all(c, "select code from country order by code"))
                      .containsExactly("de", "es");
                }
                moto.proxy().none();
                eventually(() -> String.valueOf(rows.getString(2)), "S3CRET-4");
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(2)).isEqualTo("S3CRET-5");
              }
            }
            c.commit();
          }
        });
    assertThat(committed(database)).endsWith("6", "de", "es");
  }

  /** Nothing is evicted here: the key's own time passes. */
  @ParameterizedTest
  @MethodSource("someTroubles")
  void keyWhoseTimeIsOver_inALongTransaction_isTheSame(Product product, Trouble trouble)
      throws Exception {
    KeyedDatabase database = database(product);
    fill(database);
    AsTenant.run(
        ACME,
        () -> {
          try (Connection c = database.pool().getConnection();
              PreparedStatement update =
                  c.prepareStatement("update patient set ssn = ? where id = ?")) {
            c.setAutoCommit(false);
            assertThat(run(update, "S3CRET-new", 1)).isEqualTo("1");
            moto.proxy().all(trouble.fault());
            eventually(() -> run(update, "S3CRET-newer", 2), trouble.code);
            assertThat(state(() -> one(c, "select ssn from patient where id = 1")))
                .isEqualTo(trouble.code);
            assertThat(run(c, "insert into country values ('es', 'there')")).isEqualTo("1");
            moto.proxy().none();
            eventually(() -> run(update, "S3CRET-newest", 2), "1");
            c.commit();
          }
        });
    assertThat(database.read(ACME, 1)).isEqualTo("S3CRET-new");
    assertThat(database.read(ACME, 2)).isEqualTo("S3CRET-newest");
    try (Connection past = DriverManager.getConnection(database.plainUrl())) {
      assertThat(all(past, "select code from country order by code")).containsExactly("de", "es");
    }
  }
}
