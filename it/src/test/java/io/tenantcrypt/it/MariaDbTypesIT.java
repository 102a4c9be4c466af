package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.it.TypeWays.Way;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link TypesIT} on MariaDB, through both connectors. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MariaDbTypesIT {

  private static final AtomicLong IDS = new AtomicLong();

  private static final String TABLE =
      "CREATE TABLE everything (tenant_id varchar(63) CHARACTER SET ascii COLLATE ascii_bin DEFAULT"
          + " 'acme' NOT NULL, id bigint NOT NULL, a_smallint smallint, an_integer integer,"
          + " a_bigint bigint, a_decimal numeric(12,3), a_real float, a_double double, a_boolean"
          + " boolean, a_char char(4), a_varchar varchar(40), a_text text, an_enum varchar(10),"
          + " a_date date, a_time time(6), a_timestamp datetime(6), a_timestamptz timestamp(6) NULL,"
          + " a_uuid uuid, some_bytes blob, a_json json, PRIMARY KEY (tenant_id, id))";

  /** Where it runs. */
  MariaDbWorld world() {
    return MariaDbWorld.shared();
  }

  /** A plain database's type for a uuid. */
  String uuid() {
    return "uuid";
  }

  List<String> schemes() {
    return world().server().schemes();
  }

  @BeforeAll
  void create() throws Exception {
    DatabaseServer server = world().server();
    for (String scheme : server.schemes()) {
      server.freshUrl(scheme, database(scheme) + "_twin");
      server.freshUrl(scheme, database(scheme));
      try (Connection plain = DriverManager.getConnection(twin(scheme))) {
        Sql.execute(plain, TABLE.replace("a_uuid uuid", "a_uuid " + uuid()));
      }
      try (Connection sealed = DriverManager.getConnection(sealed(scheme))) {
        Sql.execute(sealed, TABLE);
      }
      World.provision(sealed(scheme), World.ACME);
    }
  }

  private static String database(String scheme) {
    return "types_" + scheme;
  }

  private String twin(String scheme) {
    return world().server().url(scheme, database(scheme) + "_twin");
  }

  private String sealed(String scheme) throws Exception {
    Path resource = Path.of("src/test/resources/policy-types.yaml");
    String policy =
        Files.readString(resource, StandardCharsets.UTF_8)
            .replace("\n  everything:", "\n  " + database(scheme) + ".everything:");
    Path file =
        Path.of(System.getProperty("tenantcrypt.it.target", "target"), database(scheme) + ".yaml");
    Files.writeString(file, policy, StandardCharsets.UTF_8);
    String plain = world().server().url(scheme, database(scheme));
    return World.shared().url(plain, file.toAbsolutePath().toString(), database(scheme))
        + "&tenantcrypt.keyStoreSchema="
        + database(scheme)
        + "_keys";
  }

  private final KeptConnections open = new KeptConnections();

  @AfterAll
  void close() throws SQLException {
    open.close();
  }

  @AfterAll
  void storage_allThatWasStored_isCells() throws Exception {
    for (String scheme : schemes()) {
      String plain = world().server().url(scheme, database(scheme));
      int cells = 0;
      try (Connection raw = DriverManager.getConnection(plain);
          PreparedStatement select = raw.prepareStatement("SELECT * FROM everything");
          ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          for (int column = 3; column <= rows.getMetaData().getColumnCount(); column++) {
            byte[] cell = rows.getBytes(column);
            if (cell != null) {
              assertThat(cell[0]).as("magic").isEqualTo((byte) 0xF9);
              cells++;
            }
          }
        }
      }
      assertThat(cells).isGreaterThan(40);
      assertThat(MariaDbRaw.marks(plain, database(scheme))).isEmpty();
      for (String mark : Rows.MARKS) {
        assertThat(Recording.of(database(scheme)).events()).noneMatch(event -> event.holds(mark));
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> column_storedInAnyWay_readsAsThePlainOne() {
    return schemes().stream()
        .flatMap(
            scheme ->
                ways()
                    .filter(way -> takes(scheme, way))
                    .map(
                        way ->
                            DynamicTest.dynamicTest(
                                scheme + ": " + way.column() + " by " + way.what(),
                                () -> compare(scheme, way))));
  }

  // MySQL Connector/J knows no uuid, and writes the smallest number as Java does.
  private static boolean takes(String scheme, Way way) {
    return scheme.equals("mariadb")
        || (!way.column().equals("a_uuid") && !way.what().contains("tiny"));
  }

  private static Stream<Way> ways() {
    Stream<Way> setters =
        TypeWays.setters()
            .filter(w -> !w.column().equals("a_timestamptz") && !w.what().contains("OTHER"));
    return Stream.of(setters, own(), literals(), nulls()).flatMap(ways -> ways);
  }

  /** A timestamp of these servers begins in 1970. */
  private static Stream<Way> own() {
    String moment = "2001-02-03 04:05:06.789012";
    return Stream.of(
        TypeWays.by(
            "a_timestamptz",
            "setTimestamp",
            (s, i) -> s.setTimestamp(i, Timestamp.valueOf(moment))),
        TypeWays.by(
            "a_timestamptz",
            "setObject(OffsetDateTime)",
            (s, i) -> s.setObject(i, OffsetDateTime.parse("2001-02-03T04:05:06.789012+05:00"))),
        TypeWays.by("a_varchar", "setString of four bytes each", (s, i) -> s.setString(i, FOUR)),
        TypeWays.by("a_text", "setString of four bytes each", (s, i) -> s.setString(i, FOUR)),
        TypeWays.by("a_json", "setString", (s, i) -> s.setString(i, "{\"k\": [1, \"S3CRET\"]}")));
  }

  /** As long as the column takes, in the longest characters. */
  private static final String FOUR = "🙂".repeat(40);

  private static Stream<Way> nulls() {
    return TypeWays.COLUMNS.stream()
        .flatMap(
            column ->
                Stream.of(
                    TypeWays.by(column, "setNull", (s, i) -> s.setNull(i, Types.NULL)),
                    TypeWays.by(column, "setObject(null)", (s, i) -> s.setObject(i, null)),
                    TypeWays.as(column, "NULL")));
  }

  private static Stream<Way> literals() {
    return Stream.of(
        TypeWays.as("a_smallint", "-7"),
        TypeWays.as("an_integer", "2147483647"),
        TypeWays.as("an_integer", "'12'"),
        TypeWays.as("a_bigint", "9223372036854775807"),
        TypeWays.as("a_bigint", "-9223372036854775808"),
        TypeWays.as("a_decimal", "12.5"),
        TypeWays.as("a_decimal", "-0.001"),
        TypeWays.as("a_real", "1.5"),
        TypeWays.as("a_double", "1e-3"),
        TypeWays.as("a_boolean", "true"),
        TypeWays.as("a_boolean", "FALSE"),
        TypeWays.as("a_boolean", "1"),
        TypeWays.as("a_char", "'ab'"),
        TypeWays.as("a_varchar", "'O''Hara S3CRET'"),
        TypeWays.as("a_varchar", "'it\\'s\\tS3CRET'"),
        TypeWays.as("a_varchar", "\"quoted S3CRET\""),
        TypeWays.as("a_varchar", "'two ' 'S3CRET'"),
        TypeWays.as("a_text", "'S3CRET \\\\ 🙂'"),
        TypeWays.as("an_enum", "'FEMALE'"),
        TypeWays.as("a_date", "'1907-02-03'"),
        TypeWays.as("a_date", "DATE '1907-02-03'"),
        TypeWays.as("a_time", "'07:08:09.5'"),
        TypeWays.as("a_timestamp", "'1907-02-03 04:05:06.789012'"),
        TypeWays.as("a_timestamp", "TIMESTAMP '1907-02-03 04:05:06'"),
        TypeWays.as("a_uuid", "'5b0f9c2e-8f0c-4b35-9e4f-0d8d6f6d2d11'"),
        TypeWays.as("a_json", "'{\"k\": \"S3CRET\"}'"));
  }

  private void compare(String scheme, Way way) throws Exception {
    long id = IDS.incrementAndGet();
    List<String> expected = TypeWays.storedAndRead(open.of(twin(scheme)), way, id);
    Connection ours = open.of(sealed(scheme));
    List<String> actual = AsTenant.call(World.ACME, () -> TypeWays.storedAndRead(ours, way, id));
    assertThat(comparable(actual)).isEqualTo(comparable(expected));
  }

  // The connectors differ among themselves in the codes; the book lists them.
  private static List<String> comparable(List<String> read) {
    return read.stream()
        .map(
            line ->
                line.startsWith("type ")
                    ? "type " + family(Integer.parseInt(line.substring("type ".length())))
                    : line)
        .toList();
  }

  /** One code for those that the connectors use for one type. */
  private static int family(int code) {
    return switch (code) {
      case Types.BOOLEAN -> Types.BIT;
      case Types.LONGVARBINARY -> Types.VARBINARY;
      case Types.LONGVARCHAR -> Types.VARCHAR;
      default -> code;
    };
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void objects_whereTheConnectorsDisagree_areOfTheConnectorsClass(String scheme) throws Exception {
    String url = sealed(scheme);
    long id = IDS.incrementAndGet();
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection connection = DriverManager.getConnection(url);
              Statement statement = connection.createStatement()) {
            statement.execute(
                "INSERT INTO everything (tenant_id, id, a_smallint, a_timestamp, a_uuid, a_boolean)"
                    + " VALUES ('acme', "
                    + id
                    + ", 7, '2001-02-03 04:05:06.789012', '5b0f9c2e-8f0c-4b35-9e4f-0d8d6f6d2d11',"
                    + " true)");
            try (ResultSet row =
                statement.executeQuery(
                    "SELECT a_smallint, a_timestamp, a_uuid, a_boolean, some_bytes FROM everything"
                        + " WHERE tenant_id = 'acme' AND id = "
                        + id)) {
              assertThat(row.next()).isTrue();
              boolean mariaDb = scheme.equals("mariadb");
              Timestamp moment = Timestamp.valueOf("2001-02-03 04:05:06.789012");
              assertThat(row.getObject(1)).isEqualTo(mariaDb ? (Object) (short) 7 : 7);
              assertThat(row.getObject(2)).isEqualTo(mariaDb ? moment : moment.toLocalDateTime());
              assertThat(row.getObject(3))
                  .isEqualTo(UUID.fromString("5b0f9c2e-8f0c-4b35-9e4f-0d8d6f6d2d11"));
              ResultSetMetaData metadata = row.getMetaData();
              assertThat(metadata.getColumnClassName(3)).isEqualTo(UUID.class.getName());
              assertThat(metadata.getColumnType(4))
                  .isEqualTo(scheme.equals("mariadb") ? Types.BOOLEAN : Types.BIT);
              assertThat(metadata.getColumnType(5)).isEqualTo(Types.VARBINARY);
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void metadata_ofEachColumn_speaksOfTheLogicalType(String scheme) throws Exception {
    List<String> expected = described(twin(scheme));
    String url = sealed(scheme);

    assertThat(AsTenant.call(World.ACME, () -> described(url))).isEqualTo(expected);
  }

  private static final Set<String> SIZED =
      Set.of("a_smallint", "an_integer", "a_bigint", "a_decimal", "a_char", "a_varchar");

  // A uuid is text to MySQL Connector/J.
  private static String line(String name, int code) {
    return name + " " + (name.equals("a_uuid") ? "uuid" : family(code)) + " ";
  }

  private static List<String> described(String url) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url)) {
      try (PreparedStatement select =
              connection.prepareStatement("SELECT * FROM everything WHERE tenant_id = 'acme'");
          ResultSet rows = select.executeQuery()) {
        ResultSetMetaData data = rows.getMetaData();
        for (int i = 1; i <= data.getColumnCount(); i++) {
          lines.add(line(data.getColumnName(i), data.getColumnType(i)) + data.isNullable(i));
        }
      }
      try (ResultSet rows =
          connection.getMetaData().getColumns(connection.getCatalog(), null, "everything", "%")) {
        while (rows.next()) {
          String name = rows.getString("COLUMN_NAME");
          boolean sized = SIZED.contains(name);
          lines.add(
              line(name, rows.getInt("DATA_TYPE"))
                  + rows.getInt("NULLABLE")
                  + (sized ? " " + rows.getInt("COLUMN_SIZE") : "")
                  + (sized ? " " + rows.getInt("DECIMAL_DIGITS") : ""));
        }
      }
    }
    return lines;
  }
}
