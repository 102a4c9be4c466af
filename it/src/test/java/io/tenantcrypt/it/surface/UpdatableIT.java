package io.tenantcrypt.it.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.Recording;
import io.tenantcrypt.it.World;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Updatable results: read-only over tenant tables, the real driver's own over all others. */
class UpdatableIT {

  private static final int SCROLL = ResultSet.TYPE_SCROLL_INSENSITIVE;
  private static final int UPDATABLE = ResultSet.CONCUR_UPDATABLE;

  /** Of what JDBC calls an updatable result set. */
  private static final Set<String> CHANGING =
      Set.of(
          "insertRow",
          "updateRow",
          "deleteRow",
          "refreshRow",
          "moveToInsertRow",
          "cancelRowUpdates");

  private static final Map<Connector, Twin> TWINS = new EnumMap<>(Connector.class);

  @BeforeAll
  static void create() throws Exception {
    for (Connector connector : Connector.values()) {
      Twin twin =
          Twin.create(
              connector,
              "updatable",
              Map.of("item", "name: { type: varchar(20) }"),
              List.of(
                  "CREATE TABLE item ({tenant}, id bigint NOT NULL, name varchar(20), city"
                      + " varchar(20), PRIMARY KEY (tenant_id, id))",
                  "CREATE TABLE task ({tenant}, id bigint NOT NULL, title varchar(20),"
                      + " PRIMARY KEY (tenant_id, id))",
                  "CREATE TABLE country (code varchar(2) PRIMARY KEY, name varchar(60))"));
      AsTenant.run(
          World.ACME,
          () -> {
            try (Connection c = DriverManager.getConnection(twin.url())) {
              Twin.run(
                  c,
                  "INSERT INTO item (id, name, city) VALUES (1, 'S3CRET', 'Bern')",
                  "INSERT INTO task (id, title) VALUES (1, 'sweep')");
            }
          });
      TWINS.put(connector, twin);
    }
  }

  private static Stream<DynamicTest> onEach(Scene scene) {
    return TWINS.values().stream()
        .map(
            twin ->
                DynamicTest.dynamicTest(
                    twin.connector().name(),
                    () ->
                        AsTenant.run(
                            World.ACME,
                            () -> {
                              try (Connection c = DriverManager.getConnection(twin.url())) {
                                scene.on(c, twin);
                              }
                            })));
  }

  /** What only the driver can show. */
  @FunctionalInterface
  private interface Scene {
    void on(Connection connection, Twin twin) throws Exception;
  }

  @TestFactory
  Stream<DynamicTest> rowsOfATenantTable_areReadOnly_andNoUpdateIsSent() {
    return onEach(
        (c, twin) -> {
          for (String sql :
              List.of(
                  "SELECT tenant_id, id, name, city FROM item",
                  "SELECT tenant_id, id, title, title FROM task")) {
            try (Statement s = c.createStatement(SCROLL, UPDATABLE);
                PreparedStatement p = c.prepareStatement(sql, SCROLL, UPDATABLE)) {
              requireReadOnly(s.executeQuery(sql), s.getWarnings(), twin);
              requireReadOnly(p.executeQuery(), p.getWarnings(), twin);
            }
          }
          assertThat(Seen.rows(c, "SELECT id, name, city FROM item"))
              .isEqualTo("(1, S3CRET, Bern)");
          assertThat(Seen.rows(c, "SELECT id, title FROM task")).isEqualTo("(1, sweep)");
        });
  }

  private static void requireReadOnly(ResultSet rows, SQLWarning warning, Twin twin)
      throws Exception {
    assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
    assertThat(warning.getMessage()).contains("read-only");
    assertThat(rows.next()).isTrue();
    twin.recording().clear();
    int tried = 0;
    for (Method method : ResultSet.class.getMethods()) {
      if (method.getName().startsWith("update") || CHANGING.contains(method.getName())) {
        assertThat(state(rows, method)).as("%s", method).isEqualTo("TC002");
        tried++;
      }
    }
    assertThat(tried).isGreaterThan(90);
    assertThat(twin.recording().events()).isEmpty();
    assertThat(rows.getInt(2)).isEqualTo(1);
  }

  /** The SQLState that a call fails with. */
  private static String state(ResultSet rows, Method method) throws Exception {
    Object[] arguments = Arrays.stream(method.getParameterTypes()).map(UpdatableIT::some).toArray();
    try {
      method.invoke(rows, arguments);
      return "none";
    } catch (InvocationTargetException e) {
      return e.getCause() instanceof SQLException refusal
          ? refusal.getSQLState()
          : "" + e.getCause();
    }
  }

  private static Object some(Class<?> type) {
    if (type == String.class) {
      return "name";
    }
    if (type == boolean.class) {
      return true;
    }
    if (type == byte.class) {
      return (byte) 1;
    }
    if (type == short.class) {
      return (short) 1;
    }
    if (type == int.class) {
      return 3;
    }
    if (type == long.class) {
      return 1L;
    }
    return type == float.class ? 1f : type == double.class ? (Object) 1d : null;
  }

  @TestFactory
  Stream<DynamicTest> rowsOfAnOrdinaryTable_areChangedAsOnThePlainOne() {
    return TWINS.values().stream()
        .map(
            twin ->
                DynamicTest.dynamicTest(
                    twin.connector().name(), () -> twin.alike(UpdatableIT::change)));
  }

  private static void change(Connection c, List<String> seen) throws Exception {
    Twin.run(c, "DELETE FROM country", "INSERT INTO country VALUES ('de', 'Germany')");
    String sql = "SELECT code, name FROM country";
    try (Statement s = c.createStatement(SCROLL, UPDATABLE);
        PreparedStatement p = c.prepareStatement(sql, SCROLL, UPDATABLE)) {
      for (Statement each : List.of(s, p)) {
        ResultSet rows = each == s ? s.executeQuery(sql) : p.executeQuery();
        seen.add(Seen.of(rows::getConcurrency) + Seen.of(each::getWarnings));
        seen.add(Seen.of(rows::next));
        seen.add(Seen.done(() -> rows.updateString("name", "Deutschland")));
        seen.add(Seen.done(rows::updateRow) + Seen.of(() -> rows.getString("name")));
        seen.add(Seen.done(rows::refreshRow) + Seen.of(() -> rows.getString("name")));
        seen.add(Seen.done(rows::moveToInsertRow));
        seen.add(Seen.done(() -> rows.updateString(1, "fr")));
        seen.add(Seen.done(() -> rows.updateString(2, "France")));
        seen.add(Seen.done(rows::insertRow) + Seen.done(rows::moveToCurrentRow));
        seen.add(Seen.rows(c, sql + " ORDER BY code"));
        seen.add(Seen.of(rows::first) + Seen.done(rows::deleteRow));
        seen.add(Seen.rows(c, sql + " ORDER BY code"));
        Twin.run(c, "DELETE FROM country", "INSERT INTO country VALUES ('de', 'Germany')");
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> textThatMayMisleadTheRealDriver_isReadOnlyAndRunsAllTheSame() {
    return onEach(
        (c, twin) -> {
          Twin.run(c, "DELETE FROM country", "INSERT INTO country VALUES ('de', 'Germany')");
          String sql = "SELECT code, name /* from item */ FROM country WHERE code = 'de'";
          try (Statement s = c.createStatement(SCROLL, UPDATABLE);
              PreparedStatement p = c.prepareStatement(sql, SCROLL, UPDATABLE);
              PreparedStatement call =
                  twin.connector() == Connector.MARIADB // takes nothing but calls here
                      ? c.prepareStatement(sql, SCROLL, UPDATABLE)
                      : c.prepareCall(sql, SCROLL, UPDATABLE)) {
            s.setMaxRows(5);
            for (Statement each : List.of(s, p, call)) {
              ResultSet rows =
                  each == s ? s.executeQuery(sql) : ((PreparedStatement) each).executeQuery();
              assertThat(each.getWarnings().getMessage()).contains("read-only");
              assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
              assertThat(rows.next()).isTrue();
              assertThat(rows.getString(2)).isEqualTo("Germany");
              twin.recording().clear();
              assertThat(Seen.done(() -> rows.updateString(2, "x"))).startsWith("SQLException");
              assertThat(twin.recording().events())
                  .noneMatch(e -> e.kind() == Recording.Kind.UPDATED);
            }
            assertThat(s.getMaxRows()).isEqualTo(5);
            // The next one may be updatable again.
            ResultSet rows = s.executeQuery("SELECT code, name FROM country");
            assertThat(rows.getConcurrency()).isEqualTo(UPDATABLE);
            assertThat((Object) s.getWarnings()).isNull();
            assertThat(s.getResultSet()).isSameAs(rows);
          }
        });
  }
}
