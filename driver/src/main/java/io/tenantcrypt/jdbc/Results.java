package io.tenantcrypt.jdbc;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.RoutineCall;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.tenancy.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The results of a statement's last execution, each wrapped once. For one thread. */
final class Results {

  private final Session session;
  private final Statement owner;
  private final Warnings warnings = new Warnings();
  private @Nullable List<OutputColumn> outputs;
  private @Nullable List<OutputColumn> keyOutputs = List.of();
  private @Nullable TenantId tenant;
  private @Nullable RoutineCall call;
  private boolean further;

  /** Whether the statement went on from the current result. */
  private boolean passed;

  private @Nullable CryptResultSet current;
  private @Nullable CryptResultSet keys;

  Results(Session session, Statement owner) {
    this.session = session;
    this.owner = owner;
  }

  /** Starts anew: what an execution gives is described by its plan. */
  void begin(
      StatementPlan plan, @Nullable List<OutputColumn> keyColumns, @Nullable TenantId executedFor) {
    outputs = plan instanceof StatementPlan.Protected guarded ? guarded.outputs() : null;
    call = plan instanceof StatementPlan.Protected guarded ? guarded.call().orElse(null) : null;
    keyOutputs = keyColumns;
    tenant = executedFor;
    further = false;
    passed = false;
    current = null;
    keys = null;
    warnings.begin(plan);
  }

  /** For whom the last execution was. */
  @Nullable TenantId tenant() {
    return tenant;
  }

  Warnings warnings() {
    return warnings;
  }

  /** Whatever comes now is not the first result. */
  void further() {
    further = true;
    passed = true;
  }

  /** The application's view of a result; the same object for the same result. */
  @Nullable CryptResultSet wrap(@Nullable ResultSet raw) throws SQLException {
    if (raw == null) {
      return null;
    }
    CryptResultSet known = current;
    if (known == null || (passed && !known.wrapsResult(raw))) {
      if (further && outputs != null) {
        throw SqlExceptions.of(
            ErrorCode.TC003, "A further result came that the analysis did not foresee.");
      }
      known = describe(raw, outputs);
      current = known;
      passed = false;
    }
    return known;
  }

  /** The application's view of generated keys. */
  @Nullable CryptResultSet wrapKeys(@Nullable ResultSet raw) throws SQLException {
    if (raw == null) {
      return null;
    }
    CryptResultSet known = keys;
    if (known == null || !known.wrapsResult(raw)) {
      // Where none were asked for, the driver gives a result without columns or rows.
      List<OutputColumn> columns = keyOutputs;
      boolean none = columns != null && columns.isEmpty();
      known = describe(raw, outputs == null || none ? null : columns);
      if (outputs != null && none && raw.next()) {
        raw.close();
        throw SqlExceptions.of(ErrorCode.TC003, "Generated keys came that were not asked for.");
      }
      keys = known;
    }
    return known;
  }

  private static TenantCryptException undescribed(RoutineCall routine, int count) {
    return routine.results().isEmpty()
        ? new TenantCryptException(
            ErrorCode.TC003,
            "Routine "
                + routine.routine()
                + " gave a result, and the policy does not say what its columns hold. Say it under"
                + " results.")
        : new TenantCryptException(
            ErrorCode.TC041,
            "Routine "
                + routine.routine()
                + " gave a result of "
                + count
                + " columns, and the policy describes "
                + routine.results().get().size()
                + ". Correct the policy or the routine.");
  }

  private CryptResultSet describe(ResultSet raw, @Nullable List<OutputColumn> columns)
      throws SQLException {
    if (columns != null) {
      int count = raw.getMetaData().getColumnCount();
      RoutineCall routine = call;
      if (routine != null && (routine.results().isEmpty() || count != columns.size())) {
        raw.close();
        throw SqlExceptions.of(undescribed(routine, count));
      }
      if (count != columns.size()) {
        raw.close();
        throw SqlExceptions.of(
            ErrorCode.TC041,
            "The result has "
                + count
                + " columns where the catalog promised "
                + columns.size()
                + ". The table was changed meanwhile; run the statement again.");
      }
    }
    return new CryptResultSet(session, owner, raw, columns, tenant);
  }
}
