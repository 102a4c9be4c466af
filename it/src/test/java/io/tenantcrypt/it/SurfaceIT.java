package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.tenancy.TenantContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways around the driver that an application, or whoever steers its SQL, may try. */
class SurfaceIT {

  private static final String NAME = "surface";
  private static final String SECRET = "078-05-1120";
  private static final String PATH = "SET search_path = decoy, clinic";

  /** Names no column, so that it means whatever table the name reaches. */
  private static final String INSERT =
      "INSERT INTO patient VALUES ('globex', 100, '" + SECRET + "')";

  private static final String DECOY =
      "CREATE TABLE decoy.patient (who varchar(9), id bigint, ssn varchar(11))";

  @SuppressWarnings("NullAway.Init") // JUnit makes it before the first test.
  @TempDir
  private static Path folder;

  private static String plainUrl;
  private static String url;

  private final Recording recording = Recording.of(NAME);
  private Connection connection;
  private TenantContext.Scope scope;

  @BeforeAll
  static void prepare() throws Exception {
    World world = World.shared();
    plainUrl = world.freshUrl("surface");
    try (Connection raw = DriverManager.getConnection(plainUrl)) {
      run(raw, "CREATE SCHEMA clinic", "CREATE SCHEMA decoy");
    }
    url = url(2, "  clinic.secret: { tenant: none, columns: { value: { type: varchar(60) } } }\n");
    try (Connection c = DriverManager.getConnection(url)) {
      run(
          c,
          "CREATE TABLE clinic.patient (tenant_id varchar(63) NOT NULL, id bigint NOT NULL,"
              + " ssn varchar(11), PRIMARY KEY (tenant_id, id))",
          "CREATE TABLE clinic.country (code varchar(2) PRIMARY KEY, name varchar(60))",
          "CREATE TABLE clinic.secret (id bigint PRIMARY KEY, value varchar(60))",
          "CREATE TABLE clinic.parent (id bigint PRIMARY KEY)",
          "CREATE TABLE clinic.child (id bigint REFERENCES clinic.parent"
              + " DEFERRABLE INITIALLY DEFERRED)");
    }
    World.provision(url, World.ACME, World.GLOBEX);
    try (Connection c = DriverManager.getConnection(url)) {
      run(c, "INSERT INTO clinic.country VALUES ('de', 'Germany')");
      for (String tenant : List.of(World.ACME, World.GLOBEX)) {
        AsTenant.run(
            tenant,
            () -> run(c, "INSERT INTO clinic.patient VALUES ('" + tenant + "', 1, '111-11-1111')"));
      }
    }
  }

  private static String url(int revision, String more) throws IOException {
    Path policy = folder.resolve("policy-" + revision + "-" + more.hashCode() + ".yaml");
    Files.writeString(
        policy,
        """
        version: 1
        deployment: 0a6f3f0e-22c1-4f0b-9f57-2f6f3c1b7a11
        revision: %d
        tenancy: { column: tenant_id, unscoped: refuse }
        tables:
          clinic.country: { tenant: none }
        %s%s"""
            .formatted(
                revision,
                more.contains("clinic.patient")
                    ? ""
                    : "  clinic.patient: { columns: { ssn: { type: varchar(11) } } }\n",
                more));
    return World.shared().url(plainUrl, policy.toString(), NAME);
  }

  private static void run(Connection connection, String... texts) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String text : texts) {
        statement.execute(text);
      }
    }
  }

  private static void refused(String state, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection(url);
    scope = TenantContext.bind(World.ACME);
    recording.clear();
  }

  @AfterEach
  void nothingInPlaintext() throws SQLException {
    scope.close();
    connection.close();
    assertThat(recording.events()).noneMatch(event -> event.holds(SECRET));
    // Through the driver, whose snapshot would else lag behind for some seconds.
    try (Connection ours = DriverManager.getConnection(url)) {
      run(ours, "DROP SCHEMA IF EXISTS decoy CASCADE", "CREATE SCHEMA decoy");
    }
  }

  @Test
  void commitByText_thatFails_leavesNoDecoyBehind() throws SQLException {
    run(connection, PATH);
    connection.setAutoCommit(false);
    run(connection, DECOY, "INSERT INTO child VALUES (1)");
    refused("23503", () -> run(connection, "COMMIT"));
    refused("TC001", () -> run(connection, INSERT));
  }

  @Test
  void setAutoCommit_thatFails_leavesNoDecoyBehind() throws SQLException {
    run(connection, PATH);
    connection.setAutoCommit(false);
    run(connection, DECOY, "INSERT INTO child VALUES (1)");
    refused("23503", () -> connection.setAutoCommit(true));
    refused("TC001", () -> run(connection, INSERT));
  }

  @Test
  void prepareTransaction_thatFails_leavesNoDecoyBehind() throws SQLException {
    run(connection, PATH, "BEGIN", DECOY, "INSERT INTO child VALUES (1)");
    refused("23503", () -> run(connection, "PREPARE TRANSACTION 'x'"));
    refused("TC001", () -> run(connection, INSERT));
  }

  @Test
  void decoySchema_droppedInATransaction_isNotBelievedIn() throws SQLException {
    run(connection, PATH, DECOY);
    connection.setAutoCommit(false);
    run(connection, "DROP SCHEMA decoy CASCADE");
    refused("TC001", () -> run(connection, INSERT));
    connection.commit();
    refused("TC001", () -> run(connection, INSERT));
  }

  @Test
  void searchPath_byPgSettings_isFollowed() throws SQLException {
    run(connection, "SET search_path = decoy", DECOY);
    run(connection, "UPDATE pg_settings SET setting = 'clinic' WHERE name = 'search_path'");
    refused("TC001", () -> run(connection, INSERT));
  }

  @Test
  void searchPath_bySetConfigInAParameter_isFollowed() throws SQLException {
    run(connection, "SET search_path = decoy", DECOY);
    try (PreparedStatement s = connection.prepareStatement("SELECT set_config(?, ?, false)")) {
      s.setString(1, "search_path");
      s.setString(2, "clinic");
      s.execute();
    }
    refused("TC001", () -> run(connection, INSERT));
  }

  @Test
  void description_ofATextWhoseTableIsGone_sendsNoLiteral() throws SQLException {
    run(connection, PATH, DECOY);
    try (PreparedStatement s =
        connection.prepareStatement("INSERT INTO patient VALUES ('acme', 100, '219-09-9999')")) {
      run(connection, "DROP TABLE decoy.patient");
      recording.clear();
      s.getMetaData();
      assertThat(recording.events()).noneMatch(event -> event.holds("219-09-9999"));
    }
  }

  @Test
  void updatableResult_whoseTextNamesATenantTableInAComment_isReadOnly() throws SQLException {
    try (Statement s =
        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
      ResultSet rows =
          s.executeQuery(
              "SELECT code AS tenant_id, 1 AS id /* from clinic.patient */ FROM clinic.country");
      assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
      assertThat(rows.next()).isTrue();
      assertThatThrownBy(() -> rows.updateInt(2, 3)).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void updatableResult_overAnOrdinaryTable_works() throws SQLException {
    try (Statement s =
            connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
        ResultSet rows = s.executeQuery("SELECT code, name FROM clinic.country")) {
      assertThat(rows.next()).isTrue();
      rows.updateString("name", "Deutschland");
      rows.updateRow();
      assertThat(rows.getString("name")).isEqualTo("Deutschland");
    }
  }

  @Test
  void objectsHandedOut_leadToOurConnectionOnly() throws Exception {
    Array array = connection.createArrayOf("text", new Object[] {"a"});
    try (ResultSet rows = array.getResultSet()) {
      assertThat(rows.getStatement()).isNull();
    }
    try (Statement s = connection.createStatement();
        ResultSet rows = s.executeQuery("SELECT 1")) {
      assertThat(rows.getStatement()).isSameAs(s);
      assertThat(s.getConnection()).isSameAs(connection);
    }
    assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
    Class<?> real = Class.forName("org.postgresql.PGConnection");
    assertThat(connection.isWrapperFor(real)).isFalse();
    refused("TC001", () -> connection.unwrap(real));
    try (ResultSet rows = connection.getMetaData().getTables(null, null, "%", null)) {
      assertThat(rows.getStatement()).isNull();
      while (rows.next()) {
        assertThat(rows.getString("TABLE_SCHEM")).isNotEqualTo("tenantcrypt");
      }
    }
  }

  @Test
  void resultOfOneTenant_isNotReadUnderAnother_heldOverCommitOrNot() throws SQLException {
    connection.setAutoCommit(false);
    try (Statement s =
        connection.createStatement(
            ResultSet.TYPE_SCROLL_INSENSITIVE,
            ResultSet.CONCUR_READ_ONLY,
            ResultSet.HOLD_CURSORS_OVER_COMMIT)) {
      ResultSet rows =
          s.executeQuery("SELECT id, ssn FROM clinic.patient WHERE tenant_id = 'acme'");
      assertThat(rows.next()).isTrue();
      connection.commit();
      assertThat(rows.getString(2)).isEqualTo("111-11-1111");
      scope.close();
      scope = TenantContext.bind(World.GLOBEX);
      refused("TC011", () -> rows.getString(2));
      refused("TC011", () -> rows.getLong("id"));
      refused("TC011", rows::beforeFirst);
      try (Statement other = connection.createStatement();
          ResultSet theirs =
              other.executeQuery("SELECT ssn FROM clinic.patient WHERE tenant_id = 'globex'")) {
        assertThat(theirs.next()).isTrue();
      }
    }
  }

  @Test
  void cursorFetches_underTheirTenant_openEveryRow() throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement s =
        connection.prepareStatement("INSERT INTO clinic.patient VALUES (?, ?, ?)")) {
      for (int i = 0; i < 20; i++) {
        s.setString(1, "acme");
        s.setLong(2, 1_000 + i);
        s.setString(3, "c" + i);
        s.addBatch();
      }
      assertThat(s.executeBatch()).hasSize(20);
    }
    try (PreparedStatement s =
        connection.prepareStatement(
            "SELECT ssn FROM clinic.patient WHERE tenant_id = ? AND id >= 1000 ORDER BY id")) {
      s.setFetchSize(3);
      s.setMaxRows(15);
      s.setString(1, "acme");
      int read = 0;
      try (ResultSet rows = s.executeQuery()) {
        while (rows.next()) {
          assertThat(rows.getString("SSN")).isEqualTo("c" + read++);
        }
      }
      assertThat(read).isEqualTo(15);
    }
    connection.rollback();
  }

  @Test
  void call_ofABuiltIn_works_andOfATenantTable_isRefused() throws SQLException {
    try (CallableStatement call = connection.prepareCall("{? = call upper(?)}")) {
      call.registerOutParameter(1, java.sql.Types.VARCHAR);
      call.setString(2, "x");
      call.execute();
      assertThat(call.getString(1)).isEqualTo("X");
    }
    refused(
        "TC002",
        () -> connection.prepareCall("SELECT ssn FROM clinic.patient WHERE tenant_id = 'acme'"));
  }

  @Test
  void call_ofADefinition_isRewrittenAsAPreparedOneIs() throws SQLException {
    connection.setAutoCommit(false);
    run(connection, "DROP TABLE clinic.secret");
    recording.clear();
    try (CallableStatement call =
        connection.prepareCall(
            "CREATE TABLE clinic.secret (id bigint PRIMARY KEY, value varchar(60))")) {
      assertThat(call.execute()).isFalse();
      assertThat(call.getUpdateCount()).isZero();
    }
    assertThat(recording.events()).anyMatch(event -> event.sql().contains("value bytea"));
    run(connection, "INSERT INTO clinic.secret VALUES (1, '" + SECRET + "')");
    assertThat(recording.events()).noneMatch(event -> event.holds(SECRET));
    connection.rollback();
  }

  @Test
  void policyOfALowerRevision_readsAndDoesNotWrite() throws Exception {
    connection.close();
    connection = DriverManager.getConnection(url(1, ""));
    writesAreRefusedAndReadsAreNot();
  }

  @Test
  void policyWithAnotherType_readsNoCellAndDoesNotWrite() throws Exception {
    connection.close();
    connection =
        DriverManager.getConnection(
            url(3, "  clinic.patient: { columns: { ssn: { type: bytes } } }\n"));
    recording.clear();
    refused(
        "TC041",
        () -> run(connection, "UPDATE clinic.patient SET ssn = NULL WHERE tenant_id = 'acme'"));
    assertThat(recording.events()).noneMatch(event -> event.sql().startsWith("UPDATE"));
  }

  @Test
  void policyThatForgetsATable_doesNotWriteItInPlaintext() throws Exception {
    connection.close();
    connection = DriverManager.getConnection(url(3, ""));
    recording.clear();
    refused(
        "TC041", () -> run(connection, "INSERT INTO clinic.secret VALUES (9, '" + SECRET + "')"));
    refused(
        "TC041",
        () -> connection.prepareStatement("UPDATE clinic.secret SET value = ? WHERE id = 9"));
    assertThat(recording.events()).noneMatch(event -> event.sql().contains("clinic.secret"));
    run(connection, "INSERT INTO clinic.country VALUES ('fr', 'France')");
    run(connection, "DELETE FROM clinic.country WHERE code = 'fr'");
  }

  private void insertByParameter() throws SQLException {
    try (PreparedStatement s =
        connection.prepareStatement("INSERT INTO clinic.patient VALUES ('acme', 200, ?)")) {
      s.setString(1, "x");
      s.executeUpdate();
    }
  }

  private void writesAreRefusedAndReadsAreNot() throws SQLException {
    recording.clear();
    refused("TC041", this::insertByParameter);
    refused(
        "TC041",
        () -> run(connection, "DELETE FROM clinic.patient WHERE tenant_id = 'acme' AND id = 1"));
    assertThat(recording.events())
        .noneMatch(e -> e.sql().startsWith("INSERT") || e.sql().startsWith("DELETE"));
    try (Statement s = connection.createStatement();
        ResultSet rows =
            s.executeQuery("SELECT ssn FROM clinic.patient WHERE tenant_id = 'acme' AND id = 1")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("111-11-1111");
    }
  }
}
