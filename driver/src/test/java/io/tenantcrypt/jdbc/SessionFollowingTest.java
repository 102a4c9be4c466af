package io.tenantcrypt.jdbc;

import static io.tenantcrypt.jdbc.CryptPreparedStatementTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.plan.TenantCheck;
import io.tenantcrypt.tenancy.TenantContext;
import io.tenantcrypt.tenancy.TenantType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No way of ending a transaction or of moving names leaves a table believed in that is not there.
 */
@NullUnmarked
class SessionFollowingTest {

  private static final RelationName TEMPORARY = new RelationName(SessionView.TEMPORARY_SCHEMA, "t");

  private final Fixture fixture = new Fixture();
  private final FakeDriver driver = fixture.driver;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = fixture.open();
    fixture.plans.put("plain", Fixture.pass());
    fixture.plans.put("temp", changing(created(TEMPORARY, true)));
    fixture.plans.put("create", changing(created(new RelationName("public", "t"), false)));
    fixture.plans.put("drop", changing(new CatalogChange.Dropped(TEMPORARY)));
    fixture.plans.put("begin", control(Effects.Transaction.BEGIN));
    fixture.plans.put("commit", control(Effects.Transaction.COMMIT));
    fixture.plans.put("rollback", control(Effects.Transaction.ROLLBACK));
  }

  private static StatementPlan changing(CatalogChange change) {
    return Fixture.pass(Effects.of(List.of(change)));
  }

  private static StatementPlan control(Effects.Transaction transaction) {
    return Fixture.pass(Effects.of(transaction));
  }

  private static CatalogChange created(RelationName name, boolean temporary) {
    return new CatalogChange.Created(
        new Relation(name, Relation.Kind.TABLE, List.of(), List.of(), Set.of(), false), temporary);
  }

  private void run(String sql) throws SQLException {
    try (Statement s = connection.createStatement()) {
      s.execute(sql);
    }
  }

  private void fails(String sql) {
    driver.failure = new SQLException("refused by the server", "23503");
    assertThatThrownBy(() -> run(sql)).hasMessageContaining("by the server");
  }

  /** The view under which a text that was never judged is judged now. */
  private SessionView view() throws SQLException {
    String fresh = "fresh" + fixture.asked.size();
    fixture.plans.put(fresh, Fixture.pass());
    connection.prepareStatement(fresh).close();
    return fixture.asked.get(fixture.asked.size() - 1);
  }

  @Test
  void commitByText_thatFails_forgetsTheTransactionsTables() throws SQLException {
    connection.setAutoCommit(false);
    run("create");
    run("temp");
    fails("commit");
    assertThat(view().hasOverlay()).isFalse();
  }

  @Test
  void preparedCommit_thatFails_forgetsTheTransactionsTables() throws SQLException {
    connection.setAutoCommit(false);
    run("create");
    try (PreparedStatement s = connection.prepareStatement("commit")) {
      driver.failure = new SQLException("refused by the server", "23503");
      assertThatThrownBy(s::execute).hasMessageContaining("by the server");
    }
    assertThat(view().hasOverlay()).isFalse();
  }

  @Test
  void temporaryTable_droppedAfterAFailure_isNotBelievedInAnyMore() throws SQLException {
    connection.setAutoCommit(false);
    run("temp");
    connection.commit();
    assertThat(view().resolve("t")).isPresent();
    fails("plain");
    run("drop");
    connection.commit();
    assertThat(view().resolve("t")).isEmpty();
  }

  @Test
  void temporaryTable_madeAfterARefusal_isBelievedIn() throws SQLException {
    connection.setAutoCommit(false);
    assertRefused(ErrorCode.TC003, () -> run("not foreseen"));
    run("temp");
    connection.commit();
    assertThat(view().resolve("t")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"COMMIT AND CHAIN", "commit and/**/chain", "Commit AND\nCHAIN;"})
  void chain_isRefused_andNothingIsSent(String sql) {
    fixture.plans.put(sql, control(Effects.Transaction.COMMIT));
    assertRefused(ErrorCode.TC003, () -> run(sql));
    assertThat(driver.executions()).isEmpty();
  }

  @Test
  void severalWithControl_andAChange_areRefused() {
    fixture.plans.put(
        "create; rollback; commit",
        Fixture.pass(
            new Effects(Effects.Transaction.COMMIT, false, List.of(created(TEMPORARY, true)))));
    assertRefused(ErrorCode.TC003, () -> run("create; rollback; commit"));
    assertThat(driver.executions()).isEmpty();
  }

  @Test
  void severalWithControl_passOnlyWhereTheSessionHasNoTablesOfItsOwn() throws SQLException {
    fixture.plans.put("begin; plain; commit", control(Effects.Transaction.COMMIT));
    run("begin; plain; commit");
    run("temp");
    assertRefused(ErrorCode.TC003, () -> run("begin; plain; commit"));
  }

  @Test
  void severalThatEndInRollbackTo_areRefused() {
    fixture.plans.put(
        "begin; savepoint a; rollback to a", control(Effects.Transaction.ROLLBACK_TO));
    assertRefused(ErrorCode.TC003, () -> run("begin; savepoint a; rollback to a"));
    assertThat(driver.executions()).isEmpty();
  }

  @Test
  void pgSettings_isReadAsASetting() throws SQLException {
    String sql = "update PG_Settings set setting = 'x' where name = 'search_path'";
    fixture.plans.put(sql, Fixture.pass());
    int before = fixture.readings;
    run(sql);
    view();
    assertThat(fixture.readings).isEqualTo(before + 1);
  }

  @Test
  void discard_withAComment_dropsTemporaryTables() throws SQLException {
    fixture.plans.put("discard /**/ temp", Fixture.pass(Effects.ofReadingState()));
    run("temp");
    assertThat(view().hasOverlay()).isTrue();
    run("discard /**/ temp");
    assertThat(view().hasOverlay()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"drop schema s cascade", "ALTER SCHEMA s RENAME TO r", "drop owned by someone"})
  void tablesMovedUnnamed_inATransaction_refuseAllUntilItsEnd(String sql) throws SQLException {
    fixture.plans.put(sql, changing(new CatalogChange.Other()));
    connection.setAutoCommit(false);
    run(sql);
    assertRefused(ErrorCode.TC003, () -> run("plain"));
    connection.commit();
    run("plain");
    assertThat(fixture.refreshes).isEqualTo(1);
  }

  @Test
  void tablesMovedUnnamed_inAutocommit_refreshTheCatalog() throws SQLException {
    fixture.plans.put("drop schema s", changing(new CatalogChange.Other()));
    run("drop schema s");
    run("plain");
    assertThat(fixture.refreshes).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select code /* from clinic.patient */ from country",
        "select code as \"x from clinic.patient y\" from country",
        "with patient as (values (1)) select * from patient",
        "select 1 -- from clinic.patient",
        "select (select 1 from a) from b"
      })
  void updatable_overATextThatMisleadsTheDriver_isReadOnlyWithAWarning(String sql)
      throws SQLException {
    fixture.plans.put(sql, Fixture.pass());
    int type = ResultSet.TYPE_SCROLL_INSENSITIVE;
    try (Statement s = connection.createStatement(type, ResultSet.CONCUR_UPDATABLE)) {
      s.executeQuery(sql);
      assertThat(s.getWarnings().getMessage()).contains("read-only");
    }
    try (PreparedStatement s = connection.prepareStatement(sql, type, ResultSet.CONCUR_UPDATABLE)) {
      s.executeQuery();
      assertThat(s.getWarnings().getMessage()).contains("read-only");
    }
    assertThat(driver.log).noneMatch(e -> e.contains("prepare") && e.contains("1008"));
  }

  @Test
  void updatable_afterNamesMayHaveChanged_writesNothing() throws SQLException {
    String sql = "select code, name from country";
    fixture.plans.put(sql, Fixture.pass());
    fixture.plans.put("set", Fixture.pass(Effects.ofReadingState()));
    try (Statement s =
            connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
        ResultSet rows = s.executeQuery(sql)) {
      rows.updateString(1, "x");
      run("set");
      driver.log.clear();
      assertRefused(ErrorCode.TC003, rows::insertRow);
      assertRefused(ErrorCode.TC003, () -> rows.updateString(1, "x"));
      assertRefused(ErrorCode.TC003, rows::refreshRow);
      assertThat(driver.log).isEmpty();
    }
  }

  @Test
  void description_ofATextThatIsRefusedByNow_isNotAsked() throws SQLException {
    fixture.plans.put("insert 'x' into t", Fixture.pass());
    try (PreparedStatement s = connection.prepareStatement("insert 'x' into t")) {
      fixture.plans.remove("insert 'x' into t");
      fixture.snapshot = Fixture.snapshot(2);
      driver.log.clear();
      assertRefused(ErrorCode.TC003, s::getMetaData);
      assertRefused(ErrorCode.TC003, s::getParameterMetaData);
      assertThat(driver.log).isEmpty();
    }
  }

  @Test
  void description_ofATextThatIsProtectedByNow_isOfTheProtectedText() throws SQLException {
    fixture.plans.put("insert 'x' into t", Fixture.pass());
    try (PreparedStatement s = connection.prepareStatement("insert 'x' into t")) {
      fixture.plans.put(
          "insert 'x' into t",
          Fixture.plan(
              "insert ? into t",
              0,
              List.of(new ParameterSlot.SealedLiteral("x", Fixture.SSN)),
              List.of(),
              List.of()));
      fixture.snapshot = Fixture.snapshot(2);
      driver.log.clear();
      s.getMetaData();
      assertThat(driver.log)
          .contains("prepareStatement(insert ? into t)")
          .noneMatch(c -> c.contains("'x'"));
    }
  }

  @Test
  void batch_underAResolverThatWavers_takesNoRowOfAnother() throws SQLException {
    Deque<String> names = new ArrayDeque<>(List.of("acme", "acme", "acme", "globex"));
    fixture.resolver = () -> names.size() > 1 ? names.poll() : names.peek();
    connection = fixture.open();
    fixture.plans.put(
        "insert",
        Fixture.plan(
            "insert (?, ?)",
            1,
            List.of(
                new ParameterSlot.Sealed(1, Fixture.SSN),
                new ParameterSlot.Tenant(TenantType.TEXT)),
            List.of(),
            List.of()));
    try (PreparedStatement s = connection.prepareStatement("insert")) {
      s.setString(1, "a");
      s.addBatch();
      s.setString(1, "b");
      assertRefused(ErrorCode.TC011, s::addBatch);
    }
    assertThat(driver.log.stream().filter(c -> c.startsWith("addBatch"))).hasSize(1);
  }

  @Test
  void tenantParameter_sentAsANumberToATextColumn_isRefused() throws SQLException {
    fixture.plans.put(
        "select ?",
        Fixture.plan(
            "select ?",
            1,
            List.of(new ParameterSlot.Plain(1)),
            List.of(),
            List.of(
                new TenantCheck(
                    new TenantCheck.Value.Parameter(1), TenantType.TEXT, "patient", 1))));
    try (TenantContext.Scope scope = TenantContext.bind("1e1");
        PreparedStatement s = connection.prepareStatement("select ?")) {
      assertThat(scope).isNotNull();
      for (int type : new int[] {Types.NUMERIC, Types.DECIMAL, Types.BIGINT, Types.DOUBLE}) {
        s.setObject(1, "1e1", type);
        assertRefused(ErrorCode.TC001, s::execute);
      }
      for (Object value : Arrays.asList(new BigDecimal("1e1"), 10, "10", " 1e1", "1E1", null)) {
        s.setObject(1, value);
        assertRefused(ErrorCode.TC001, s::execute);
      }
      s.setBytes(1, "1e1".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      assertRefused(ErrorCode.TC001, s::execute);
      s.setObject(1, "1e1", Types.VARCHAR);
      s.execute();
    }
    assertThat(driver.executions()).hasSize(1);
  }
}
