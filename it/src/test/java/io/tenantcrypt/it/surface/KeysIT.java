package io.tenantcrypt.it.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Generated keys, asked for in every way, beside a plain database's. */
class KeysIT {

  private static final String INSERT = "INSERT INTO contact (phone, born) VALUES (?, ?)";
  private static final String LITERAL =
      "INSERT INTO contact (phone, born) VALUES ('S3CRET', '1907-01-02')";

  private static final Map<Connector, Twin> TWINS = new EnumMap<>(Connector.class);

  @BeforeAll
  static void create() throws Exception {
    for (Connector connector : Connector.values()) {
      TWINS.put(
          connector,
          Twin.create(
              connector,
              "generated",
              Map.of("contact", "phone: { type: varchar(20) }, born: { type: date }"),
              List.of(
                  "CREATE TABLE contact (id {identity} PRIMARY KEY, {tenant}, city varchar(40)"
                      + " DEFAULT 'Bern', phone varchar(20) NOT NULL, born date)")));
    }
  }

  private static Stream<DynamicTest> onEach(Twin.Script script) {
    return TWINS.values().stream()
        .map(twin -> DynamicTest.dynamicTest(twin.connector().name(), () -> twin.alike(script)));
  }

  /** Prepares an insert. */
  @FunctionalInterface
  private interface Asking {
    PreparedStatement on(Connection connection) throws SQLException;
  }

  /** Executes a text. */
  @FunctionalInterface
  private interface Executing {
    Object on(Statement statement) throws SQLException;
  }

  private static String name(Connection connection, String name) throws SQLException {
    return connection.getMetaData().storesUpperCaseIdentifiers()
        ? name.toUpperCase(Locale.ROOT)
        : name;
  }

  private static List<Asking> askings() {
    return List.of(
        c -> c.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS),
        c -> c.prepareStatement(INSERT, Statement.NO_GENERATED_KEYS),
        c -> c.prepareStatement(INSERT),
        c -> c.prepareStatement(INSERT, new String[] {name(c, "id")}),
        c -> c.prepareStatement(INSERT, new String[] {name(c, "phone"), name(c, "id")}),
        c -> c.prepareStatement(INSERT, new String[] {name(c, "born"), name(c, "city")}),
        c -> c.prepareStatement(INSERT, new String[] {}));
  }

  /** Labels, types and rows, but for the numbers, which each database counts on its own. */
  private static String keys(Statement statement) {
    return Seen.of(
        () -> {
          try (ResultSet keys = statement.getGeneratedKeys()) {
            ResultSetMetaData columns = keys.getMetaData();
            StringBuilder seen = new StringBuilder();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
              seen.append(columns.getColumnLabel(i) + " " + columns.getColumnType(i) + ", ");
            }
            while (keys.next()) {
              seen.append('(');
              for (int i = 1; i <= columns.getColumnCount(); i++) {
                String value = Seen.text(keys.getObject(i));
                seen.append(value.matches("\\d+") ? "a number" : value).append(", ");
                assertThat(Seen.text(keys.getString(i))).isNotEqualTo("0");
              }
              seen.append(')');
            }
            return seen.toString();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> keys_ofAPreparedInsert_areThoseOfThePlainOne() {
    return onEach(
        (c, seen) -> {
          for (Asking asking : askings()) {
            seen.add(
                Seen.done(
                    () -> {
                      try (PreparedStatement insert = asking.on(c)) {
                        seen.add(keys(insert));
                        insert.setString(1, "S3CRET-1");
                        insert.setDate(2, Date.valueOf("1907-01-02"));
                        seen.add(Seen.of(insert::executeUpdate));
                        seen.add(keys(insert));
                        seen.add(Seen.of(insert::execute) + Seen.of(insert::getUpdateCount));
                        seen.add(keys(insert));
                      }
                    }));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> keys_ofABatch_areThoseOfThePlainOne() {
    return onEach(
        (c, seen) -> {
          for (Asking asking : askings()) {
            try (PreparedStatement insert = asking.on(c)) {
              for (int i = 0; i < 3; i++) {
                insert.setString(1, "S3CRET-" + i);
                insert.setDate(2, i == 1 ? null : Date.valueOf("1907-01-02"));
                insert.addBatch();
              }
              seen.add(Seen.of(insert::executeBatch));
              seen.add(keys(insert));
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> keys_ofAPlainStatement_areThoseOfThePlainOne() {
    return onEach(
        (c, seen) -> {
          List<Executing> ways =
              List.of(
                  s -> s.executeUpdate(LITERAL, Statement.RETURN_GENERATED_KEYS),
                  s -> s.executeUpdate(LITERAL, new String[] {name(c, "id"), name(c, "phone")}),
                  s -> s.execute(LITERAL, Statement.RETURN_GENERATED_KEYS),
                  s -> s.execute(LITERAL, new String[] {name(c, "phone")}),
                  s -> s.executeLargeUpdate(LITERAL, Statement.RETURN_GENERATED_KEYS),
                  s -> s.executeUpdate(LITERAL, Statement.NO_GENERATED_KEYS));
          try (Statement statement = c.createStatement()) {
            for (Executing way : ways) {
              seen.add(Seen.of(() -> way.on(statement)));
              seen.add(keys(statement));
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> keys_byIndex_areTheColumnsOfTheTable() {
    return TWINS.values().stream()
        .map(
            twin ->
                DynamicTest.dynamicTest(
                    twin.connector().name(),
                    () -> {
                      if (twin.connector() != Connector.POSTGRES) {
                        twin.alike(KeysIT::byIndex);
                        return;
                      }
                      // PostgreSQL's own driver cannot; the catalog knows which columns they are.
                      List<String> seen = new ArrayList<>(twin.sealed(KeysIT::byIndex));
                      seen.removeAll(List.of("1", "done"));
                      assertThat(seen)
                          .containsExactly(
                              "id -5, (a number, )",
                              "phone 12, id -5, (S3CRET-1, a number, )",
                              "born 91, city 12, (1907-01-02, Bern, )");
                    }));
  }

  private static void byIndex(Connection c, List<String> seen) {
    for (int[] indexes : new int[][] {{1}, {4, 1}, {5, 3}}) {
      seen.add(
          Seen.done(
              () -> {
                try (PreparedStatement insert = c.prepareStatement(INSERT, indexes)) {
                  insert.setString(1, "S3CRET-1");
                  insert.setDate(2, Date.valueOf("1907-01-02"));
                  seen.add(Seen.of(insert::executeUpdate));
                  seen.add(keys(insert));
                }
              }));
    }
  }

  /** Sequences beside the table, where the database has them. */
  @TestFactory
  Stream<DynamicTest> returningAndSequences_giveWhatThePlainOneGives() {
    return TWINS.values().stream()
        .filter(twin -> !twin.connector().equals(Connector.MYSQL))
        .map(
            twin ->
                DynamicTest.dynamicTest(
                    twin.connector().name(), () -> twin.alike(KeysIT::returning)));
  }

  private static void returning(Connection c, List<String> seen) throws Exception {
    String product = c.getMetaData().getDatabaseProductName();
    Twin.run(c, "DROP SEQUENCE IF EXISTS numbers", "CREATE SEQUENCE numbers START WITH 500");
    String next = product.equals("PostgreSQL") ? "nextval('numbers')" : "NEXT VALUE FOR numbers";
    seen.add(Seen.rows(c, "SELECT " + next));
    try (PreparedStatement insert =
        c.prepareStatement("INSERT INTO contact (id, phone, born) VALUES (?, ?, ?)")) {
      insert.setInt(1, 500);
      insert.setString(2, "S3CRET-1");
      insert.setDate(3, Date.valueOf("1907-01-02"));
      seen.add(Seen.of(insert::executeUpdate));
    }
    seen.add(Seen.rows(c, "SELECT phone, born FROM contact WHERE id = 500"));
    String sql = "INSERT INTO contact (id, phone, born) VALUES (501, ?, ?)";
    if (product.equals("H2")) { // has no RETURNING
      seen.add(Seen.of(() -> c.createStatement().executeUpdate(sql.replace("?, ?", "'x', NULL"))));
    } else {
      try (PreparedStatement insert = c.prepareStatement(sql + " RETURNING id, phone, born")) {
        insert.setString(1, "S3CRET-2");
        insert.setDate(2, Date.valueOf("1907-01-02"));
        seen.add(Seen.of(() -> Seen.rows(insert.executeQuery())));
      }
    }
    Twin.run(c, "DELETE FROM contact WHERE id IN (500, 501)");
  }

  @AfterAll
  static void nothingInPlaintext() {
    for (Twin twin : TWINS.values()) {
      assertThat(twin.recording().events()).noneMatch(event -> event.holds("S3CRET"));
    }
  }
}
