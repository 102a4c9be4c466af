package io.tenantcrypt.it.surface;

import static io.tenantcrypt.it.Recording.Kind.PREPARED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.TenantCryptDataSource;
import io.tenantcrypt.admin.PolicyFinding;
import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.World;
import io.tenantcrypt.it.surface.CalledDatabase.Kind;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Calls of routines that the policy describes, on each database through each driver: what goes in
 * is sealed, what comes back is opened or refused, and the application sees what a plain database
 * shows it.
 */
class CallsIT {

  private static final String SSN = "078-05-1120";
  private static final String OTHER_SSN = "219-09-9999";
  private static final LocalDate DOB = LocalDate.of(1961, 3, 14);
  private static final String ADMIT = "CALL admit(?, ?, ?, ?, ?)";

  private static final Pattern CALLED = Pattern.compile("(?i)\\bcall\\b");

  /** Work on a connection, of acme. */
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private static <T> T sealed(CalledDatabase database, Work<T> work) throws Exception {
    return AsTenant.call(
        World.ACME,
        () -> {
          try (Connection connection = DriverManager.getConnection(database.url())) {
            return work.on(connection);
          }
        });
  }

  private static <T> T plain(CalledDatabase database, Work<T> work) throws Exception {
    try (Connection connection = DriverManager.getConnection(database.twinUrl())) {
      return work.on(connection);
    }
  }

  /** The same on both, with the same outcome; nothing of it was sent or stored in plaintext. */
  private static <T> T alike(CalledDatabase database, Work<T> work) throws Exception {
    database.recording().clear();
    T expected = plain(database, work);
    T got = sealed(database, work);
    assertThat(got).isEqualTo(expected);
    nothingWasSentInPlaintext(database);
    return got;
  }

  private static void nothingWasSentInPlaintext(CalledDatabase database) throws SQLException {
    for (String mark : List.of(SSN, OTHER_SSN, DOB.toString())) {
      assertThat(database.recording().events()).noneMatch(event -> event.holds(mark));
    }
    try (Connection raw = DriverManager.getConnection(database.rawUrl());
        Statement statement = raw.createStatement();
        ResultSet rows = statement.executeQuery("SELECT ssn, dob FROM patient")) {
      while (rows.next()) {
        for (int i = 1; i <= 2; i++) {
          byte[] stored = rows.getBytes(i);
          if (stored != null) {
            assertThat(stored[0]).as("a cell").isEqualTo((byte) 0xF9);
            assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain(SSN);
          }
        }
      }
    }
  }

  private static CalledDatabase empty(Kind kind) throws Exception {
    CalledDatabase database = CalledDatabase.of(kind);
    database.clear();
    return database;
  }

  private static CalledDatabase filled(Kind kind) throws Exception {
    CalledDatabase database = empty(kind);
    alike(database, connection -> admitted(connection, 1, SSN, DOB, "A"));
    alike(database, connection -> admitted(connection, 2, null, null, null));
    return database;
  }

  private static boolean admitted(
      Connection connection, long id, String ssn, LocalDate dob, String ward) throws SQLException {
    try (CallableStatement call = connection.prepareCall(ADMIT)) {
      call.setString(1, World.ACME);
      call.setLong(2, id);
      call.setString(3, ssn);
      call.setObject(4, dob, Types.DATE);
      call.setString(5, ward);
      return call.execute();
    }
  }

  /** What is refused, and of which nothing was sent. */
  private interface Refused {
    void on(Connection connection) throws SQLException;
  }

  private static void refused(String state, CalledDatabase database, Refused work)
      throws Exception {
    database.recording().clear();
    Throwable thrown =
        catchThrowable(
            () ->
                sealed(
                    database,
                    connection -> {
                      work.on(connection);
                      return null;
                    }));
    assertThat(thrown).isInstanceOf(SQLException.class);
    assertThat(((SQLException) thrown).getSQLState()).as("%s", thrown).isEqualTo(state);
    assertThat(thrown.getMessage()).doesNotContain(SSN, OTHER_SSN);
    if (!state.equals("TC002")) { // which promised_out is, after its call
      assertThat(database.recording().events())
          .noneMatch(event -> CALLED.matcher(event.sql()).find() && event.kind() != PREPARED);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void inParameters_thatAreProtected_areStoredAsCells(Kind kind) throws Exception {
    CalledDatabase database = filled(kind);

    List<String> rows = alike(database, CallsIT::allRows);
    assertThat(rows).containsExactly("1 " + SSN + " 1961-03-14 A", "2 null null null");
  }

  private static List<String> allRows(Connection connection) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT id, ssn, dob, ward FROM patient WHERE tenant_id = 'acme' ORDER BY id")) {
      while (row.next()) {
        rows.add(
            row.getLong(1)
                + " "
                + row.getString(2)
                + " "
                + row.getDate(3)
                + " "
                + row.getString(4));
      }
    }
    return rows;
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, mode = Mode.MATCH_NONE, names = "H2.*")
  void outParameters_thatAreCells_areOpened(Kind kind) throws Exception {
    CalledDatabase database = filled(kind);

    for (long id : new long[] {1, 2}) {
      alike(
          database,
          connection -> {
            try (CallableStatement call = connection.prepareCall("{call look_up(?, ?, ?, ?, ?)}")) {
              call.setString(1, World.ACME);
              call.setLong(2, id);
              call.registerOutParameter(3, Types.VARCHAR);
              call.registerOutParameter(4, Types.DATE);
              call.registerOutParameter(5, Types.VARCHAR);
              List<Object> got = new ArrayList<>();
              got.add(call.execute());
              got.add(call.getString(3));
              got.add(call.wasNull());
              got.add(call.getDate(4));
              got.add(call.wasNull());
              got.add(call.getString(5));
              got.add(call.wasNull());
              got.add(call.getObject(3));
              got.add(call.getObject(4));
              return got;
            }
          });
    }
  }

  /** Both columns by every getter that a plain driver has for them. */
  @ParameterizedTest
  @EnumSource(value = Kind.class, mode = Mode.MATCH_NONE, names = "H2.*")
  void outParameters_areReadByNumberAndByName(Kind kind) throws Exception {
    CalledDatabase database = filled(kind);

    sealed(
        database,
        connection -> {
          try (CallableStatement call = connection.prepareCall("{call look_up(?, ?, ?, ?, ?)}")) {
            call.setString("tenant", World.ACME);
            call.setLong("id", 1);
            call.registerOutParameter("ssn", JDBCType.VARCHAR);
            call.registerOutParameter("DOB", JDBCType.DATE);
            call.registerOutParameter("ward", Types.VARCHAR);
            call.execute();
            assertThat(call.getString("SSN")).isEqualTo(SSN);
            assertThat(call.getObject("ssn", String.class)).isEqualTo(SSN);
            assertThat(call.getObject(4, LocalDate.class)).isEqualTo(DOB);
            assertThat(call.getDate("dob")).isEqualTo(Date.valueOf(DOB));
            assertThat(call.getTimestamp("dob")).isEqualTo(Timestamp.valueOf(DOB.atStartOfDay()));
            assertThat(call.getString("ward")).isEqualTo("A");
            assertThat(catchThrowable(() -> call.getString("no_such")))
                .hasMessageContaining("names no parameter no_such");
            assertThat(catchThrowable(() -> call.getInt("ssn")))
                .isInstanceOfSatisfying(
                    SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("TC022"));
          }
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, mode = Mode.MATCH_NONE, names = "H2.*")
  void inOutParameter_isSealedOnItsWayInAndOpenedOnItsWayOut(Kind kind) throws Exception {
    CalledDatabase database = filled(kind);

    for (String name :
        kind.isPostgres() ? List.of("rename_ssn", "rename_by_call") : List.of("rename_ssn")) {
      String text =
          name.endsWith("call") ? "CALL " + name + "(?, ?, ?)" : "{call " + name + "(?, ?, ?)}";
      for (String next : new String[] {OTHER_SSN, SSN, null, SSN}) {
        List<Object> got =
            alike(
                database,
                connection -> {
                  try (CallableStatement call = connection.prepareCall(text)) {
                    call.registerOutParameter(3, Types.VARCHAR);
                    call.setString(1, World.ACME);
                    call.setLong(2, 1);
                    call.setString(3, next);
                    List<Object> values = new ArrayList<>();
                    values.add(call.execute());
                    values.add(call.getString(3));
                    values.add(call.wasNull());
                    return values;
                  }
                });
        assertThat(got).hasSize(3);
      }
    }
    assertThat(alike(database, CallsIT::allRows)).first().isEqualTo("1 " + SSN + " 1961-03-14 A");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void valueOfAFunction_isOpened(Kind kind) throws Exception {
    CalledDatabase database = filled(kind);

    for (long id : new long[] {1, 2, 3}) {
      alike(
          database,
          connection -> {
            try (CallableStatement call = connection.prepareCall("{? = call ssn_of(?, ?)}")) {
              call.registerOutParameter(1, Types.VARCHAR);
              call.setString(2, World.ACME);
              call.setLong(3, id);
              List<Object> got = new ArrayList<>();
              got.add(call.execute());
              got.add(call.getString(1));
              got.add(call.wasNull());
              got.add(call.getObject(1));
              return got;
            }
          });
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void result_isOpenedAsThePolicyDescribesIt(Kind kind) throws Exception {
    CalledDatabase database = filled(kind);

    for (boolean query : new boolean[] {true, false}) {
      alike(
          database,
          connection -> {
            try (CallableStatement call = connection.prepareCall("{call patients_of(?)}")) {
              call.setString(1, World.ACME);
              List<Object> got = new ArrayList<>();
              if (!query) {
                got.add(call.execute());
              }
              try (ResultSet row = query ? call.executeQuery() : call.getResultSet()) {
                ResultSetMetaData columns = row.getMetaData();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                  got.add(columns.getColumnLabel(i).toLowerCase(Locale.ROOT));
                  got.add(columns.getColumnType(i));
                  got.add(columns.getColumnClassName(i));
                }
                while (row.next()) {
                  got.add(row.getLong(1));
                  got.add(row.getString(2));
                  got.add(row.wasNull());
                  got.add(row.getObject(3));
                  got.add(row.getString(4));
                }
              }
              got.add(call.getMoreResults());
              return got;
            }
          });
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void literals_areSealedAndChecked_inAPlainStatementToo(Kind kind) throws Exception {
    CalledDatabase database = filled(kind);
    String literal =
        "CALL admit('acme', 5, '" + OTHER_SSN + "', DATE '1961-03-14', 'it''s (a), b')";

    alike(
        database,
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(literal);
          }
        });
    alike(
        database,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "/* ? */ call admit('acme', ?, '078-05-1120', ?, NULL) -- x")) {
            statement.setLong(1, 6);
            statement.setDate(2, Date.valueOf(DOB));
            return statement.execute();
          }
        });
    assertThat(alike(database, CallsIT::allRows))
        .endsWith("5 " + OTHER_SSN + " 1961-03-14 it's (a), b", "6 " + SSN + " 1961-03-14 null");
    refused(
        "TC001",
        database,
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(literal.replace("'acme'", "'globex'"));
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void foreignTenant_isRefused_andNothingIsSent(Kind kind) throws Exception {
    CalledDatabase database = filled(kind);

    refused(
        "TC001",
        database,
        connection -> {
          try (CallableStatement call = connection.prepareCall(ADMIT)) {
            call.setString(1, World.GLOBEX);
            call.setLong(2, 9);
            call.setString(3, SSN);
            call.setDate(4, Date.valueOf(DOB));
            call.setString(5, "A");
            call.execute();
          }
        });
    Throwable unbound =
        catchThrowable(
            () -> {
              try (Connection connection = DriverManager.getConnection(database.url())) {
                admitted(connection, 9, SSN, DOB, "A");
              }
            });
    assertThat(((SQLException) unbound).getSQLState()).isEqualTo("TC010");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void routineWithoutTenants_needsNone(Kind kind) throws Exception {
    CalledDatabase database = filled(kind);

    try (Connection connection = DriverManager.getConnection(database.url());
        CallableStatement call = connection.prepareCall("{call free_of_tenants(?, ?)}")) {
      call.setLong(1, 5);
      call.setString(2, "x");
      try (ResultSet row = call.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).isEqualTo("x5");
      }
    }
  }

  /** What the policy says nothing of, or says wrongly. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void routine_thatIsNotAsThePolicySays_isRefusedUnsent(Kind kind) throws Exception {
    CalledDatabase database = filled(kind);

    prepareRefused("TC003", database, "{call undescribed(?)}");
    prepareRefused("TC003", database, "CALL undescribed('acme')");
    prepareRefused("TC041", database, "{call gone()}");
    prepareRefused("TC041", database, "{call shorter()}");
    prepareRefused("TC041", database, "{call other_modes(?, ?)}");
    prepareRefused("TC041", database, "{call other_type(?)}");
    if (!kind.isMariaDb()) { // which has no overloads
      prepareRefused("TC003", database, "{call overloaded(?)}");
    }
    if (kind.isPostgres()) {
      prepareRefused("TC003", database, "{call cursors(?, ?)}");
      prepareRefused(
          "TC001",
          database,
          "CALL admit(p_tenant => ?, p_id => ?, p_ssn => ?, p_dob => ?, p_ward => ?)");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void argument_thatIsNeitherParameterNorLiteral_isRefused(Kind kind) throws Exception {
    CalledDatabase database = filled(kind);

    prepareRefused("TC003", database, "CALL admit(?, ? + 1, ?, ?, ?)");
    prepareRefused("TC002", database, "CALL admit(?, ?, CONCAT(?, 'x'), ?, ?)");
    prepareRefused("TC001", database, "CALL admit(CONCAT(?, ''), ?, ?, ?, ?)");
    prepareRefused("TC003", database, "CALL admit(?, ?, ?, ?, (SELECT ward FROM patient))");
    prepareRefused("TC003", database, "CALL admit(?, ?, ?, ?)");
    prepareRefused("TC003", database, "CALL admit(?, ?, ?, ?, ?, ?)");
    prepareRefused("TC003", database, "CALL admit(?, ?, ?, ?, ?); CALL admit(?, ?, ?, ?, ?)");
    prepareRefused(
        "TC003",
        database,
        "{call ssn_of(?, CURRENT_DATE)}"
            .replace("{call", kind.isMariaDb() ? "{? = call" : "{call"));
  }

  private static void prepareRefused(String state, CalledDatabase database, String sql)
      throws Exception {
    refused(state, database, connection -> connection.prepareCall(sql).close());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void result_thatNobodyDescribed_showsNoCell(Kind kind) throws Exception {
    CalledDatabase database = filled(kind);

    resultRefused("TC003", database, "silent");
    resultRefused("TC002", database, "promised");
    resultRefused("TC041", database, "miscounted");
    if (!kind.isH2()) {
      refused(
          "TC002",
          database,
          connection -> {
            try (CallableStatement call = connection.prepareCall("{call promised_out(?, ?)}")) {
              call.setString(1, World.ACME);
              call.registerOutParameter(2, kind.isPostgres() ? Types.BINARY : Types.VARBINARY);
              call.execute();
              call.getBytes(2);
            }
          });
    }
  }

  /** All of a text is looked at, also where it is a CLOB. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void longText_withACellAtItsEnd_isRefused(Kind kind) throws Exception {
    CalledDatabase database = filled(kind);

    refused(
        "TC002",
        database,
        connection -> {
          try (CallableStatement call = connection.prepareCall("{? = call long_text(?)}")) {
            call.registerOutParameter(1, kind.isH2() ? Types.CLOB : Types.VARCHAR);
            call.setString(2, World.ACME);
            call.execute();
            call.getObject(1);
          }
        });
  }

  @Test
  void arrayOfPostgres_withACellInIt_isRefused() throws Exception {
    CalledDatabase database = filled(Kind.POSTGRESQL);

    refused(
        "TC002",
        database,
        connection -> {
          try (CallableStatement call = connection.prepareCall("{call promised_array(?, ?)}")) {
            call.setString(1, World.ACME);
            call.registerOutParameter(2, Types.ARRAY);
            call.execute();
            call.getArray(2);
          }
        });
  }

  private static void resultRefused(String state, CalledDatabase database, String routine)
      throws Exception {
    for (boolean query : new boolean[] {true, false}) {
      AsTenant.run(
          World.ACME,
          () -> {
            try (Connection connection = DriverManager.getConnection(database.url());
                CallableStatement call = connection.prepareCall("{call " + routine + "(?)}")) {
              call.setString(1, World.ACME);
              if (!query) {
                assertThat(call.execute()).isTrue();
              }
              Throwable thrown =
                  catchThrowable(
                      () -> {
                        ResultSet row = query ? call.executeQuery() : call.getResultSet();
                        row.next();
                        row.getObject(1);
                      });
              assertThat(thrown)
                  .isInstanceOfSatisfying(
                      SQLException.class,
                      e -> assertThat(e.getSQLState()).as("%s", e).isEqualTo(state));
            }
          });
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void batch_ofCalls_isSealedRowByRow(Kind kind) throws Exception {
    CalledDatabase database = empty(kind);

    alike(
        database,
        connection -> {
          try (CallableStatement call = connection.prepareCall(ADMIT)) {
            for (long id = 1; id <= 3; id++) {
              call.setString(1, World.ACME);
              call.setLong(2, id);
              call.setString(3, id == 2 ? OTHER_SSN : SSN);
              call.setDate(4, Date.valueOf(DOB));
              call.setString(5, "B");
              call.addBatch();
            }
            return Arrays.stream(call.executeBatch()).boxed().toList();
          } catch (BatchUpdateException e) {
            return List.of("fails");
          }
        });
    alike(database, CallsIT::allRows);
    if (!kind.isH2()) {
      refused(
          "TC003",
          database,
          connection -> {
            try (CallableStatement call = connection.prepareCall("{call look_up(?, ?, ?, ?, ?)}")) {
              call.setString(1, World.ACME);
              call.setLong(2, 1);
              call.addBatch();
            }
          });
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void parameterMetaData_tellsLogicalTypesAndModes(Kind kind) throws Exception {
    CalledDatabase database = empty(kind);

    sealed(
        database,
        connection -> {
          try (CallableStatement call = connection.prepareCall(ADMIT)) {
            ParameterMetaData parameters = call.getParameterMetaData();
            assertThat(parameters.getParameterCount()).isEqualTo(5);
            assertThat(parameters.getParameterType(3)).isEqualTo(Types.VARCHAR);
            assertThat(parameters.getPrecision(3)).isEqualTo(11);
            assertThat(parameters.getParameterClassName(4)).isEqualTo("java.sql.Date");
            assertThat(parameters.getParameterMode(3)).isEqualTo(ParameterMetaData.parameterModeIn);
          }
          return null;
        });
    // PostgreSQL's driver does not describe a function's OUT parameters, nor does ours.
    if (kind.isMariaDb()) {
      sealed(
          database,
          connection -> {
            try (CallableStatement call = connection.prepareCall("{call look_up(?, ?, ?, ?, ?)}")) {
              ParameterMetaData parameters = call.getParameterMetaData();
              assertThat(parameters.getParameterCount()).isEqualTo(5);
              assertThat(parameters.getParameterType(4)).isEqualTo(Types.DATE);
              assertThat(parameters.getParameterMode(4))
                  .isEqualTo(ParameterMetaData.parameterModeOut);
              assertThat(parameters.getParameterMode(5))
                  .isEqualTo(ParameterMetaData.parameterModeOut);
            }
            return null;
          });
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void value_isOfTheTenantOfItsCall_andIsRefusedToAnother(Kind kind) throws Exception {
    CalledDatabase database = filled(kind);

    try (Connection connection = DriverManager.getConnection(database.url());
        CallableStatement call = connection.prepareCall("{? = call ssn_of(?, ?)}")) {
      AsTenant.run(
          World.ACME,
          () -> {
            call.registerOutParameter(1, Types.VARCHAR);
            call.setString(2, World.ACME);
            call.setLong(3, 1);
            call.execute();
          });
      Throwable thrown = catchThrowable(() -> AsTenant.run(World.GLOBEX, () -> call.getString(1)));
      assertThat(((SQLException) thrown).getSQLState()).isEqualTo("TC011");
    }
  }

  /** A procedure's parameters come back as a row where nobody registered them. */
  @Test
  void procedureOfPostgres_asAPreparedStatement_givesItsParametersAsARow() throws Exception {
    CalledDatabase database = filled(Kind.POSTGRESQL);

    for (String text :
        List.of("CALL rename_by_call(?, ?, ?)", "CALL look_up_by_call(?, ?, NULL, NULL)")) {
      alike(
          database,
          connection -> {
            try (PreparedStatement call = connection.prepareStatement(text)) {
              call.setString(1, World.ACME);
              call.setLong(2, 1);
              if (text.contains("rename")) {
                call.setString(3, SSN);
              }
              List<Object> got = new ArrayList<>();
              try (ResultSet row = call.executeQuery()) {
                got.add(row.next());
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                  got.add(row.getMetaData().getColumnLabel(i));
                  got.add(row.getString(i));
                }
              }
              return got;
            }
          });
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void policyCheck_namesTheRoutinesThatAreNotAsDescribed(Kind kind) throws Exception {
    CalledDatabase database = empty(kind);
    TenantCryptDataSource source = new TenantCryptDataSource();
    source.setUrl(database.url());

    List<String> found =
        TenantCrypt.of(source).checkPolicy().stream()
            .filter(f -> f.kind() == PolicyFinding.Kind.ROUTINE)
            .map(f -> f.code() + " " + f.object())
            .toList();

    assertThat(found)
        .contains("TC041 gone", "TC041 shorter", "TC041 other_modes", "TC041 other_type")
        .doesNotContain("TC041 admit", "TC041 ssn_of", "TC041 patients_of");
    if (kind.isPostgres()) {
      assertThat(found).contains("TC003 overloaded", "TC003 cursors").hasSize(6);
    }
  }
}
