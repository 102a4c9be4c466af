package io.tenantcrypt.jdbc;

import static io.tenantcrypt.jdbc.CryptPreparedStatementTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.plan.TargetColumn;
import io.tenantcrypt.tenancy.TenantContext;
import io.tenantcrypt.tenancy.TenantType;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The surface over the real driver and a real server; plans by hand, cells legible. */
@NullUnmarked
class PostgresSurfaceTest {

  private static EmbeddedPostgres postgres;

  private final Fixture fixture = new Fixture();
  private final PostgresReadingStateReader reader = new PostgresReadingStateReader();
  private Connection raw;
  private Connection connection;

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = EmbeddedPostgres.start();
    try (Connection c = postgres.getPostgresDatabase().getConnection();
        Statement s = c.createStatement()) {
      s.execute("create schema tenantcrypt create table key (id int)");
      s.execute(
          "create table patient (id serial primary key, tenant_id text, ssn bytea,"
              + " ssn_bidx bytea)");
    }
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void open() throws SQLException {
    raw = postgres.getPostgresDatabase().getConnection();
    connection = fixture.open(raw);
  }

  @AfterEach
  void close() throws SQLException {
    raw.close();
  }

  @Test
  void createdArray_leadsToNoRealConnection_andIsBoundAsItIs() throws SQLException {
    fixture.plans.put("select cardinality(?::text[])", Fixture.pass());
    Array array = connection.createArrayOf("text", new Object[] {"a", "b"});
    try (ResultSet rows = array.getResultSet()) {
      assertThat(rows.getStatement()).isNull();
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(2)).isEqualTo("a");
    }
    try (PreparedStatement s = connection.prepareStatement("select cardinality(?::text[])")) {
      s.setArray(1, array);
      try (ResultSet rows = s.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(2);
      }
      s.setObject(1, array);
      try (ResultSet rows = s.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(2);
      }
    }
  }

  @Test
  void insertAndSelect_sealAndOpen_andKeysAreLogical() throws SQLException {
    fixture.plans.put(
        "ins",
        Fixture.withTarget(
            Fixture.plan(
                "insert into patient (ssn, tenant_id) values (?, ?)",
                1,
                List.of(
                    new ParameterSlot.Sealed(1, Fixture.SSN),
                    new ParameterSlot.Tenant(TenantType.TEXT)),
                List.of(),
                List.of()),
            List.of(
                new TargetColumn("id", OutputColumn.PLAIN),
                new TargetColumn("ssn", Fixture.SSN_CELL))));
    fixture.plans.put(
        "sel",
        Fixture.plan(
            "select id, ssn from patient where tenant_id = ?",
            0,
            List.of(new ParameterSlot.Tenant(TenantType.TEXT)),
            List.of(OutputColumn.PLAIN, Fixture.SSN_CELL),
            List.of()));
    try (TenantContext.Scope scope = TenantContext.bind("acme")) {
      assertThat(scope).isNotNull();
      try (PreparedStatement s =
          connection.prepareStatement("ins", Statement.RETURN_GENERATED_KEYS)) {
        s.setString(1, "078-05-1120");
        assertThat(s.executeUpdate()).isEqualTo(1);
        ResultSet keys = s.getGeneratedKeys();
        assertThat(keys.next()).isTrue();
        assertThat(keys.getInt("id")).isPositive();
        assertThat(keys.getString("ssn")).isEqualTo("078-05-1120");
        for (int i = 0; i < 3; i++) {
          s.setString(1, "s" + i);
          s.addBatch();
        }
        assertThat(s.executeBatch()).hasSize(3);
      }
      try (Statement s = connection.createStatement();
          ResultSet rows = s.executeQuery("sel")) {
        List<String> read = new ArrayList<>();
        while (rows.next()) {
          read.add(rows.getString("ssn"));
        }
        assertThat(read).containsExactly("078-05-1120", "s0", "s1", "s2");
      }
    }
    try (Statement s = raw.createStatement();
        ResultSet rows = s.executeQuery("select ssn from patient order by id limit 1")) {
      rows.next();
      assertThat(new String(rows.getBytes(1), java.nio.charset.StandardCharsets.ISO_8859_1))
          .startsWith("acme#");
    }
  }

  @Test
  void metadata_hidesKeyTablesAndIndexColumns_andShowsLogicalTypes() throws SQLException {
    List<String> schemas = column(connection.getMetaData().getSchemas(), "TABLE_SCHEM");
    assertThat(schemas).contains("public").doesNotContain("tenantcrypt");
    assertThat(column(connection.getMetaData().getTables(null, null, "key", null), "TABLE_NAME"))
        .isEmpty();
    try (ResultSet columns = connection.getMetaData().getColumns(null, "public", "patient", null)) {
      List<String> names = new ArrayList<>();
      while (columns.next()) {
        names.add(columns.getString("COLUMN_NAME") + " " + columns.getString("TYPE_NAME"));
        if (names.size() == 3) {
          assertThat(columns.getInt("DATA_TYPE")).isEqualTo(java.sql.Types.VARCHAR);
          assertThat(columns.getInt("COLUMN_SIZE")).isEqualTo(11);
          assertThat(columns.wasNull()).isFalse();
        }
      }
      assertThat(names).containsExactly("id serial", "tenant_id text", "ssn varchar");
    }
    assertThat(connection.getMetaData().getURL()).isEqualTo("jdbc:tenantcrypt:fake:x");
    assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
    assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
  }

  private static List<String> column(ResultSet rows, String label) throws SQLException {
    List<String> values = new ArrayList<>();
    try (rows) {
      while (rows.next()) {
        values.add(rows.getString(label));
      }
    }
    return values;
  }

  @Test
  void array_leadsToNoRawConnection_andCanBeGivenBack() throws SQLException {
    fixture.plans.put("select array[1,2]", Fixture.pass());
    fixture.plans.put("select ?::int[]", Fixture.pass());
    try (Statement s = connection.createStatement();
        ResultSet rows = s.executeQuery("select array[1,2]")) {
      rows.next();
      Array array = rows.getArray(1);
      assertThat(array.getResultSet().getStatement()).isNull();
      assertThat(rows.getObject(1)).isInstanceOf(CryptArray.class);
      try (PreparedStatement p = connection.prepareStatement("select ?::int[]")) {
        p.setArray(1, array);
        ResultSet again = p.executeQuery();
        again.next();
        assertThat(again.getString(1)).isEqualTo("{1,2}");
      }
    }
  }

  @Test
  void cursorInAColumn_isRefused() throws SQLException {
    connection.setAutoCommit(false);
    fixture.plans.put("declare c cursor for select 1", Fixture.pass());
    fixture.plans.put("select 'c'::refcursor", Fixture.pass());
    try (Statement s = connection.createStatement()) {
      s.execute("declare c cursor for select 1");
      ResultSet rows = s.executeQuery("select 'c'::refcursor");
      rows.next();
      assertRefused(ErrorCode.TC003, () -> rows.getObject(1));
    }
    connection.rollback();
  }

  @Test
  void readingState_inATransaction_isWhatItIsOutside() throws SQLException {
    try (Statement s = raw.createStatement()) {
      s.execute("create schema if not exists \"Odd,\"\"x\"");
      for (String path :
          List.of("public", "\"$user\", public", "public, pg_catalog", "\"Odd,\"\"x\", public")) {
        s.execute("set search_path to " + path);
        List<String> asked = reader.read(raw, false).searchPath();
        assertThat(reader.read(raw, true).searchPath()).isEqualTo(asked);
      }
      s.execute("set standard_conforming_strings to off");
      assertThat(reader.read(raw, true).reading()).isEqualTo(new Reading.Postgres(false));
      assertThat(reader.read(raw, false).reading()).isEqualTo(new Reading.Postgres(false));
    }
  }

  @Test
  void readingState_inARepeatableReadTransaction_isRefusedAndTakesNoSnapshot() throws SQLException {
    raw.setAutoCommit(false);
    try (Statement s = raw.createStatement()) {
      s.execute("set transaction isolation level repeatable read");
      assertThatThrownBy(() -> reader.read(raw, true)).hasMessageContaining("snapshot");
      // PostgreSQL refuses this after anything that took a snapshot.
      s.execute("set transaction isolation level serializable");
    }
    raw.rollback();
    assertThat(raw.getAutoCommit()).isFalse();
  }

  @Test
  void failedTransaction_canBeEndedBySql_thoughNothingCanBeAsked() throws SQLException {
    JdbcRuntime real =
        new JdbcRuntime(
            fixture,
            fixture,
            fixture,
            fixture,
            reader,
            Fixture.policy(),
            new PlanCache(),
            fixture.exits());
    connection = CryptConnection.open(raw, real, fixture.settings(), "jdbc:tenantcrypt:x");
    connection.setAutoCommit(false);
    fixture.plans.put("set search_path to public", Fixture.pass(Effects.ofReadingState()));
    fixture.plans.put("select 1/0", Fixture.pass());
    fixture.plans.put("rollback", Fixture.pass(Effects.of(Effects.Transaction.ROLLBACK)));
    try (Statement s = connection.createStatement()) {
      assertThatThrownBy(() -> s.execute("select 1/0")).isInstanceOf(SQLException.class);
      connection.rollback();
      s.execute("set search_path to public");
      assertThatThrownBy(() -> s.execute("select 1/0")).hasMessageContaining("division");
      assertThatThrownBy(() -> connection.setSchema("public")).isInstanceOf(SQLException.class);
      s.execute("rollback");
    }
    fixture.plans.put("select 2", Fixture.pass());
    assertThat(connection.prepareStatement("select 2").execute()).isTrue();
  }
}
