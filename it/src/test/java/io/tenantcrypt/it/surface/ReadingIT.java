package io.tenantcrypt.it.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.World;
import io.tenantcrypt.it.surface.Getters.Getter;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a result with protected columns is beside the values of its getters, which {@link
 * GetterMatrixIT} compares: there are the conversions that other drivers lost or refused (getObject
 * of java.time's classes, UUID, BigInteger, Short and Byte; the microseconds of timestamps;
 * getBytes of text; streams and LOBs).
 */
class ReadingIT {

  /** Something done with the first row of a query. */
  @FunctionalInterface
  private interface Reading {
    void of(ResultSet row) throws Exception;
  }

  private static void onFirst(SurfaceDatabase database, String columns, Reading reading)
      throws Exception {
    first(database, true, columns, reading);
  }

  private static void first(SurfaceDatabase database, boolean ours, String columns, Reading reading)
      throws Exception {
    SurfaceTwins twins = SurfaceTwins.of(database);
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection connection = ours ? twins.sealed() : twins.twin();
              Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery(
                      "SELECT "
                          + columns
                          + " FROM everything WHERE tenant_id = 'acme' ORDER BY id")) {
            assertThat(row.next()).isTrue();
            reading.of(row);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void getter_ofNull_givesNothingAndSaysSo(SurfaceDatabase database) throws Exception {
    onFirst(
        database,
        String.join(", ", SurfaceValues.of(database).keySet()),
        row -> {
          while (row.next()) {} // the last row holds NULL everywhere
        });
    SurfaceTwins twins = SurfaceTwins.of(database);
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection connection = twins.sealed();
              Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery(
                      "SELECT * FROM everything WHERE tenant_id = 'acme' ORDER BY id DESC")) {
            assertThat(row.next()).isTrue();
            for (String column : SurfaceValues.of(database).keySet()) {
              for (Getter getter : Getters.all()) {
                if (!getter.name().equals("getObject(types)")) {
                  assertNothing(column, getter, row);
                }
              }
            }
          }
        });
  }

  private static void assertNothing(String column, Getter getter, ResultSet row) throws Exception {
    Object value;
    try {
      value = getter.of(row, column);
    } catch (Throwable e) {
      throw new AssertionError(getter.name() + " of a NULL in " + column, e);
    }
    if (value instanceof Number number) {
      assertThat(number.doubleValue()).as(getter.name()).isZero();
    } else if (value instanceof Boolean bool) {
      assertThat(bool).as(getter.name()).isFalse();
    } else {
      assertThat(value).as(getter.name()).isNull();
    }
    assertThat(row.wasNull()).as(getter.name()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void wasNull_afterEachGetter_isOfTheLastOne(SurfaceDatabase database) throws Exception {
    onFirst(
        database,
        "a_varchar, CASE WHEN id > 0 THEN a_date END, id",
        row -> {
          assertThat(row.getString(1)).isNotNull();
          assertThat(row.wasNull()).isFalse();
          assertThat(row.getDate(2)).isNull();
          assertThat(row.wasNull()).isTrue();
          assertThat(row.getLong(3)).isZero();
          assertThat(row.wasNull()).isFalse();
          assertThat(row.getObject(2)).isNull();
          assertThat(row.getCharacterStream(1)).isNotNull();
          assertThat(row.wasNull()).isFalse();
        });
  }

  @ParameterizedTest
  @EnumSource
  void label_ofSeveralColumns_isTheFirstOne(SurfaceDatabase database) throws Exception {
    String columns = "an_integer AS x, a_varchar AS y, a_varchar AS x, a_date AS \"Y\"";
    if (database == SurfaceDatabase.MARIADB || database == SurfaceDatabase.MYSQL) {
      columns = columns.replace('"', '`');
    }
    List<List<Object>> found = new ArrayList<>();
    for (boolean ours : List.of(false, true)) {
      first(
          database,
          ours,
          columns,
          row -> {
            List<Object> read = new ArrayList<>();
            for (String label : List.of("x", "X", "y", "Y", "z", "a_varchar", "AN_INTEGER", "")) {
              read.add(Getters.shown(r -> r.findColumn(label), row, ours, null));
              read.add(Getters.shown(r -> r.getString(label), row, ours, null));
            }
            ResultSetMetaData data = row.getMetaData();
            for (int i = 1; i <= data.getColumnCount(); i++) {
              read.add(data.getColumnLabel(i) + " of " + data.getColumnName(i));
            }
            found.add(read);
          });
    }
    assertThat(found.get(1)).isEqualTo(found.get(0));
    assertThat(found.get(1)).contains("java.lang.Integer 1");
  }

  @ParameterizedTest
  @EnumSource
  void index_outsideTheColumns_isRefusedAsTheDriverDoes(SurfaceDatabase database) throws Exception {
    onFirst(
        database,
        "a_varchar, a_date",
        row -> {
          for (int index : List.of(-1, 0, 3, Integer.MAX_VALUE)) {
            assertThatThrownBy(() -> row.getString(index)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> row.getObject(index)).isInstanceOf(SQLException.class);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void array_thatAGetterGave_isTheApplications(SurfaceDatabase database) throws Exception {
    onFirst(
        database,
        "some_bytes",
        row -> {
          byte[] first = row.getBytes(1);
          byte[] expected = first.clone();
          java.util.Arrays.fill(first, (byte) 42);
          assertThat(row.getBytes(1)).isEqualTo(expected);
          byte[] object = (byte[]) row.getObject(1);
          java.util.Arrays.fill(object, (byte) 42);
          assertThat((byte[]) row.getObject(1)).isEqualTo(expected);
        });
  }

  @ParameterizedTest
  @EnumSource
  void streams_ofSeveralColumns_areReadInAnyOrder(SurfaceDatabase database) throws Exception {
    List<Reader> open = new ArrayList<>();
    List<InputStream> bytes = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    onFirst(
        database,
        "a_varchar, a_text, an_enum",
        row -> {
          do {
            for (int i = 1; i <= 3; i++) {
              if (row.getString(i) != null) {
                expected.add(row.getString(i));
                open.add(row.getCharacterStream(i));
                bytes.add(row.getBinaryStream(i));
              }
            }
          } while (row.next());
        });
    // After the result, the statement and the connection: they are in memory.
    for (int i = open.size() - 1; i >= 0; i--) {
      java.io.StringWriter text = new java.io.StringWriter();
      open.get(i).transferTo(text);
      assertThat(text).hasToString(expected.get(i));
      assertThat(new String(bytes.get(i).readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(expected.get(i));
    }
    assertThat(open).hasSizeGreaterThan(50);
  }

  @ParameterizedTest
  @EnumSource(names = "POSTGRESQL", mode = EnumSource.Mode.EXCLUDE) // has LOBs of its own kind
  void lob_ofAProtectedColumn_isReadInPartsUntilItIsFreed(SurfaceDatabase database)
      throws Exception {
    List<Clob> kept = new ArrayList<>();
    onFirst(
        database,
        "a_varchar, some_bytes, an_enum",
        row -> {
          Clob clob = row.getClob(3);
          assertThat(clob.length()).isEqualTo(6);
          assertThat(clob.getSubString(2, 3)).isEqualTo("EMA");
          assertThat(clob.getSubString(5, 99)).isEqualTo("LE");
          assertThat(clob.position("MALE", 1)).isEqualTo(3);
          assertThat(clob.position("x", 1)).isEqualTo(-1);
          assertThat(clob.getAsciiStream().readAllBytes()).asString().isEqualTo("FEMALE");
          assertThatThrownBy(() -> clob.getSubString(0, 1)).isInstanceOf(SQLException.class);
          assertThatThrownBy(() -> clob.setString(1, "x")).isInstanceOf(SQLException.class);
          assertThatThrownBy(() -> clob.truncate(1)).isInstanceOf(SQLException.class);
          Blob blob = row.getBlob(2);
          assertThat(blob.length()).isEqualTo(4);
          assertThat(blob.getBytes(2, 2)).containsExactly(-1, 1);
          assertThat(blob.position(new byte[] {1, 127}, 1)).isEqualTo(3);
          assertThat(blob.getBinaryStream(2, 3).readAllBytes()).containsExactly(-1, 1, 127);
          assertThatThrownBy(() -> blob.setBytes(1, new byte[1])).isInstanceOf(SQLException.class);
          blob.free();
          blob.free();
          assertThatThrownBy(blob::length).isInstanceOf(SQLException.class);
          assertThatThrownBy(blob::getBinaryStream).isInstanceOf(SQLException.class);
          kept.add(clob);
        });
    Clob clob = kept.get(0);
    assertThat(clob.getSubString(1, 6)).isEqualTo("FEMALE"); // longer than its transaction
    clob.free();
    clob.free();
    assertThatThrownBy(clob::length).isInstanceOf(SQLException.class);
    assertThatThrownBy(clob::getCharacterStream).isInstanceOf(SQLException.class);
  }

  @ParameterizedTest
  @EnumSource
  void typeMap_ofAProtectedColumn_isRefusedUnlessItSaysNothing(SurfaceDatabase database)
      throws Exception {
    onFirst(
        database,
        "a_varchar",
        row -> {
          assertThat(row.getObject(1, Map.of())).isEqualTo(row.getString(1));
          Map<String, Class<?>> types = Map.of("varchar", String.class);
          if (database == SurfaceDatabase.MYSQL) {
            assertThat(row.getObject(1, types)).isEqualTo(row.getString(1)); // it looks at none
          } else {
            assertThatThrownBy(() -> row.getObject(1, types))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("a_varchar")
                .hasMessageContaining("type map");
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void getter_thatNoCellAnswers_isRefusedByName(SurfaceDatabase database) throws Exception {
    onFirst(
        database,
        "a_varchar",
        row -> {
          assertThatThrownBy(() -> row.getArray(1)).hasMessageContaining("a_varchar");
          assertThatThrownBy(() -> row.getSQLXML(1))
              .isInstanceOfSatisfying(
                  SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("TC002"))
              .hasMessageContaining("everything.a_varchar")
              .hasMessageNotContaining(row.getString(1));
          assertThatThrownBy(() -> row.getRef(1)).isInstanceOf(SQLException.class);
          assertThatThrownBy(() -> row.getRowId(1)).isInstanceOf(SQLException.class);
        });
  }

  @ParameterizedTest
  @EnumSource
  void className_ofEachColumn_isWhatGetObjectGives(SurfaceDatabase database) throws Exception {
    List<String> columns = List.copyOf(SurfaceValues.of(database).keySet());
    onFirst(
        database,
        String.join(", ", columns),
        row -> {
          ResultSetMetaData data = row.getMetaData();
          for (int i = 1; i <= columns.size(); i++) {
            String name = data.getColumnClassName(i);
            // As MariaDB Connector/J spells it.
            Class<?> named = name.equals("byte[]") ? byte[].class : Class.forName(name);
            assertThat(row.getObject(i)).as(columns.get(i - 1)).isInstanceOf(named);
          }
        });
  }
}
