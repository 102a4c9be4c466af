package io.tenantcrypt.it.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.World;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.cfg.Configuration;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code ddl-auto=create}, {@code validate} and {@code update} of Hibernate where every column that
 * is not a key is protected, beside the same on a plain database.
 */
class ValidationIT {

  enum Sex {
    F,
    M
  }

  @Entity(name = "Everything")
  @Table(name = "everything")
  @NullUnmarked
  static class Everything {
    @Id Long id;

    @Column(name = "tenant_id", length = 63, nullable = false)
    String tenant;

    @Column(name = "a_smallint")
    Short aSmallint;

    @Column(name = "an_integer")
    int anInteger;

    @Column(name = "a_bigint")
    Long aBigint;

    @Column(name = "a_decimal", precision = 12, scale = 3)
    BigDecimal aDecimal;

    @Column(name = "a_real")
    Float aReal;

    @Column(name = "a_double")
    Double aDouble;

    @Column(name = "a_boolean")
    Boolean aBoolean;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(name = "a_char", length = 4)
    String aChar;

    @Column(name = "a_varchar", length = 40, nullable = false)
    String aVarchar;

    @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
    @Column(name = "a_text", length = 60_000)
    String aText;

    @Enumerated(EnumType.STRING)
    @Column(name = "an_enum")
    Sex anEnum;

    @Column(name = "a_date")
    LocalDate aDate;

    @Column(name = "a_time", secondPrecision = 6)
    LocalTime aTime;

    @Column(name = "a_timestamp")
    LocalDateTime aTimestamp;

    @Column(name = "an_instant")
    Instant anInstant;

    @Column(name = "a_uuid")
    UUID aUuid;

    @Column(name = "some_bytes", length = 200)
    byte[] someBytes;
  }

  /** The same table as somebody sees it who is wrong about one column. */
  @Entity(name = "Everything")
  @Table(name = "everything")
  @NullUnmarked
  static class WrongType {
    @Id Long id;

    @Column(name = "a_date")
    Integer aDate;
  }

  @Entity(name = "Everything")
  @Table(name = "everything")
  @NullUnmarked
  static class WrongName {
    @Id Long id;

    @Column(name = "a_missing")
    Integer missing;
  }

  private static Map<String, String> types(Connector connector) {
    Map<String, String> types = new TreeMap<>();
    types.put("a_smallint", "smallint");
    types.put("an_integer", "integer");
    types.put("a_bigint", "bigint");
    types.put("a_decimal", "\"decimal(12,3)\"");
    types.put("a_real", "real");
    types.put("a_double", "double");
    types.put("a_boolean", "boolean");
    // Hibernate has no char on MariaDB.
    types.put("a_char", connector.onMariaDb() ? "varchar(4)" : "char(4)");
    types.put("a_varchar", "varchar(40)");
    types.put("a_text", "text");
    types.put("an_enum", "{ enum: [F, M] }");
    types.put("a_date", "date");
    types.put("a_time", "time");
    types.put("a_timestamp", "timestamp");
    types.put("an_instant", connector.onMariaDb() ? "timestamp" : "timestamptz");
    types.put("a_uuid", "uuid");
    types.put("some_bytes", connector == Connector.POSTGRES ? "bytes" : "bytes(200)");
    return types;
  }

  private static void run(String url, String action, Class<?> entity) {
    new Configuration()
        .setProperty("hibernate.connection.url", url)
        .setProperty("hibernate.hbm2ddl.auto", action)
        .setProperty("hibernate.hbm2ddl.halt_on_error", "true")
        .addAnnotatedClass(entity)
        .buildSessionFactory()
        .close();
  }

  private static String failure(String url, Class<?> entity) {
    Throwable thrown = catchThrowable(() -> run(url, "validate", entity));
    assertThat(thrown).isInstanceOf(SchemaManagementException.class);
    return thrown.getMessage();
  }

  // A plain Hibernate does not start on MariaDB by MySQL's connector.
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MYSQL")
  void validate_ofProtectedColumns_findsWhatItFindsOnAPlainDatabase(Connector connector)
      throws Exception {
    Twin twin =
        Twin.create(
            connector,
            "validated",
            Map.of(
                "everything",
                types(connector).entrySet().stream()
                    .map(type -> type.getKey() + ": { type: " + type.getValue() + " }")
                    .reduce((a, b) -> a + ", " + b)
                    .orElseThrow()),
            List.of());
    if (connector.onMariaDb()) {
      for (String url : List.of(twin.plain(), twin.raw())) {
        try (Connection connection = DriverManager.getConnection(url)) {
          // So that the tenancy column tells ids apart.
          Twin.run(connection, "ALTER DATABASE COLLATE utf8mb4_bin");
        }
      }
    }
    AsTenant.run(
        World.ACME,
        () -> {
          for (String url : List.of(twin.plain(), twin.url())) {
            run(url, "create", Everything.class);
            run(url, "validate", Everything.class);
            run(url, "update", Everything.class);
            run(url, "validate", Everything.class);
          }
          for (Class<?> wrong : List.of(WrongType.class, WrongName.class)) {
            assertThat(failure(twin.url(), wrong)).isEqualTo(failure(twin.plain(), wrong));
          }
        });
    cellsAreStored(twin);
  }

  private static void cellsAreStored(Twin twin) throws Exception {
    try (Connection raw = DriverManager.getConnection(twin.raw());
        Statement statement = raw.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM everything")) {
      ResultSetMetaData columns = rows.getMetaData();
      int cells = 0;
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        if (types(twin.connector())
            .containsKey(columns.getColumnName(i).toLowerCase(java.util.Locale.ROOT))) {
          assertThat(columns.getColumnTypeName(i)).matches("(?i)bytea|.*bin.*|.*blob.*");
          cells++;
        }
      }
      assertThat(cells).isEqualTo(types(twin.connector()).size());
    }
  }
}
