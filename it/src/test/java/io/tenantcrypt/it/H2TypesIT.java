package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each logical type on H2: as a plain column of it is written, read and described. */
class H2TypesIT {

  /** A column's type in the policy and in the definition, and a value. */
  private record Typed(String policy, String defined, Object value) {}

  private static final Map<String, Typed> COLUMNS = columns();

  private static Map<String, Typed> columns() {
    Map<String, Typed> columns = new LinkedHashMap<>();
    columns.put("a_small", new Typed("smallint", "smallint", (short) -7));
    columns.put("an_int", new Typed("integer", "integer", 1_234_567));
    columns.put("a_big", new Typed("bigint", "bigint", Long.MIN_VALUE));
    columns.put("a_dec", new Typed("\"decimal(10,2)\"", "numeric(10,2)", new BigDecimal("-10.50")));
    columns.put("a_real", new Typed("real", "real", 1.5f));
    columns.put("a_double", new Typed("double", "double precision", -0.1));
    columns.put("a_bool", new Typed("boolean", "boolean", true));
    columns.put("a_text", new Typed("varchar(20)", "varchar(20)", "Βάσω 芳"));
    columns.put("a_date", new Typed("date", "date", LocalDate.of(1907, 1, 2)));
    columns.put("a_time", new Typed("time", "time(6)", LocalTime.of(1, 2, 3, 4_000)));
    columns.put(
        "a_stamp",
        new Typed("timestamp", "timestamp", LocalDateTime.of(1907, 1, 2, 3, 4, 5, 6_000)));
    columns.put(
        "an_instant",
        new Typed(
            "timestamptz",
            "timestamp with time zone",
            OffsetDateTime.parse("1907-01-02T03:04:05.000006Z")));
    columns.put("a_char", new Typed("char(3)", "char(3)", "abc"));
    columns.put("a_uuid", new Typed("uuid", "uuid", new UUID(1, 2)));
    columns.put("a_note", new Typed("text", "clob", "long Βάσω ".repeat(2_000)));
    columns.put("a_kind", new Typed("{ enum: [F, M] }", "varchar(1)", "F"));
    columns.put("some_bytes", new Typed("bytes(9)", "varbinary(9)", new byte[] {0, -1, 1}));
    return columns;
  }

  private static String policy() throws Exception {
    StringBuilder text = new StringBuilder();
    String whole = Files.readString(Path.of("src/test/resources/policy-h2-scope.yaml"));
    text.append(whole, 0, whole.indexOf("tables:")).append("tables:\n  public.typed:\n");
    text.append("    columns:\n");
    COLUMNS.forEach(
        (name, typed) ->
            text.append("      ")
                .append(name)
                .append(": { type: ")
                .append(typed.policy())
                .append(" }\n"));
    return text.append("  public.kept:\n    columns:\n      a_json: { type: json }\n")
        .append("      a_sex: { type: { enum: [F, M] } }\n")
        .toString();
  }

  private static void create(Connection connection) throws SQLException {
    StringBuilder sql = new StringBuilder("CREATE TABLE typed (tenant_id varchar(63), id bigint");
    COLUMNS.forEach((name, typed) -> sql.append(", ").append(name + " " + typed.defined()));
    H2Fixture.run(connection, sql + ")");
  }

  private static void fill(Connection connection) throws SQLException {
    String sql =
        "INSERT INTO typed (tenant_id, id, "
            + String.join(", ", COLUMNS.keySet())
            + ") VALUES ('acme', ?"
            + ", ?".repeat(COLUMNS.size())
            + ")";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setLong(1, 1);
      int index = 2;
      for (Typed typed : COLUMNS.values()) {
        insert.setObject(index++, typed.value());
      }
      insert.executeUpdate();
    }
  }

  private static List<String> read(Connection connection) throws SQLException {
    List<String> read = new ArrayList<>();
    String sql =
        "SELECT "
            + String.join(", ", COLUMNS.keySet())
            + " FROM typed WHERE tenant_id = 'acme' AND id = 1";
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      ResultSetMetaData metadata = row.getMetaData();
      assertThat(row.next()).isTrue();
      int index = 1;
      for (Map.Entry<String, Typed> column : COLUMNS.entrySet()) {
        Class<?> type = column.getValue().value().getClass();
        Object value = row.getObject(index, type);
        assertThat(value).as(column.getKey()).isEqualTo(column.getValue().value());
        read.add(
            column.getKey()
                + " "
                + (row.getObject(index) instanceof byte[] bytes
                    ? HexFormat.of().formatHex(bytes)
                    : text(row, index))
                + " "
                + metadata.getColumnType(index)
                + " "
                + metadata.getColumnTypeName(index)
                + " "
                + metadata.getPrecision(index)
                + " "
                + metadata.getScale(index));
        index++;
      }
    }
    return read;
  }

  /**
   * What is read without a type asked for; but that a cell's boolean is PostgreSQL's text, its
   * instant a timestamp, as PostgreSQL's driver gives them, and its long text a string.
   */
  private static String text(ResultSet row, int index) throws SQLException {
    Object value = row.getObject(index);
    String type = row.getMetaData().getColumnClassName(index);
    if (value instanceof Boolean) {
      return value + " " + type;
    }
    String name = row.getMetaData().getColumnName(index).toLowerCase(Locale.ROOT);
    boolean other = name.equals("an_instant") || name.equals("a_note");
    return row.getString(index) + (other ? "" : " " + value + " " + type);
  }

  private static List<String> described(Connection connection, String table) throws SQLException {
    List<String> described = new ArrayList<>();
    DatabaseMetaData metadata = connection.getMetaData();
    try (ResultSet row = metadata.getColumns(null, null, table, "%")) {
      while (row.next()) {
        described.add(
            row.getString("COLUMN_NAME")
                + " "
                + row.getInt("DATA_TYPE")
                + " "
                + row.getString("TYPE_NAME")
                + " "
                + row.getInt("COLUMN_SIZE")
                + " "
                + row.getInt("DECIMAL_DIGITS"));
      }
    }
    return described;
  }

  @ParameterizedTest
  @EnumSource
  void column_ofEachType_isAsAPlainOne(H2World.Mode mode, @TempDir Path folder) throws Exception {
    Path policy = Files.writeString(folder.resolve("policy.yaml"), policy());
    String url =
        World.shared().url(mode.plainUrl("types"), policy.toAbsolutePath().toString(), "h2-types");
    try (Connection twin = DriverManager.getConnection(mode.plainUrl("types_twin"));
        Connection sealed = DriverManager.getConnection(url)) {
      create(twin);
      fill(twin);
      create(sealed);
      World.provision(url, World.ACME);
      AsTenant.run(World.ACME, () -> fill(sealed));

      List<String> expected = read(twin);
      List<String> got = AsTenant.call(World.ACME, () -> read(sealed));
      assertThat(got).containsExactlyElementsOf(expected);
      assertThat(described(sealed, mode.name("typed")))
          .isEqualTo(described(twin, mode.name("typed")));
    }
  }

  /** A plain column takes a text for one of JSON's strings; a protected one for JSON itself. */
  @ParameterizedTest
  @EnumSource
  void jsonAndEnum_givenAsText_readAsThePlainOnesText(H2World.Mode mode, @TempDir Path folder)
      throws Exception {
    Path policy = Files.writeString(folder.resolve("policy.yaml"), policy());
    String url =
        World.shared().url(mode.plainUrl("json"), policy.toAbsolutePath().toString(), "h2-types");
    String table =
        "CREATE TABLE kept (tenant_id varchar(63), id bigint, a_json json, a_sex enum ('F', 'M'))";
    String insert = "INSERT INTO kept (tenant_id, id, a_json, a_sex) VALUES ('acme', 1, ";
    String text = "{\"k\":[1,\"S3CRET\"]}";
    try (Connection twin = DriverManager.getConnection(mode.plainUrl("json_twin"));
        Connection sealed = DriverManager.getConnection(url)) {
      H2Fixture.run(twin, table, insert + "JSON '" + text + "', 'M')");
      H2Fixture.run(sealed, table);
      World.provision(url, World.ACME);
      List<String> given = new ArrayList<>();
      AsTenant.run(
          World.ACME,
          () -> {
            H2Fixture.run(sealed, insert + "'" + text + "', 'M')");
            given.add(kept(sealed));
            String set = "UPDATE kept SET a_json = ?, a_sex = ? WHERE tenant_id = 'acme'";
            try (PreparedStatement update = sealed.prepareStatement(set)) {
              update.setString(1, text);
              update.setString(2, "M");
              assertThat(update.executeUpdate()).isEqualTo(1);
            }
            given.add(kept(sealed));
            H2Fixture.refused(
                "TC022",
                () ->
                    H2Fixture.run(sealed, "UPDATE kept SET a_sex = 'X' WHERE tenant_id = 'acme'"));
          });

      assertThat(given).hasSize(2).containsOnly(kept(twin));
    }
    assertThat(H2World.marks(mode.plainUrl("json"))).isEmpty();
  }

  private static String kept(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT a_json, a_sex FROM kept WHERE tenant_id = 'acme'");
        ResultSet row = select.executeQuery()) {
      assertThat(row.next()).isTrue();
      return row.getString(1) + row.getString(2) + row.getObject(2);
    }
  }
}
