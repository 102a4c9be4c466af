package io.tenantcrypt.jdbc;

import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.codec.Form;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.delegate.Registration;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.plan.RoutineCall;
import io.tenantcrypt.plan.RoutineCall.Argument;
import io.tenantcrypt.plan.RoutineCall.Mode;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.protect.CellLook;
import io.tenantcrypt.tenancy.TenantId;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parameters of a described call give back. For one thread at a time. */
final class OutParameters {

  private final Session session;
  private final RoutineCall call;

  OutParameters(Session session, RoutineCall call) {
    this.session = session;
    this.call = call;
  }

  /** The number of a parameter by the policy's name; names are compared as databases do. */
  int named(String name) {
    List<Argument> arguments = call.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).name().filter(name::equals).isPresent()) {
        return i + 1;
      }
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).name().filter(name::equalsIgnoreCase).isPresent()) {
        return i + 1;
      }
    }
    throw new TenantCryptException(
        ErrorCode.TC003,
        "The policy names no parameter "
            + name
            + " of routine "
            + call.routine()
            + " that this call binds. Name it there, or use its number.");
  }

  private Argument argument(int index) {
    if (index < 1 || index > call.arguments().size()) {
      throw new TenantCryptException(
          ErrorCode.TC022,
          "There is no parameter " + index + "; the call has " + call.arguments().size() + ".");
    }
    return call.arguments().get(index - 1);
  }

  /** Registers a parameter; a cell comes back in the type in which it is stored. */
  Registration registered(int index, Registration asked) {
    Argument argument = argument(index);
    if (argument.column().isEmpty()) {
      return asked;
    }
    if (argument.mode() == Mode.IN) {
      throw new TenantCryptException(
          ErrorCode.TC002,
          "Parameter " + index + " of routine " + call.routine() + " gives nothing back.");
    }
    int type = storage(argument.column().get());
    return (statement, position) -> statement.registerOutParameter(position, type);
  }

  private int storage(ProtectedColumn column) {
    if (column.storage() == ColumnPolicy.Storage.TEXT) {
      return Types.VARCHAR;
    }
    return session.reading() instanceof Reading.Postgres ? Types.BINARY : Types.VARBINARY;
  }

  /** The position of a parameter in the text that was sent. */
  int position(int index) {
    return argument(index).position();
  }

  /**
   * The position of a parameter whose value passes; 0 where it is a cell.
   *
   * @param tenant for whom the call was executed
   */
  int passing(int index, CallableStatement real, @Nullable TenantId tenant) throws SQLException {
    Argument argument = argument(index);
    requireTenant(tenant);
    if (argument.column().isPresent()) {
      return 0;
    }
    if (argument.mode() != Mode.IN) {
      requireNoCell(index, argument.position(), real);
    }
    return argument.position();
  }

  private void requireTenant(@Nullable TenantId tenant) {
    if (tenant != null && session.tenants().leaves(tenant)) {
      throw new TenantCryptException(
          ErrorCode.TC011,
          "The call was made for tenant "
              + tenant
              + " and another is bound now. Read its parameters before the tenant changes.");
    }
  }

  // The policy says that it holds none, and nobody has proved it.
  private void requireNoCell(int index, int position, CallableStatement real) throws SQLException {
    Object value = real.getObject(position);
    boolean cell = false;
    if (value instanceof byte[] bytes) {
      cell = CellLook.isCell(bytes);
    } else if (value instanceof Blob blob) {
      cell = CellLook.isCell(blob.getBytes(1, (int) Math.min(blob.length(), Integer.MAX_VALUE)));
    } else if (value instanceof Clob clob) {
      cell =
          CellLook.holdsCell(
              clob.getSubString(1, (int) Math.min(clob.length(), Integer.MAX_VALUE)));
    } else if (value instanceof String text) {
      cell = CellLook.holdsCell(text);
      if (!cell && session.reading() instanceof Reading.Mysql) {
        byte[] bytes = real.getBytes(position); // bytes that were read as text
        cell = bytes != null && CellLook.isCell(bytes);
      }
    } else if (value instanceof SQLXML xml) {
      cell = CellLook.holdsCell(xml.getString());
    } else if (value instanceof ResultSet || value instanceof Struct || value instanceof Ref) {
      throw new TenantCryptException(
          ErrorCode.TC003,
          "Parameter "
              + index
              + " of routine "
              + call.routine()
              + " gave back rows or an object, which cannot be looked at for cells. Give its parts"
              + " back by parameters of their own.");
    } else if (value != null) {
      cell = CellLook.holdsCell(value.toString());
    }
    if (cell) {
      throw new TenantCryptException(
          ErrorCode.TC002,
          "Parameter "
              + index
              + " of routine "
              + call.routine()
              + " gave back a cell, and the policy does not say of which column. Name the column in"
              + " the policy.");
    }
  }

  /** Opens a parameter that is a cell; null for SQL NULL. */
  @Nullable Object read(
      int index,
      CallableStatement real,
      @Nullable TenantId tenant,
      Form form,
      @Nullable Object hint)
      throws SQLException {
    Argument argument = argument(index);
    ProtectedColumn column = argument.column().orElseThrow();
    int position = argument.position();
    Object cell =
        column.storage() == ColumnPolicy.Storage.TEXT
            ? real.getString(position)
            : real.getBytes(position);
    if (cell == null) {
      return null;
    }
    TenantId reader = column.platform() && tenant == null ? TenantId.PLATFORM : tenant;
    if (reader == null) {
      throw Execution.noTenant();
    }
    return session
        .runtime()
        .protection()
        .openers(reader, session.connector())
        .of(column)
        .open(cell, form, CryptResultSet.usable(session, hint, column.label()));
  }
}
