package io.tenantcrypt.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.audit.AuditEvent;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.policy.StatementExemption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exemptions through the surface: the clock, the record, prepared statements that live on. */
class ExitUseTest {

  private static final String SQL = "select count";

  private final Fixture fixture = new Fixture();
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    StatementPlan.Protected all =
        Fixture.plan(SQL, 0, List.of(), List.of(OutputColumn.PLAIN), List.of());
    StatementPlan.Protected free =
        new StatementPlan.Protected(
            all.sql(),
            all.parameters(),
            0,
            all.outputs(),
            List.of(),
            List.of(),
            false,
            all.sqlWithoutTenant(),
            all.effects(),
            true);
    fixture.plans.put(
        SQL,
        new StatementPlan.Exempted(
            free,
            new StatementExemption(SQL, "why", "who", LocalDate.of(2026, 7, 15)),
            "fingerprint"));
    connection = fixture.open();
  }

  @Test
  void use_onTheLastDay_isRecorded() throws SQLException {
    fixture.now = Instant.parse("2026-07-15T23:59:59Z");
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.execute();
      statement.execute();
    }
    assertThat(fixture.audited).hasSize(2);
    assertThat(fixture.audited.get(0).type()).isEqualTo(AuditEvent.Type.STATEMENT_EXEMPTED);
    assertThat(fixture.audited.get(0).fingerprint()).contains("fingerprint");
  }

  @Test
  void use_byAStatementPreparedBefore_endsWithTheExemption() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.execute();
      fixture.now = Instant.parse("2026-07-16T00:00:00Z");
      fixture.driver.log.clear();
      assertThatThrownBy(statement::execute)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("TC001"))
          .hasMessageContaining("expired on 2026-07-15");
      assertThatThrownBy(statement::addBatch).hasMessageContaining("expired");
      assertThat(fixture.driver.log).noneMatch(call -> call.contains("execute"));
    }
    assertThat(fixture.audited)
        .filteredOn(e -> e.type() == AuditEvent.Type.STATEMENT_EXEMPTED)
        .hasSize(1);
  }

  @Test
  void batch_begunBeforeTheEnd_isNotSentAfterIt() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.addBatch();
      fixture.now = Instant.parse("2026-07-16T00:00:00Z");
      assertThatThrownBy(statement::executeBatch).hasMessageContaining("expired");
    }
  }
}
