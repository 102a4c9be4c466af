package io.tenantcrypt.plan;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.policy.StatementExemption;
import java.util.List;
import java.util.Optional;

/** What is to be done with a statement. Immutable; holds no tenant, no key, no sealed value. */
public sealed interface StatementPlan {

  /** Whether later uses of the same text may share this plan. */
  boolean cacheable();

  /**
   * The original text is sent.
   *
   * @param effects on the session
   */
  record PassThrough(Effects effects, boolean cacheable) implements StatementPlan {}

  /**
   * {@code SET tenantcrypt.tenant = '…'}: binds the tenant; nothing is sent.
   *
   * @param tenant as written
   */
  record BindTenant(String tenant) implements StatementPlan {
    @Override
    public boolean cacheable() {
      return true;
    }
  }

  /**
   * The statement touches a tenant table or a protected column.
   *
   * @param sql what is sent, with its physical parameters
   * @param parameters by physical position
   * @param applicationParameters how many {@code ?} the application wrote
   * @param outputs by result column; empty where the statement gives no rows
   * @param target the columns of the table that is changed, empty for a query
   * @param checks values that must be the session's tenant
   * @param needsTenant whether a tenant must be bound
   * @param sqlWithoutTenant what may be sent where no tenant is bound: a text that provably returns
   *     and changes no row, with the application's parameters as they are
   * @param effects on the session
   * @param call what it calls, where it is a call of a routine that the policy describes
   */
  record Protected(
      String sql,
      List<ParameterSlot> parameters,
      int applicationParameters,
      List<OutputColumn> outputs,
      List<TargetColumn> target,
      List<TenantCheck> checks,
      boolean needsTenant,
      Optional<String> sqlWithoutTenant,
      Effects effects,
      boolean cacheable,
      Optional<RoutineCall> call)
      implements StatementPlan {
    public Protected {
      parameters = List.copyOf(parameters);
      outputs = List.copyOf(outputs);
      target = List.copyOf(target);
      checks = List.copyOf(checks);
    }

    /** The plan of anything but a call. */
    public Protected(
        String sql,
        List<ParameterSlot> parameters,
        int applicationParameters,
        List<OutputColumn> outputs,
        List<TargetColumn> target,
        List<TenantCheck> checks,
        boolean needsTenant,
        Optional<String> sqlWithoutTenant,
        Effects effects,
        boolean cacheable) {
      this(
          sql,
          parameters,
          applicationParameters,
          outputs,
          target,
          checks,
          needsTenant,
          sqlWithoutTenant,
          effects,
          cacheable,
          Optional.empty());
    }

    /** A definition in another text, which is judged anew each time. */
    public static Protected ofDefinition(String sql, Effects effects) {
      return new Protected(
          sql,
          List.of(),
          0,
          List.of(),
          List.of(),
          List.of(),
          false,
          Optional.empty(),
          effects,
          false);
    }

    /** Whether it defines something, without a value or a row, and only stands in other words. */
    public boolean definition() {
      return !effects.catalog().isEmpty()
          && applicationParameters == 0
          && parameters.isEmpty()
          && outputs.isEmpty()
          && target.isEmpty()
          && checks.isEmpty()
          && !needsTenant;
    }
  }

  /**
   * A statement that the policy exempts from the tenant boundary, until it expires. What it seals
   * and opens is sealed and opened all the same.
   *
   * @param plan what is done with it; tells no values that must be the tenant unless it seals one
   * @param exemption the policy's, as written
   * @param fingerprint of the statement, for the record of each use
   */
  record Exempted(Protected plan, StatementExemption exemption, String fingerprint)
      implements StatementPlan {
    @Override
    public boolean cacheable() {
      return plan.cacheable();
    }
  }

  /**
   * {@code EXPLAIN TENANTCRYPT …}: answered by the driver; nothing is sent.
   *
   * @param sql the statement to explain, as written
   */
  record Explain(String sql) implements StatementPlan {
    @Override
    public boolean cacheable() {
      return false;
    }

    /** Hides the text, which may hold literals. */
    @Override
    public String toString() {
      return "Explain[]";
    }
  }

  /**
   * Nothing is sent.
   *
   * @param code which condition
   * @param reason what is wrong, where and what would work; holds no literal of the statement
   * @param position the place in the text as UTF-16 index from 1, or 0 where there is none
   * @param unresolved whether a name was not found, so that a newer catalog may judge otherwise
   */
  record Refused(ErrorCode code, String reason, int position, boolean unresolved)
      implements StatementPlan {
    @Override
    public boolean cacheable() {
      return !unresolved;
    }
  }
}
