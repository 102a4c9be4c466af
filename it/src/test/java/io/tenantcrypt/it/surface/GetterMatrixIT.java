package io.tenantcrypt.it.surface;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.World;
import io.tenantcrypt.it.surface.Getters.Getter;
import io.tenantcrypt.it.surface.SurfaceValues.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
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
  private static final Map<SurfaceDatabase, SurfaceTwins> TWINS =
      new EnumMap<>(SurfaceDatabase.class);

  /** Too many for a message, when something is wrong. */
  private static final Path REPORT =
      Path.of(System.getProperty("tenantcrypt.it.target", "target"), "getter-differences.txt");

  @BeforeAll
  static void fill() throws Exception {
    Files.deleteIfExists(REPORT);
    World.shared();
    SurfaceTwins.inZone(SurfaceTwins.ZONE);
    for (SurfaceDatabase database : SurfaceDatabase.values()) {
      TWINS.put(database, SurfaceTwins.of(database));
    }
  }

  @AfterAll
  static void restoreZone() {
    SurfaceTwins.inZone(ZONE);
  }

  /** What was read was opened from cells, and no value was ever sent. */
  @AfterAll
  static void storage_ofAllThatIsRead_isCells() throws SQLException {
    for (SurfaceTwins twins : TWINS.values()) {
      int cells = 0;
      try (Connection raw = twins.raw();
          Statement statement = raw.createStatement();
          ResultSet row = statement.executeQuery("SELECT * FROM everything")) {
        while (row.next()) {
          for (int i = 3; i <= row.getMetaData().getColumnCount(); i++) {
            byte[] cell = row.getBytes(i);
            if (cell != null) {
              assertThat(cell[0]).as("magic").isEqualTo((byte) 0xF9);
              cells++;
            }
          }
        }
      }
      assertThat(cells).as("%s", twins.database()).isGreaterThan(100);
      assertThat(twins.recording().events()).isNotEmpty();
      for (String mark : List.of("Ann O'Hara", "5b0f9c2e-8f0c-4b35", "99999999999999999999")) {
        assertThat(twins.recording().events()).noneMatch(event -> event.holds(mark));
      }
    }
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
    SurfaceTwins twins = TWINS.get(database);
    List<List<String>> expected;
    try (Connection twin = twins.twin()) {
      expected = read(twin, column, values, false);
    }
    List<List<String>> actual =
        AsTenant.call(
            World.ACME,
            () -> {
              try (Connection sealed = twins.sealed()) {
                return read(sealed, column, values, true);
              }
            });
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
      Connection connection, String column, List<Value> values, boolean ours) throws SQLException {
    List<List<String>> read = new ArrayList<>();
    int rows = values.size() + 1;
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
        String secret =
            ours && read.size() < values.size() ? values.get(read.size()).secret() : null;
        for (Getter getter : GETTERS) {
          String byIndex = Getters.shown(r -> getter.of(r, 2), row, ours, secret);
          String byLabel = Getters.shown(r -> getter.of(r, column), row, ours, secret);
          line.add(byIndex.equals(byLabel) ? byIndex : byIndex + ", but by label " + byLabel);
        }
        read.add(line);
      }
    }
    assertThat(read).hasSize(rows);
    return read;
  }
}
