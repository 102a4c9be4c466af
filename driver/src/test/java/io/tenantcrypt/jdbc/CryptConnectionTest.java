package io.tenantcrypt.jdbc;

import static io.tenantcrypt.jdbc.CryptPreparedStatementTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.tenancy.BindingDuration;
import io.tenantcrypt.tenancy.TenantType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class CryptConnectionTest {

  private final Fixture fixture = new Fixture();
  private final FakeDriver driver = fixture.driver;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = fixture.open();
    fixture.plans.put("plain", Fixture.pass());
    fixture.plans.put("create", Fixture.pass(Effects.of(List.of(created("public", false)))));
    fixture.plans.put(
        "temp", Fixture.pass(Effects.of(List.of(created(SessionView.TEMPORARY_SCHEMA, true)))));
    fixture.plans.put("set", Fixture.pass(Effects.ofReadingState()));
    fixture.plans.put("begin", Fixture.pass(Effects.of(Effects.Transaction.BEGIN)));
    fixture.plans.put("commit", Fixture.pass(Effects.of(Effects.Transaction.COMMIT)));
    fixture.plans.put("rollback", Fixture.pass(Effects.of(Effects.Transaction.ROLLBACK)));
    fixture.plans.put("rollback to", Fixture.pass(Effects.of(Effects.Transaction.ROLLBACK_TO)));
    fixture.plans.put(
        "tenant",
        Fixture.plan(
            "T ?", 0, List.of(new ParameterSlot.Tenant(TenantType.TEXT)), List.of(), List.of()));
  }

  private static CatalogChange created(String schema, boolean temporary) {
    return new CatalogChange.Created(
        new Relation(
            new RelationName(schema, "t"),
            Relation.Kind.TABLE,
            List.of(),
            List.of(),
            Set.of(),
            false),
        temporary);
  }

  private void run(String sql) throws SQLException {
    try (Statement s = connection.createStatement()) {
      s.execute(sql);
    }
  }

  /** The view under which a text that was never judged is judged now. */
  private SessionView view() throws SQLException {
    String fresh = "fresh" + fixture.asked.size();
    fixture.plans.put(fresh, Fixture.pass());
    connection.prepareStatement(fresh).close();
    return fixture.asked.get(fixture.asked.size() - 1);
  }

  @Test
  void ddl_inATransaction_isSeenByTheSessionOnlyUntilCommit() throws SQLException {
    connection.setAutoCommit(false);
    run("create");
    assertThat(view().resolve("t")).isPresent();
    connection.rollback();
    assertThat(view().resolve("t")).isEmpty();
    assertThat(fixture.refreshes).isZero();
    run("create");
    connection.commit();
    assertThat(fixture.refreshes).isEqualTo(1);
    assertThat(view().hasOverlay()).isFalse();
  }

  @Test
  void ddl_inAutocommit_refreshesTheCatalogAtOnce() throws SQLException {
    run("create");
    assertThat(fixture.refreshes).isEqualTo(1);
    assertThat(view().hasOverlay()).isFalse();
  }

  @Test
  void ddl_underTransactionControlBySql_isFollowed() throws SQLException {
    run("begin");
    run("create");
    assertThat(view().hasOverlay()).isTrue();
    run("rollback");
    assertThat(view().hasOverlay()).isFalse();
    run("begin");
    run("create");
    run("commit");
    assertThat(fixture.refreshes).isEqualTo(1);
  }

  @Test
  void temporaryTable_survivesCommit_andNotRollback() throws SQLException {
    connection.setAutoCommit(false);
    run("temp");
    connection.rollback();
    assertThat(view().hasOverlay()).isFalse();
    run("temp");
    connection.commit();
    assertThat(view().resolve("t")).isPresent();
    assertThat(fixture.refreshes).isZero();
  }

  @Test
  void temporaryTable_ofAFailedTransaction_isNotBelievedIn() throws SQLException {
    connection.setAutoCommit(false);
    run("temp");
    driver.failure = new SQLException("broken", "22012");
    assertThatThrownBy(() -> run("plain")).hasMessage("broken");
    run("commit");
    assertThat(view().resolve("t")).isEmpty();
  }

  @Test
  void rollbackToSavepoint_dropsWhatCameAfter() throws SQLException {
    connection.setAutoCommit(false);
    Savepoint savepoint = connection.setSavepoint();
    run("create");
    connection.rollback(savepoint);
    assertThat(view().hasOverlay()).isFalse();
  }

  @Test
  void rollbackToBySql_afterDdl_refusesUntilTheTransactionEnds() throws SQLException {
    connection.setAutoCommit(false);
    run("create");
    run("rollback to");
    assertRefused(ErrorCode.TC003, () -> run("plain"));
    run("rollback");
    run("plain");
  }

  @Test
  void overlay_sharesNoPlans() throws SQLException {
    connection.setAutoCommit(false);
    run("plain");
    run("plain");
    assertThat(fixture.asked).hasSize(1);
    run("create");
    run("plain");
    run("plain");
    assertThat(fixture.asked).hasSize(4);
  }

  @Test
  void readingState_isReadAgain_afterWhatMayChangeIt() throws SQLException {
    assertThat(fixture.readings).isEqualTo(1);
    run("plain");
    run("set");
    assertThat(fixture.readings).isEqualTo(1);
    fixture.reading = new ReadingState(List.of("other"), new Reading.Postgres(true));
    assertThat(view().searchPath()).containsExactly("other");
    connection.setSchema("x");
    view();
    assertThat(fixture.readings).isEqualTo(3);
  }

  @Test
  void readingState_setInATransaction_isReadAgainAfterItsEnd() throws SQLException {
    connection.setAutoCommit(false);
    run("set");
    view();
    connection.rollback();
    view();
    assertThat(fixture.readings).isEqualTo(3);
  }

  @Test
  void unresolvedRefusal_refreshesOnceAndJudgesAgain() throws SQLException {
    StatementPlan unresolved = new StatementPlan.Refused(ErrorCode.TC003, "no such table", 0, true);
    fixture.plans.put("late", unresolved);
    assertRefused(ErrorCode.TC003, () -> connection.prepareStatement("late"));
    assertThat(fixture.refreshes).isEqualTo(1);
    assertThat(fixture.asked).hasSize(2);
  }

  @Test
  void clientInfo_bindsForTheTransaction_andIsShown() throws SQLException {
    connection.setAutoCommit(false);
    connection.setClientInfo("tenantcrypt.tenant", "acme");
    connection.setClientInfo("ApplicationName", "app");
    assertThat(connection.getClientInfo("tenantcrypt.tenant")).isEqualTo("acme");
    assertThat(connection.getClientInfo().getProperty("tenantcrypt.tenant")).isEqualTo("acme");
    run("tenant");
    assertThatThrownBy(() -> connection.setClientInfo("tenantcrypt.tenant", "globex"))
        .isInstanceOfSatisfying(
            SQLClientInfoException.class, e -> assertThat(e.getSQLState()).isEqualTo("TC011"));
    connection.commit();
    assertRefused(ErrorCode.TC010, () -> run("tenant"));
    assertThat(driver.log).contains("setClientInfo(ApplicationName, app)");
    assertThat(driver.log).noneMatch(c -> c.contains("tenantcrypt"));
  }

  @Test
  void clientInfo_inAutocommit_endsWithTheNextStatementEvenIfRefused() throws SQLException {
    connection.setClientInfo("tenantcrypt.tenant", "acme");
    run("tenant");
    assertRefused(ErrorCode.TC010, () -> run("tenant"));
    connection.setClientInfo("tenantcrypt.tenant", "acme");
    assertRefused(ErrorCode.TC003, () -> run("unknown"));
    assertThat(connection.getClientInfo("tenantcrypt.tenant")).isNull();
  }

  @Test
  void clientInfo_asProperties_bindsAndUnbinds() throws SQLException {
    fixture.duration = BindingDuration.SESSION;
    connection = fixture.open();
    Properties properties = new Properties();
    properties.setProperty("tenantcrypt.tenant", "acme");
    properties.setProperty("ApplicationName", "app");
    connection.setClientInfo(properties);
    assertThat(connection.getClientInfo("tenantcrypt.tenant")).isEqualTo("acme");
    assertThat(driver.log).containsExactly("setClientInfo({ApplicationName=app})");
    connection.setClientInfo(new Properties());
    assertThat(connection.getClientInfo("tenantcrypt.tenant")).isNull();
  }

  @Test
  void request_itsBeginAndEnd_unbind() throws SQLException {
    fixture.duration = BindingDuration.SESSION;
    connection = fixture.open();
    connection.setClientInfo("tenantcrypt.tenant", "acme");
    connection.endRequest();
    assertRefused(ErrorCode.TC010, () -> run("tenant"));
    connection.setClientInfo("tenantcrypt.tenant", "acme");
    connection.beginRequest();
    assertRefused(ErrorCode.TC010, () -> run("tenant"));
  }

  @Test
  void discardAll_unbindsAndForgetsTemporaryTables() throws SQLException {
    fixture.duration = BindingDuration.SESSION;
    connection = fixture.open();
    fixture.plans.put("DISCARD ALL", Fixture.pass(Effects.ofReadingState()));
    run("temp");
    connection.setClientInfo("tenantcrypt.tenant", "acme");
    run("DISCARD ALL");
    assertThat(view().hasOverlay()).isFalse();
    assertRefused(ErrorCode.TC010, () -> run("tenant"));
  }

  @Test
  void unwrap_givesOurselves_andTheRealOneOnlyWhereAllowed() throws SQLException {
    assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
    assertThat(connection.isWrapperFor(Connection.class)).isTrue();
    assertThat(connection.isWrapperFor(Runnable.class)).isFalse();
    assertRefused(ErrorCode.TC001, () -> connection.unwrap(Runnable.class));
    try (Statement s = connection.createStatement();
        PreparedStatement p = connection.prepareStatement("plain")) {
      assertThat(s.unwrap(Statement.class)).isSameAs(s);
      assertRefused(ErrorCode.TC001, () -> s.unwrap(Runnable.class));
      assertThat(p.unwrap(PreparedStatement.class)).isSameAs(p);
      assertRefused(ErrorCode.TC001, () -> p.unwrap(Runnable.class));
    }
    fixture.allowUnwrap = true;
    connection = fixture.open();
    connection.unwrap(Runnable.class);
    assertThat(driver.log).containsExactly("unwrap(interface java.lang.Runnable)");
  }

  @Test
  void closed_refusesToPrepare() throws SQLException {
    connection.close();
    assertThat(connection.isClosed()).isTrue();
    assertThatThrownBy(() -> connection.prepareStatement("plain"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("closed");
  }
}
