package io.tenantcrypt.it.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.World;
import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Batches of protected rows beside the same batches on a plain database. */
class BatchIT {

  private static final String INSERT =
      "INSERT INTO item (id, name, qty, born, city) VALUES (?, ?, ?, ?, ?)";
  private static final String ALL = "SELECT id, name, qty, born, city FROM item ORDER BY id";

  private static final Map<Connector, Twin> TWINS = new EnumMap<>(Connector.class);

  @BeforeAll
  static void create() throws Exception {
    for (Connector connector : Connector.values()) {
      TWINS.put(
          connector,
          Twin.create(
              connector,
              "batches",
              Map.of(
                  "item",
                  "name: { type: varchar(20) }, qty: { type: integer }, born: { type: date }"),
              List.of(
                  "CREATE TABLE item ({tenant}, id bigint NOT NULL, name varchar(20), qty integer,"
                      + " born date, city varchar(20), PRIMARY KEY (tenant_id, id))",
                  "CREATE TABLE log_line (id bigint PRIMARY KEY, line varchar(20))")));
    }
  }

  private static Stream<DynamicTest> onEach(Twin.Script script) {
    return TWINS.values().stream()
        .map(
            twin ->
                DynamicTest.dynamicTest(
                    twin.connector().name(),
                    () ->
                        twin.alike(
                            (connection, seen) -> {
                              Twin.run(connection, "DELETE FROM item", "DELETE FROM log_line");
                              script.on(connection, seen);
                            })));
  }

  private static void bind(PreparedStatement insert, long id, String name) throws Exception {
    insert.setLong(1, id);
    insert.setString(2, name);
    insert.setInt(3, (int) id);
    insert.setDate(4, Date.valueOf("1907-01-02"));
    insert.setString(5, "Bern");
  }

  private static void add(PreparedStatement insert, long... ids) throws Exception {
    for (long id : ids) {
      bind(insert, id, "S3CRET-" + id);
      insert.addBatch();
    }
  }

  private static String after(Statement statement) throws Exception {
    return Seen.of(statement::getUpdateCount)
        + " "
        + Seen.of(statement::getResultSet)
        + " "
        + Seen.of(statement::getMoreResults)
        + " "
        + Seen.of(statement::getUpdateCount)
        + " "
        + Seen.of(statement::getLargeUpdateCount);
  }

  @TestFactory
  Stream<DynamicTest> prepared_inOneGo_countsAndStores() {
    return onEach(
        (c, seen) -> {
          try (PreparedStatement insert = c.prepareStatement(INSERT)) {
            add(insert, 1, 2, 3);
            seen.add(Seen.of(insert::executeBatch));
            seen.add(after(insert));
            seen.add(Seen.of(insert::executeBatch));
            add(insert, 4, 5);
            seen.add(Seen.of(insert::executeLargeBatch));
            seen.add(Seen.of(insert::executeLargeBatch));
          }
          seen.add(Seen.rows(c, ALL));
        });
  }

  @TestFactory
  Stream<DynamicTest> prepared_thatFailsInTheMiddle_failsAsThePlainOne() {
    return onEach(
        (c, seen) -> {
          for (boolean autoCommit : new boolean[] {true, false}) {
            for (boolean large : new boolean[] {false, true}) {
              Twin.run(c, "DELETE FROM item");
              c.setAutoCommit(autoCommit);
              try (PreparedStatement insert = c.prepareStatement(INSERT)) {
                add(insert, 1, 2, 2, 3, 4);
                seen.add(Seen.of(large ? insert::executeLargeBatch : insert::executeBatch));
                seen.add(Seen.of(() -> Seen.rows(c, ALL)));
                if (!autoCommit) {
                  c.rollback();
                }
                // It is over, and the statement goes on.
                seen.add(Seen.of(insert::executeBatch));
                add(insert, 7);
                seen.add(Seen.of(insert::executeBatch));
              }
              seen.add(Seen.rows(c, ALL));
              c.setAutoCommit(true);
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> prepared_withAnotherTypeInEachRow_storesTheSame() {
    return onEach(
        (c, seen) -> {
          try (PreparedStatement insert = c.prepareStatement(INSERT)) {
            bind(insert, 1, "S3CRET");
            insert.addBatch();
            insert.setObject(1, 2L);
            insert.setNull(2, Types.VARCHAR);
            insert.setObject(3, 12);
            insert.setObject(4, LocalDate.of(1907, 2, 3));
            insert.setObject(5, "Ulm");
            insert.addBatch();
            insert.setInt(1, 3);
            insert.setObject(2, "S3CRET", Types.VARCHAR);
            insert.setNull(3, Types.INTEGER);
            insert.setObject(4, Date.valueOf("1907-03-04"), Types.DATE);
            insert.setNull(5, Types.VARCHAR);
            insert.addBatch();
            insert.setBigDecimal(1, new BigDecimal(4));
            insert.setString(2, "S3CRET");
            insert.setShort(3, (short) 9);
            insert.setNull(4, Types.DATE);
            insert.addBatch();
            insert.setLong(1, 5);
            insert.addBatch(); // the others stay bound
            seen.add(Seen.of(insert::executeBatch));
          }
          seen.add(Seen.rows(c, ALL));
        });
  }

  @TestFactory
  Stream<DynamicTest> prepared_clearedBetween_sendsWhatWasAddedAfter() {
    return onEach(
        (c, seen) -> {
          try (PreparedStatement insert = c.prepareStatement(INSERT)) {
            seen.add(Seen.of(insert::executeBatch));
            add(insert, 1, 2);
            insert.clearBatch();
            seen.add(Seen.of(insert::executeBatch));
            add(insert, 3);
            insert.clearParameters();
            add(insert, 4);
            seen.add(Seen.of(insert::executeBatch));
            bind(insert, 5, "S3CRET");
            seen.add(Seen.of(insert::executeUpdate));
          }
          seen.add(Seen.rows(c, ALL));
        });
  }

  @TestFactory
  Stream<DynamicTest> prepared_withAnExecutionBetween_keepsItsRows() {
    return onEach(
        (c, seen) -> {
          try (PreparedStatement insert = c.prepareStatement(INSERT)) {
            add(insert, 1, 2);
            bind(insert, 3, "S3CRET");
            seen.add(Seen.of(insert::executeUpdate));
            add(insert, 4);
            seen.add(Seen.of(insert::executeBatch));
          }
          seen.add(Seen.rows(c, ALL));
        });
  }

  @TestFactory
  Stream<DynamicTest> preparedUpdatesAndDeletes_countTheirRows() {
    return onEach(
        (c, seen) -> {
          try (PreparedStatement insert = c.prepareStatement(INSERT)) {
            add(insert, 1, 2, 3);
            seen.add(Seen.of(insert::executeBatch));
          }
          try (PreparedStatement update =
              c.prepareStatement("UPDATE item SET name = ?, qty = ? WHERE id >= ?")) {
            for (int id = 1; id <= 4; id++) {
              update.setString(1, "S3CRET+" + id);
              update.setInt(2, -id);
              update.setInt(3, id);
              update.addBatch();
            }
            seen.add(Seen.of(update::executeBatch));
          }
          seen.add(Seen.rows(c, ALL));
          try (PreparedStatement delete = c.prepareStatement("DELETE FROM item WHERE id >= ?")) {
            delete.setInt(1, 3);
            delete.addBatch();
            delete.setInt(1, 1);
            delete.addBatch();
            seen.add(Seen.of(delete::executeLargeBatch));
          }
          seen.add(Seen.rows(c, ALL) + "none");
        });
  }

  @TestFactory
  Stream<DynamicTest> prepared_ofAQuery_isAsThePlainOne() {
    return onEach(
        (c, seen) -> {
          Twin.run(c, "INSERT INTO item (id, name) VALUES (1, 'S3CRET')");
          try (PreparedStatement query = c.prepareStatement("SELECT name FROM item WHERE id = ?")) {
            query.setInt(1, 1);
            seen.add(Seen.done(query::addBatch));
            seen.add(Seen.of(query::executeBatch));
            query.setInt(1, 1);
            try (ResultSet rows = query.executeQuery()) {
              seen.add(Seen.rows(rows));
            }
          }
        });
  }

  /** MariaDB's connector goes on to the batch's second count. */
  private static String afterPlain(Statement statement) throws Exception {
    return statement.getConnection().getMetaData().getDriverName().startsWith("MariaDB")
        ? "not compared"
        : after(statement);
  }

  private static final List<String> TEXTS =
      List.of(
          "INSERT INTO item (id, name, qty) VALUES (1, 'S3CRET-1', 1)",
          "INSERT INTO item (id, name, qty) VALUES (2, 'S3CRET-2', 2), (3, 'S3CRET-3', 3)",
          "UPDATE item SET name = 'S3CRET', born = '1907-01-02'",
          "INSERT INTO log_line VALUES (1, 'line')",
          "DELETE FROM item WHERE id = 2");

  private static void add(Statement statement, List<String> texts) throws Exception {
    for (String text : texts) {
      statement.addBatch(text);
    }
  }

  @TestFactory
  Stream<DynamicTest> plain_ofSeveralKinds_countsAndStores() {
    return onEach(
        (c, seen) -> {
          try (Statement statement = c.createStatement()) {
            seen.add(Seen.of(statement::executeBatch));
            add(statement, TEXTS);
            seen.add(Seen.of(statement::executeBatch));
            seen.add(afterPlain(statement));
            seen.add(Seen.rows(c, ALL));
            Twin.run(c, "DELETE FROM item", "DELETE FROM log_line");
            add(statement, TEXTS);
            statement.clearBatch();
            add(statement, TEXTS.subList(0, 2));
            seen.add(Seen.of(statement::executeLargeBatch));
            seen.add(Seen.of(statement::executeLargeBatch));
          }
          seen.add(Seen.rows(c, ALL));
        });
  }

  @TestFactory
  Stream<DynamicTest> plain_thatFailsInTheMiddle_failsAsThePlainOne() {
    return onEach(
        (c, seen) -> {
          for (boolean autoCommit : new boolean[] {true, false}) {
            for (boolean large : new boolean[] {false, true}) {
              for (String failing :
                  new String[] {TEXTS.get(0), "DELETE FROM item WHERE 1 / 0 = 1"}) {
                Twin.run(c, "DELETE FROM item", "DELETE FROM log_line");
                c.setAutoCommit(autoCommit);
                try (Statement statement = c.createStatement()) {
                  add(statement, TEXTS.subList(0, 3));
                  seen.add(Seen.done(() -> statement.addBatch(failing)));
                  add(statement, TEXTS.subList(3, 5));
                  seen.add(Seen.of(large ? statement::executeLargeBatch : statement::executeBatch));
                  seen.add(Seen.of(() -> Seen.rows(c, ALL)));
                  if (!autoCommit) {
                    c.rollback();
                  }
                  seen.add(Seen.of(statement::executeBatch));
                  statement.addBatch("INSERT INTO item (id, name) VALUES (77, 'S3CRET')");
                  seen.add(Seen.of(statement::executeBatch));
                }
                seen.add(Seen.rows(c, ALL));
                c.setAutoCommit(true);
              }
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> plain_thatMakesATable_fillsIt() {
    return onEach(
        (c, seen) -> {
          Twin.run(c, "DROP TABLE IF EXISTS made");
          try (Statement statement = c.createStatement()) {
            add(
                statement,
                List.of(
                    "CREATE TABLE made (id bigint PRIMARY KEY, line varchar(20))",
                    "INSERT INTO made VALUES (1, 'line')",
                    "INSERT INTO item (id, name) VALUES (1, 'S3CRET-1')"));
            seen.add(Seen.of(statement::executeBatch));
          }
          seen.add(Seen.rows(c, ALL) + Seen.rows(c, "SELECT line FROM made"));
        });
  }

  private static Stream<DynamicTest> behindTheDriver(Scene scene) {
    return TWINS.values().stream()
        .map(
            twin ->
                DynamicTest.dynamicTest(
                    twin.connector().name(),
                    () -> {
                      try (Connection connection = DriverManager.getConnection(twin.url())) {
                        AsTenant.run(World.ACME, () -> Twin.run(connection, "DELETE FROM item"));
                        twin.recording().clear();
                        scene.on(connection, twin);
                      }
                    }));
  }

  /** What only the driver can show. */
  @FunctionalInterface
  private interface Scene {
    void on(Connection connection, Twin twin) throws Exception;
  }

  private static String all(Connection connection) throws Exception {
    return AsTenant.call(
        World.ACME, () -> Seen.rows(connection, "SELECT id, name FROM item ORDER BY id"));
  }

  private static void refused(String state, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  @TestFactory
  Stream<DynamicTest> prepared_whoseMiddleRowDoesNotFit_keepsTheOthers() {
    return behindTheDriver(
        (c, twin) -> {
          AsTenant.run(
              World.ACME,
              () -> {
                try (PreparedStatement insert = c.prepareStatement(INSERT)) {
                  add(insert, 1);
                  refused("TC022", () -> bind(insert, 2, "longer than twenty characters"));
                  refused("TC022", insert::addBatch); // not the value of the row before
                  add(insert, 3);
                  assertThat(insert.executeBatch()).containsExactly(1, 1);
                }
              });
          assertThat(all(c)).isEqualTo("(1, S3CRET-1)(3, S3CRET-3)");
        });
  }

  @TestFactory
  Stream<DynamicTest> prepared_whoseMiddleRowIsOfAnotherTenant_isRefusedAtAddBatch() {
    return behindTheDriver(
        (c, twin) -> {
          AsTenant.run(
              World.ACME,
              () -> {
                try (PreparedStatement insert =
                    c.prepareStatement("INSERT INTO item (tenant_id, id, name) VALUES (?, ?, ?)")) {
                  for (int i = 1; i <= 3; i++) {
                    insert.setString(1, i == 2 ? "globex" : "acme");
                    insert.setInt(2, i);
                    insert.setString(3, "S3CRET-" + i);
                    if (i == 2) {
                      refused("TC001", insert::addBatch);
                    } else {
                      insert.addBatch();
                    }
                  }
                  assertThat(insert.executeBatch()).containsExactly(1, 1);
                }
              });
          assertThat(all(c)).isEqualTo("(1, S3CRET-1)(3, S3CRET-3)");
        });
  }

  @TestFactory
  Stream<DynamicTest> batch_executedUnderAnotherTenant_isRefusedAndOver() {
    return behindTheDriver(
        (c, twin) -> {
          try (PreparedStatement insert = c.prepareStatement(INSERT);
              Statement plain = c.createStatement()) {
            AsTenant.run(
                World.ACME,
                () -> {
                  add(insert, 1, 2);
                  plain.addBatch("INSERT INTO item (id, name) VALUES (9, 'S3CRET')");
                });
            AsTenant.run(
                World.GLOBEX,
                () -> {
                  refused("TC011", () -> add(insert, 3));
                  refused("TC011", insert::executeBatch);
                  assertThat(insert.executeBatch()).isEmpty();
                  refused("TC011", plain::executeBatch);
                  assertThat(plain.executeBatch()).isEmpty();
                });
          }
          for (String tenant : List.of(World.ACME, World.GLOBEX)) {
            AsTenant.run(tenant, () -> assertThat(Seen.rows(c, "SELECT id FROM item")).isEmpty());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> batch_withAnExecutionWithoutATenantBetween_losesNoRow() {
    return behindTheDriver(
        (c, twin) -> {
          try (PreparedStatement query = c.prepareStatement("SELECT name FROM item WHERE 1 = 0")) {
            AsTenant.run(World.ACME, query::addBatch);
            // Another text would be sent for no tenant, by another real statement.
            refused("TC011", query::executeQuery);
            query.clearBatch();
            assertThat(Seen.rows(query.executeQuery())).isEmpty();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> plain_withATextOfAnotherTenant_isRefusedAtAddBatch() {
    return behindTheDriver(
        (c, twin) -> {
          AsTenant.run(
              World.ACME,
              () -> {
                try (Statement plain = c.createStatement()) {
                  add(plain, TEXTS.subList(0, 2));
                  refused(
                      "TC001",
                      () ->
                          plain.addBatch("INSERT INTO item (tenant_id, id) VALUES ('globex', 4)"));
                  refused(
                      "TC022",
                      () ->
                          plain.addBatch(
                              "INSERT INTO item (id, name) VALUES (4, 'longer than twenty of them')"));
                  assertThat(plain.executeBatch()).containsExactly(1, 2);
                }
              });
          assertThat(all(c)).isEqualTo("(1, S3CRET-1)(2, S3CRET-2)(3, S3CRET-3)");
        });
  }

  @TestFactory
  Stream<DynamicTest> batch_underABindingOfOneStatement_isOneStatement() {
    return behindTheDriver(
        (c, twin) -> {
          try (Statement plain = c.createStatement();
              PreparedStatement insert = c.prepareStatement(INSERT)) {
            c.setClientInfo("tenantcrypt.tenant", World.ACME);
            add(plain, TEXTS);
            assertThat(plain.executeBatch()).containsExactly(1, 2, 3, 1, 1);
            refused("TC010", () -> plain.executeUpdate("DELETE FROM item"));
            c.setClientInfo("tenantcrypt.tenant", World.ACME);
            add(insert, 11, 12);
            assertThat(insert.executeBatch()).containsExactly(1, 1);
            refused("TC010", insert::executeUpdate);
          }
          AsTenant.run(World.ACME, () -> Twin.run(c, "DELETE FROM log_line"));
          assertThat(all(c)).isEqualTo("(1, S3CRET)(3, S3CRET)(11, S3CRET-11)(12, S3CRET-12)");
        });
  }

  @TestFactory
  Stream<DynamicTest> plainQuery_inABatch_failsAsJdbcHasIt() {
    return behindTheDriver(
        (c, twin) ->
            AsTenant.run(
                World.ACME,
                () -> {
                  try (Statement plain = c.createStatement()) {
                    add(plain, List.of(TEXTS.get(0), "SELECT name FROM item"));
                    assertThatThrownBy(plain::executeBatch)
                        .isInstanceOfSatisfying(
                            BatchUpdateException.class,
                            e -> {
                              assertThat(e.getSQLState()).isEqualTo("TC003");
                              assertThat(e.getUpdateCounts()[1])
                                  .isEqualTo(Statement.EXECUTE_FAILED);
                            });
                  }
                }));
  }

  @TestFactory
  Stream<DynamicTest> batch_whoseTableIsChangedByAnotherConnection_isRefusedAndOver() {
    return behindTheDriver(
        (c, twin) ->
            AsTenant.run(
                World.ACME,
                () -> {
                  try (PreparedStatement insert =
                          c.prepareStatement("INSERT INTO item (id, name) VALUES (?, ?)");
                      Connection other = DriverManager.getConnection(twin.url())) {
                    insert.setInt(1, 1);
                    insert.setString(2, "S3CRET-1");
                    insert.addBatch();
                    Twin.run(other, "ALTER TABLE item ADD COLUMN more varchar(9)");
                    insert.setInt(1, 2);
                    insert.setString(2, "S3CRET-2");
                    refused("TC003", insert::addBatch);
                    insert.clearBatch();
                    insert.addBatch(); // what is bound stays bound
                    Twin.run(other, "ALTER TABLE item DROP COLUMN more");
                    refused("TC003", insert::executeBatch);
                    assertThat(insert.executeBatch()).isEmpty();
                    insert.addBatch();
                    assertThat(insert.executeBatch()).containsExactly(1);
                    assertThat(all(c)).isEqualTo("(2, S3CRET-2)");
                  }
                }));
  }

  @AfterAll
  static void nothingInPlaintext() {
    for (Twin twin : TWINS.values()) {
      assertThat(twin.recording().events()).noneMatch(event -> event.holds("S3CRET"));
    }
  }
}
