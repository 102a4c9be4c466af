package io.tenantcrypt.jdbc;

import io.tenantcrypt.codec.Codec;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.plan.TenantCheck;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.protect.Sealer;
import io.tenantcrypt.tenancy.TenantId;
import io.tenantcrypt.tenancy.TenantType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The steps of one execution of a protected plan: first all that may refuse, then the binding. */
final class Execution {

  private Execution() {}

  /**
   * Lets an execution start.
   *
   * @return the tenant that it works for, or null if none is bound and none is needed
   * @throws TenantCryptException TC001, TC010, TC011 or TC041
   */
  static @Nullable TenantId admit(Session session, Route route, Frame frame) {
    StatementPlan.Protected plan = (StatementPlan.Protected) route.plan();
    session.requireCurrent(route);
    if (route.writes()) {
      session.runtime().writes().check(plan);
    }
    TenantId tenant = session.tenant();
    if (session.settings().platform()) {
      ExitUse.requireUnbound(tenant);
    }
    if (tenant == null) {
      if (plan.needsTenant() && !replayable(plan)) {
        throw noTenant();
      }
    } else {
      List<TenantCheck> checks = plan.checks();
      for (int i = 0; i < checks.size(); i++) {
        TenantCheck check = checks.get(i);
        verify(check, given(check, frame), tenant);
      }
    }
    List<ParameterSlot> slots = plan.parameters();
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i) instanceof ParameterSlot.Sealed sealed) {
        frame.value(sealed.index());
      } else if (slots.get(i) instanceof ParameterSlot.SealedLiteral literal) {
        // A literal that does not fit is refused before anything is prepared.
        canonical(session, literal);
      }
    }
    return tenant;
  }

  static TenantCryptException noTenant() {
    return new TenantCryptException(
        ErrorCode.TC010,
        "No tenant is bound. Bind one by TenantContext, the setting tenant, the tenant resolver or"
            + " client info tenantcrypt.tenant.");
  }

  /** Whether a plan has a text for no tenant that takes the application's parameters. */
  private static boolean replayable(StatementPlan.Protected plan) {
    if (plan.sqlWithoutTenant().isEmpty()) {
      return false;
    }
    for (ParameterSlot slot : plan.parameters()) {
      if (slot instanceof ParameterSlot.Sealed || slot instanceof ParameterSlot.SealedLiteral) {
        return false;
      }
    }
    return true;
  }

  /** The value of the parameter that is checked; null where a literal is. */
  private static @Nullable Object given(TenantCheck check, Frame frame) {
    return check.value() instanceof TenantCheck.Value.Parameter parameter
        ? frame.value(parameter.index())
        : null;
  }

  private static void verify(TenantCheck check, @Nullable Object value, TenantId tenant) {
    String named;
    if (check.value() instanceof TenantCheck.Value.Literal literal) {
      named = Given.canonical(literal.text(), check.type());
    } else {
      named = value instanceof Given given ? given.as(check.type()) : null;
    }
    if (!tenant.value().equals(named)) {
      throw new TenantCryptException(
          ErrorCode.TC001,
          "The statement names another tenant than the session's ("
              + tenant
              + ") for "
              + check.table()
              + " (at character "
              + check.position()
              + "), or a value that is none. Bind the session's tenant.");
    }
  }

  /**
   * Binds all that the application did not bind itself, and what is checked; every cell is sealed
   * afresh.
   *
   * @return what sealed them, closed; null if there is no cell
   */
  static @Nullable Sealer bind(
      Session session,
      StatementPlan.Protected plan,
      Slots where,
      Frame frame,
      @Nullable TenantId tenant,
      PreparedStatement statement)
      throws SQLException {
    bindChecked(plan.checks(), where, frame, tenant, statement);
    Sealer sealer = null;
    try {
      List<ParameterSlot> slots = plan.parameters();
      for (int i = 0; i < slots.size(); i++) {
        ParameterSlot slot = slots.get(i);
        if (slot instanceof ParameterSlot.Tenant own) {
          bindTenant(statement, i + 1, own.type(), tenant);
        } else if (slot instanceof ParameterSlot.Sealed sealed) {
          Object value = frame.value(sealed.index());
          sealer = bindValue(session, tenant, sealer, statement, i + 1, sealed.column(), value);
        } else if (slot instanceof ParameterSlot.Out out && frame.isSet(out.index())) {
          Object value = frame.value(out.index());
          sealer = bindValue(session, tenant, sealer, statement, i + 1, out.column(), value);
        } else if (slot instanceof ParameterSlot.SealedLiteral literal) {
          sealer = open(sealer, session, tenant, literal.column());
          bindCell(statement, i + 1, sealer.seal(literal.column(), canonical(session, literal)));
        }
      }
      return sealer;
    } finally {
      if (sealer != null) {
        sealer.close();
      }
    }
  }

  /**
   * Binds each checked parameter by the one call whose value is looked at here, once more: another
   * thread may have set it since.
   */
  private static void bindChecked(
      List<TenantCheck> checks,
      Slots where,
      Frame frame,
      @Nullable TenantId tenant,
      PreparedStatement statement)
      throws SQLException {
    for (int i = 0; i < checks.size(); i++) {
      if (checks.get(i).value() instanceof TenantCheck.Value.Parameter parameter) {
        Object value = frame.value(parameter.index());
        if (tenant != null) {
          requireTenant(checks, parameter, value, tenant);
        }
        if (value instanceof Given given) {
          for (int position : where.positions(parameter.index())) {
            given.binding().apply(statement, position);
          }
        }
      }
    }
  }

  /** One value stands all the checks of its parameter. */
  private static void requireTenant(
      List<TenantCheck> checks,
      TenantCheck.Value.Parameter parameter,
      Object value,
      TenantId tenant) {
    for (int i = 0; i < checks.size(); i++) {
      if (checks.get(i).value().equals(parameter)) {
        verify(checks.get(i), value, tenant);
      }
    }
  }

  private static @Nullable Sealer bindValue(
      Session session,
      @Nullable TenantId tenant,
      @Nullable Sealer open,
      PreparedStatement statement,
      int position,
      ProtectedColumn column,
      Object value)
      throws SQLException {
    if (value == Frame.NULL) {
      bindNull(statement, position, column);
      return open;
    }
    Sealer sealer = open(open, session, tenant, column);
    try {
      bindCell(statement, position, sealer.seal(column, (byte[]) value));
      return sealer;
    } catch (SQLException | RuntimeException e) {
      if (open == null) {
        sealer.close(); // the caller does not have it
      }
      throw e;
    }
  }

  private static byte[] canonical(Session session, ParameterSlot.SealedLiteral literal) {
    ProtectedColumn column = literal.column();
    return Codec.encodeLiteral(column.label(), column.type(), session.connector(), literal.text());
  }

  private static Sealer open(
      @Nullable Sealer sealer, Session session, @Nullable TenantId tenant, ProtectedColumn column) {
    if (tenant == null && !column.platform()) {
      throw noTenant();
    }
    return sealer != null
        ? sealer
        : session.runtime().protection().sealer(tenant == null ? TenantId.PLATFORM : tenant);
  }

  private static void bindCell(PreparedStatement statement, int position, Object cell)
      throws SQLException {
    if (cell instanceof byte[] bytes) {
      statement.setBytes(position, bytes);
    } else {
      statement.setString(position, (String) cell);
    }
  }

  private static void bindNull(PreparedStatement statement, int position, ProtectedColumn column)
      throws SQLException {
    boolean text = column.storage() == ColumnPolicy.Storage.TEXT;
    statement.setNull(position, text ? Types.VARCHAR : Types.BINARY);
  }

  private static void bindTenant(
      PreparedStatement statement, int position, TenantType type, @Nullable TenantId tenant)
      throws SQLException {
    if (tenant == null) {
      throw noTenant();
    }
    String id = tenant.value();
    if (!id.equals(Given.canonical(id, type))) {
      throw new TenantCryptException(
          ErrorCode.TC041,
          "Tenant " + id + " is not a value of the tenancy column's type " + type + ".");
    }
    switch (type) {
      case TEXT, EXACT_TEXT -> statement.setString(position, id);
      case SMALLINT -> statement.setShort(position, Short.parseShort(id));
      case INTEGER -> statement.setInt(position, Integer.parseInt(id));
      case BIGINT, EXACT_BIGINT -> statement.setLong(position, Long.parseLong(id));
      case UUID -> statement.setObject(position, UUID.fromString(id));
    }
  }
}
