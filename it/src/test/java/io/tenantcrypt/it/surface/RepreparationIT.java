package io.tenantcrypt.it.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Types;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Statements that are kept, as pools keep them, while a table changes: each of them is prepared
 * again with all that was set and bound.
 */
class RepreparationIT {

  private static final String QUERY = "SELECT * FROM item WHERE id >= ? ORDER BY id";

  private static final Map<Connector, Twin> TWINS = new EnumMap<>(Connector.class);

  @BeforeAll
  static void create() throws Exception {
    for (Connector connector : Connector.values()) {
      Twin twin =
          Twin.create(
              connector,
              "reprepared",
              Map.of("item", "name: { type: varchar(20) }"),
              List.of(
                  "CREATE TABLE item (id {identity} PRIMARY KEY, {tenant}, name varchar(20),"
                      + " city varchar(20), born date, fee numeric(10, 2))"));
      twin.alike(
          (c, seen) -> {
            for (int i = 1; i <= 9; i++) {
              Twin.run(c, "INSERT INTO item (name, city) VALUES ('S3CRET-" + i + "', 'Bern')");
            }
            seen.add("filled");
          });
      TWINS.put(connector, twin);
    }
  }

  /** Changes the table by another connection of the same kind. */
  private static void change(Connection c, Twin twin, String sql) throws Exception {
    String url = c.getMetaData().getURL().contains("tenantcrypt") ? twin.url() : twin.plain();
    try (Connection other = DriverManager.getConnection(url)) {
      Twin.run(other, sql);
    }
  }

  /** What only scripts that know their twin can do. */
  @FunctionalInterface
  private interface Scene {
    void on(Connection connection, Twin twin, List<String> seen) throws Exception;
  }

  private static Stream<DynamicTest> onEach(Scene scene) {
    return TWINS.values().stream()
        .map(
            twin ->
                DynamicTest.dynamicTest(
                    twin.connector().name(),
                    () -> twin.alike((c, seen) -> scene.on(c, twin, seen))));
  }

  private static String settings(Statement s) {
    return Seen.of(s::getFetchSize)
        + Seen.of(s::getFetchDirection)
        + Seen.of(s::getMaxRows)
        + Seen.of(s::getMaxFieldSize)
        + Seen.of(s::getQueryTimeout)
        + Seen.of(s::isPoolable)
        + Seen.of(s::isCloseOnCompletion)
        + Seen.of(s::getResultSetType)
        + Seen.of(s::getResultSetConcurrency)
        + Seen.of(s::getResultSetHoldability);
  }

  @TestFactory
  Stream<DynamicTest> settings_ofAStatementThatIsPreparedAgain_areAllKept() {
    return onEach(
        (c, twin, seen) -> {
          try (PreparedStatement query =
              c.prepareStatement(
                  QUERY,
                  ResultSet.TYPE_SCROLL_INSENSITIVE,
                  ResultSet.CONCUR_READ_ONLY,
                  ResultSet.HOLD_CURSORS_OVER_COMMIT)) {
            seen.add(Seen.done(() -> query.setFetchSize(2)));
            seen.add(Seen.done(() -> query.setFetchDirection(ResultSet.FETCH_FORWARD)));
            query.setMaxRows(5);
            query.setMaxRows(4);
            query.setQueryTimeout(30);
            seen.add(Seen.done(() -> query.setPoolable(false)));
            seen.add(Seen.done(() -> query.setEscapeProcessing(true)));
            query.setInt(1, 2);
            seen.add(settings(query));
            seen.add(Seen.rows(query.executeQuery()));
            change(c, twin, "ALTER TABLE item ADD COLUMN later varchar(20)");
            // What was bound before stays bound.
            seen.add(Seen.rows(query.executeQuery()));
            seen.add(settings(query));
            ResultSet rows = query.executeQuery();
            seen.add(Seen.of(rows::last) + Seen.of(rows::getRow) + Seen.of(rows::getHoldability));
            change(c, twin, "ALTER TABLE item DROP COLUMN later");
            seen.add(Seen.of(() -> Seen.rows(query.executeQuery())));
          }
          try (PreparedStatement query = c.prepareStatement(QUERY)) {
            query.setInt(1, 2);
            query.closeOnCompletion();
            change(c, twin, "ALTER TABLE item ADD COLUMN later varchar(20)");
            ResultSet last = query.executeQuery();
            seen.add(Seen.rows(last) + Seen.of(query::isCloseOnCompletion));
            last.close();
            seen.add(Seen.of(query::isClosed));
            change(c, twin, "ALTER TABLE item DROP COLUMN later");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> valuesOfEverySetter_andTheRequestedKeys_areBoundAgain() {
    return onEach(
        (c, twin, seen) -> {
          String id = c.getMetaData().storesUpperCaseIdentifiers() ? "ID" : "id";
          try (PreparedStatement insert =
              c.prepareStatement(
                  "INSERT INTO item (name, city, born, fee) VALUES (?, ?, ?, ?)",
                  new String[] {id})) {
            insert.setString(1, "S3CRET-a");
            insert.setObject(2, "Ulm", Types.VARCHAR);
            insert.setDate(3, Date.valueOf("1907-01-02"));
            insert.setBigDecimal(4, new BigDecimal("1.50"));
            seen.add(Seen.of(insert::executeUpdate));
            change(c, twin, "ALTER TABLE item ADD COLUMN later varchar(20)");
            seen.add(Seen.of(insert::executeUpdate));
            try (ResultSet keys = insert.getGeneratedKeys()) {
              seen.add(Seen.of(keys::next) + Seen.of(() -> keys.getLong(1) > 0));
            }
            insert.setNull(1, Types.VARCHAR);
            insert.setNull(3, Types.DATE);
            change(c, twin, "ALTER TABLE item DROP COLUMN later");
            seen.add(Seen.of(insert::executeUpdate));
          }
          seen.add(
              Seen.rows(
                  c, "SELECT name, city, born, fee FROM item WHERE city = 'Ulm' ORDER BY id"));
          Twin.run(c, "DELETE FROM item WHERE city = 'Ulm'");
        });
  }

  @TestFactory
  Stream<DynamicTest> description_underAnOpenResult_leavesItOpen() {
    return onEach(
        (c, twin, seen) -> {
          try (PreparedStatement query = c.prepareStatement(QUERY)) {
            query.setInt(1, 1);
            ResultSet rows = query.executeQuery();
            seen.add(Seen.of(rows::next) + Seen.of(() -> rows.getString("name")));
            change(c, twin, "CREATE TABLE more (id bigint PRIMARY KEY)");
            seen.add(Seen.of(() -> query.getMetaData().getColumnCount()));
            seen.add(Seen.of(rows::next) + Seen.of(() -> rows.getString("name")));
            rows.close();
            change(c, twin, "DROP TABLE more");
          }
        });
  }

  @AfterAll
  static void nothingInPlaintext() {
    for (Twin twin : TWINS.values()) {
      assertThat(twin.recording().events()).noneMatch(event -> event.holds("S3CRET"));
    }
  }
}
