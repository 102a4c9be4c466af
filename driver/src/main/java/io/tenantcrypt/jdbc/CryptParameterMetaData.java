package io.tenantcrypt.jdbc;

import io.tenantcrypt.jdbc.delegate.DelegatingParameterMetaData;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.plan.RoutineCall;
import java.sql.ParameterMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Parameters as the application wrote them, in the types that it believes in. */
final class CryptParameterMetaData extends DelegatingParameterMetaData {

  private final ParameterMetaData raw;
  private final @Nullable Slots slots;
  private final @Nullable RoutineCall call;
  private final Session session;

  CryptParameterMetaData(
      ParameterMetaData raw, @Nullable Slots slots, @Nullable RoutineCall call, Session session) {
    this.raw = raw;
    this.slots = slots;
    this.call = call;
    this.session = session;
  }

  @Override
  protected ParameterMetaData delegate() {
    return raw;
  }

  private @Nullable LogicalTypes logical(int index) throws SQLException {
    Slots known = slots;
    if (known == null) {
      return null;
    }
    require(index, known);
    ProtectedColumn column = known.sealed(index);
    return column == null ? null : LogicalTypes.of(column.type(), session.connector());
  }

  /** The real position of a parameter that is bound as it is. */
  private int position(int index) throws SQLException {
    Slots known = slots;
    if (known == null) {
      return index;
    }
    require(index, known);
    int[] positions = known.positions(index);
    if (positions.length == 0) {
      throw new SQLException("Parameter " + index + " is only compared with the tenant.", "07009");
    }
    return positions[0];
  }

  private static void require(int index, Slots known) throws SQLException {
    if (index < 1 || index > known.count()) {
      throw new SQLException("There is no parameter " + index + ".", "07009");
    }
  }

  @Override
  public int getParameterCount() throws SQLException {
    return slots == null ? raw.getParameterCount() : slots.count();
  }

  @Override
  public String getParameterClassName(int index) throws SQLException {
    LogicalTypes type = logical(index);
    return type == null ? raw.getParameterClassName(position(index)) : type.className();
  }

  @Override
  public int getParameterMode(int index) throws SQLException {
    RoutineCall described = call;
    LogicalTypes type = logical(index);
    if (described != null) {
      return switch (described.arguments().get(index - 1).mode()) {
        case IN -> parameterModeIn;
        case OUT -> parameterModeOut;
        case INOUT -> parameterModeInOut;
      };
    }
    return type == null ? raw.getParameterMode(position(index)) : parameterModeIn;
  }

  @Override
  public int getParameterType(int index) throws SQLException {
    LogicalTypes type = logical(index);
    return type == null ? raw.getParameterType(position(index)) : type.sqlType();
  }

  @Override
  public String getParameterTypeName(int index) throws SQLException {
    LogicalTypes type = logical(index);
    return type == null ? raw.getParameterTypeName(position(index)) : type.typeName();
  }

  @Override
  public int getPrecision(int index) throws SQLException {
    LogicalTypes type = logical(index);
    return type == null ? raw.getPrecision(position(index)) : type.precision();
  }

  @Override
  public int getScale(int index) throws SQLException {
    LogicalTypes type = logical(index);
    return type == null ? raw.getScale(position(index)) : type.scale();
  }

  @Override
  public int isNullable(int index) throws SQLException {
    return logical(index) == null ? raw.isNullable(position(index)) : parameterNullableUnknown;
  }

  @Override
  public boolean isSigned(int index) throws SQLException {
    LogicalTypes type = logical(index);
    return type == null ? raw.isSigned(position(index)) : type.signed();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Unwrapping.unwrap(this, raw, type, session.settings());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return Unwrapping.wraps(this, raw, type, session.settings());
  }
}
