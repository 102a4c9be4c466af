package io.tenantcrypt.it.surface;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.World;
import io.tenantcrypt.it.surface.Getters.Getter;
import io.tenantcrypt.it.surface.SurfaceDatabase.Twins;
import io.tenantcrypt.it.surface.SurfaceValues.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The conversion tables of JDBC 4.3's appendix B, for reading: each getter of {@link ResultSet}, by
 * index and by label, on a protected column of each logical type that holds each of several values
 * and NULL. It gives what the same getter of the real driver gives on a plain column: the same
 * value of the same class and the same {@code wasNull}, or an exception. What differs is listed in
 * {@code surface/differences.txt}; what is listed there differs.
 */
class GetterMatrixIT {

  private static final TimeZone ZONE = TimeZone.getDefault();
  private static final Differences DIFFERENCES = Differences.of("get");
  private static final List<Getter> GETTERS = Getters.all();
  private static final Map<SurfaceDatabase, Twins> TWINS = new EnumMap<>(SurfaceDatabase.class);

  /** Too many for a message, when something is wrong. */
  private static final Path REPORT =
      Path.of(System.getProperty("tenantcrypt.it.target", "target"), "getter-differences.txt");

  @BeforeAll
  static void fill() throws Exception {
    Files.deleteIfExists(REPORT);
    World.shared();
    // Whoever mixes up the JVM's zone, the server's and UTC is seen.
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    for (SurfaceDatabase database : SurfaceDatabase.values()) {
      Twins twins = database.create();
      TWINS.put(database, twins);
      try (Connection twin = twins.twin()) {
        store(database, twin);
      }
      AsTenant.run(
          World.ACME,
          () -> {
            try (Connection sealed = twins.sealed()) {
              store(database, sealed);
            }
          });
    }
  }

  @AfterAll
  static void restoreZone() {
    TimeZone.setDefault(ZONE);
  }

  /** The n-th value of each column in the n-th row, and then NULL. */
  private static void store(SurfaceDatabase database, Connection connection) throws SQLException {
    Map<String, List<Value>> values = SurfaceValues.of(database);
    int rows = values.values().stream().mapToInt(List::size).max().orElseThrow() + 1;
    connection.setAutoCommit(false);
    String insert =
        "INSERT INTO everything (tenant_id, id, "
            + String.join(", ", values.keySet())
            + ") VALUES ('acme', ?"
            + ", ?".repeat(values.size())
            + ")";
    if (database == SurfaceDatabase.H2 && !(connection.getClass().getName().contains("Crypt"))) {
      insert = insert.substring(0, insert.length() - 2) + "? FORMAT JSON)";
    }
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (int row = 0; row < rows; row++) {
        statement.setLong(1, row);
        int index = 2;
        for (Map.Entry<String, List<Value>> column : values.entrySet()) {
          if (row < column.getValue().size()) {
            Object value = column.getValue().get(row).java();
            SurfaceValues.bind(database, statement, index, column.getKey(), value);
          } else {
            statement.setObject(index, null);
          }
          index++;
        }
        statement.executeUpdate();
      }
    }
    connection.commit();
  }

  @TestFactory
  Stream<DynamicTest> getter_ofAProtectedColumn_givesWhatTheRealDriverGivesOnAPlainOne() {
    Stream<DynamicTest> matrix =
        Arrays.stream(SurfaceDatabase.values())
            .flatMap(
                database ->
                    SurfaceValues.of(database).entrySet().stream()
                        .map(
                            column ->
                                DynamicTest.dynamicTest(
                                    database.label() + ": " + column.getKey(),
                                    () -> compare(database, column.getKey(), column.getValue()))));
    DynamicTest last =
        DynamicTest.dynamicTest(
            "each listed difference is still one",
            () -> assertThat(DIFFERENCES.unmatched()).isEmpty());
    return Stream.concat(matrix, Stream.of(last));
  }

  private static void compare(SurfaceDatabase database, String column, List<Value> values)
      throws Exception {
    Twins twins = TWINS.get(database);
    List<List<String>> expected;
    try (Connection twin = twins.twin()) {
      expected = read(twin, column, values.size() + 1, false);
    }
    List<List<String>> actual =
        AsTenant.call(
            World.ACME,
            () -> {
              try (Connection sealed = twins.sealed()) {
                return read(sealed, column, values.size() + 1, true);
              }
            });
    if (System.getProperty("dump") != null) {  //DUMP
      StringBuilder d = new StringBuilder();
      for (int i = 0; i < GETTERS.size(); i++) {
        d.append("## " + GETTERS.get(i).name() + "\n");
        for (int row = 0; row < expected.size(); row++) {
          d.append("   " + (row < values.size() ? values.get(row).java() + " : " : "null : ") + cut(expected.get(row).get(i)) + "\n");
        }
      }
      Files.writeString(Path.of("/tmp/getdump/" + database.label() + "-" + SurfaceValues.type(column)), d.toString());
    }  //DUMPEND
    List<String> unlisted = new ArrayList<>();
    for (int row = 0; row < expected.size(); row++) {
      String kind = row < values.size() ? values.get(row).kind() : "null";
      for (int i = 0; i < GETTERS.size(); i++) {
        String real = expected.get(row).get(i);
        String ours = actual.get(row).get(i);
        if (!real.equals(ours)
            && !DIFFERENCES.allows(
                database.label(), GETTERS.get(i).name(), SurfaceValues.type(column), kind)) {
          unlisted.add(
              "get | "
                  + database.label()
                  + " | "
                  + GETTERS.get(i).name()
                  + " | "
                  + SurfaceValues.type(column)
                  + " | "
                  + kind
                  + ": "
                  + (row < values.size() ? values.get(row).java() : "")
                  + "\n    real "
                  + cut(real)
                  + "\n    ours "
                  + cut(ours));
        }
      }
    }
    if (!unlisted.isEmpty()) {
      Files.write(REPORT, unlisted, StandardCharsets.UTF_8, CREATE, APPEND);
    }
    assertThat(unlisted).as("the whole list is in %s", REPORT).isEmpty();
  }

  private static String cut(String text) {
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }

  /** What all getters give in each row; what they give by label where that is something else. */
  private static List<List<String>> read(
      Connection connection, String column, int rows, boolean ours) throws SQLException {
    List<List<String>> read = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT id, "
                    + column
                    + " FROM everything WHERE tenant_id = 'acme' AND id < "
                    + rows
                    + " ORDER BY id")) {
      while (row.next()) {
        List<String> line = new ArrayList<>();
        for (Getter getter : GETTERS) {
          String byIndex = Getters.shown(r -> getter.of(r, 2), row, ours);
          String byLabel = Getters.shown(r -> getter.of(r, column), row, ours);
          line.add(byIndex.equals(byLabel) ? byIndex : byIndex + ", but by label " + byLabel);
        }
        read.add(line);
      }
    }
    assertThat(read).hasSize(rows);
    return read;
  }
}
