package io.tenantcrypt.it.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.it.Recording;
import io.tenantcrypt.it.surface.SetterWays.Way;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every setter × value × logical type × database: what is stored behind the driver is what the real
 * driver stores in a plain column, or both refuse it. What differs and is right stands in {@code
 * surface/differences.txt}, where the value's class ends in what the difference is: {@code
 * /refused} (only ours refuses), {@code /taken} (only the real one refuses) or {@code /other}
 * (another value).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SetterMatrixIT {

  private static final List<Way> WAYS = SetterWays.all();

  /** Of the differences in an error; all of them are in a file below {@code target}. */
  private static final int MOST_SHOWN = 60;

  private static final String REFUSED = "refused";

  private final Differences differences = Differences.of("set");

  @TestFactory
  Stream<DynamicTest> value_ofEverySetter_isStoredAsInAPlainColumn() {
    return TypedTwin.NAMES.stream()
        .filter(name -> name.matches(System.getProperty("surface.only", ".*")))
        .map(
            name ->
                DynamicTest.dynamicTest(name, () -> compare(TypedTwin.create(name, "setters"))));
  }

  @AfterAll
  void differences_thatNothingShows_areNotListed() {
    if (System.getProperty("surface.only") == null) {
      assertThat(differences.unmatched()).isEmpty();
    }
  }

  private void compare(TypedTwin twin) throws Exception {
    List<String> columns = TypedTwin.POLICY.keySet().stream().sorted().toList();
    List<String> wrong = new ArrayList<>();
    try (Connection plain = twin.plain()) {
      inOneTransaction(twin, plain);
      twin.sealed(
          ours -> {
            inOneTransaction(twin, ours);
            for (String column : columns) {
              compare(twin, column, stored(plain, column), stored(ours, column), wrong);
            }
            end(ours);
            return null;
          });
      end(plain);
    }
    nothingInPlaintext(twin);
    Path target = Path.of(System.getProperty("tenantcrypt.it.target", "target"));
    Files.write(
        target.resolve(twin.recording() + "-differences.txt"),
        String.join("\n", wrong).getBytes(StandardCharsets.UTF_8)); // halves of characters as ?
    assertThat(wrong.subList(0, Math.min(wrong.size(), MOST_SHOWN)))
        .as(wrong.size() + " differences on " + twin.name())
        .isEmpty();
  }

  /** Where a statement that fails does not fail the transaction; it saves most of the time. */
  private static void inOneTransaction(TypedTwin twin, Connection connection) throws SQLException {
    connection.setAutoCommit(twin.name().equals("postgresql"));
  }

  private static void end(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.commit();
    }
  }

  private void compare(
      TypedTwin twin, String column, String[] expected, String[] actual, List<String> wrong) {
    String type = TypedTwin.label(column);
    for (int i = 0; i < WAYS.size(); i++) {
      Way way = WAYS.get(i);
      String kind = kind(expected[i], actual[i]);
      if (!kind.isEmpty()
          && !differences.allows(twin.connector(), way.setter(), type, way.value() + kind)) {
        wrong.add(
            String.join(" | ", "set", twin.connector(), way.setter(), type, way.value() + kind)
                + " | "
                + expected[i]
                + " but "
                + actual[i]);
      }
    }
  }

  private static String kind(String expected, String actual) {
    boolean theirs = expected.startsWith(REFUSED);
    boolean ours = actual.startsWith(REFUSED);
    if (theirs || ours) {
      return theirs && ours ? "" : ours ? "/refused" : "/taken";
    }
    return expected.equals(actual) ? "" : "/other";
  }

  /** What each way left in the column. */
  private static String[] stored(Connection connection, String column) throws SQLException {
    String[] stored = new String[WAYS.size()];
    long first = 10_000L * TypedTwin.POLICY.keySet().stream().sorted().toList().indexOf(column);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO everything (" + column + ", tenant_id, id) VALUES (?, 'acme', ?)")) {
      for (int i = 0; i < stored.length; i++) {
        try {
          insert.clearParameters();
          insert.setLong(2, first + i);
          WAYS.get(i).action().on(insert);
          assertThat(insert.executeUpdate()).isEqualTo(1);
        } catch (Exception e) {
          stored[i] = refusal(e);
        }
      }
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id, "
                + column
                + " FROM everything WHERE tenant_id = 'acme' AND id >= ? AND id < ?")) {
      select.setLong(1, first);
      select.setLong(2, first + stored.length);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          int i = (int) (rows.getLong(1) - first);
          assertThat(stored[i]).as("stored and refused: " + WAYS.get(i)).isNull();
          stored[i] = shown(rows, TypedTwin.label(column));
        }
      }
    }
    assertThat(stored).doesNotContainNull();
    return stored;
  }

  private static String refusal(Exception e) {
    String state = e instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
    return REFUSED + " " + (state + " " + e).replace('\n', ' ');
  }

  /** What a plain column may hold and no Java object can: a NaN, a month 0. */
  private static String shown(ResultSet row, String type) throws SQLException {
    try {
      return value(row, type);
    } catch (SQLException | RuntimeException e) {
      return "unreadable " + row.getString(2);
    }
  }

  /** By the getter of the logical type that all drivers have alike. */
  private static String value(ResultSet row, String type) throws SQLException {
    Object value =
        switch (type) {
          case "smallint", "integer", "bigint" -> row.getLong(2);
          case "real" -> row.getFloat(2);
          case "double" -> row.getDouble(2);
          case "boolean" -> row.getBoolean(2);
          case "decimal" -> row.getBigDecimal(2);
          case "date" -> row.getObject(2, LocalDate.class);
          case "time" -> row.getObject(2, LocalTime.class);
          case "timestamp" -> row.getObject(2, LocalDateTime.class);
          case "timestamptz" -> row.getObject(2, OffsetDateTime.class);
          case "bytes" -> row.getBytes(2);
          case "uuid" -> row.getString(2);
          default -> row.getString(2);
        };
    if (value == null || row.wasNull()) {
      return "NULL";
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant().toString();
    }
    return type.equals("uuid") ? value.toString().toLowerCase(Locale.ROOT) : value.toString();
  }

  private static void nothingInPlaintext(TypedTwin twin) throws SQLException {
    assertThat(Recording.of(twin.recording()).events())
        .noneMatch(event -> event.holds(SetterValues.MARK));
    try (Connection raw = twin.raw();
        PreparedStatement select = raw.prepareStatement("SELECT * FROM everything");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        for (int column = 3; column <= rows.getMetaData().getColumnCount(); column++) {
          byte[] cell = rows.getBytes(column);
          if (cell != null) {
            assertThat(Arrays.copyOf(cell, 1)).as("magic").isEqualTo(new byte[] {(byte) 0xF9});
          }
        }
      }
    }
  }
}
