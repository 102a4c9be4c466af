package io.tenantcrypt.jdbc;

import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.codec.Form;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.delegate.DelegatingResultSet;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.protect.Opener;
import io.tenantcrypt.protect.Openers;
import io.tenantcrypt.tenancy.TenantId;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A result whose cells are opened as they are read. For one thread at a time. */
final class CryptResultSet extends DelegatingResultSet {

  private final Session session;
  private final @Nullable Statement owner;
  private final ResultSet raw;
  private final @Nullable List<OutputColumn> outputs;
  private final @Nullable TenantId tenant;
  private final @Nullable Opener[] openers;
  private final @Nullable SessionView judgedUnder;
  private @Nullable Openers family;
  private @Nullable PromisedColumns promised;

  /**
   * Wraps a result.
   *
   * @param owner the statement that the application holds; null for a result of no statement
   * @param outputs what the columns hold; null where nothing is protected
   * @param tenant for whom it was executed
   */
  CryptResultSet(
      Session session,
      @Nullable Statement owner,
      ResultSet raw,
      @Nullable List<OutputColumn> outputs,
      @Nullable TenantId tenant) {
    this.session = session;
    this.owner = owner;
    this.raw = raw;
    this.outputs = outputs;
    this.tenant = tenant;
    judgedUnder = session.state().knownView();
    openers = new Opener[outputs == null ? 0 : outputs.size()];
  }

  boolean wrapsResult(ResultSet other) {
    return raw == other;
  }

  @Override
  protected ResultSet delegate() {
    return raw;
  }

  @Override
  protected ResultSet moving() throws SQLException {
    requireTenant();
    Openers shared = family;
    if (shared != null) {
      shared.moved();
    }
    return raw;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // The same view; comparing its content costs too much.
  protected ResultSet writable() throws SQLException {
    if (session.settings().platform()) {
      throw SqlExceptions.of(
          ErrorCode.TC001, "A platform session only reads: rows are not changed through it.");
    }
    if (outputs == null) {
      // The driver writes to the table by its name, which must still mean what it meant.
      if (session.state().currentOrNull() != judgedUnder) {
        throw SqlExceptions.of(
            ErrorCode.TC003,
            "The catalog or the search path may have changed since the result set was opened."
                + " Execute the query again before rows are changed through it.");
      }
      return raw;
    }
    throw SqlExceptions.of(
        ErrorCode.TC002,
        "Rows of a tenant table cannot be changed through a result set. Use UPDATE or INSERT.");
  }

  @Override
  protected boolean plain(int columnIndex) throws SQLException {
    List<OutputColumn> columns = outputs;
    if (columns == null) {
      return true;
    }
    requireTenant();
    return columnIndex < 1
        || columnIndex > columns.size()
        || columns.get(columnIndex - 1) instanceof OutputColumn.Plain
        || isPromised(columns.get(columnIndex - 1), columnIndex);
  }

  private boolean isPromised(OutputColumn column, int columnIndex) throws SQLException {
    if (!(column instanceof OutputColumn.Promised)) {
      return false;
    }
    PromisedColumns looked = promised;
    if (looked == null) {
      looked = new PromisedColumns(raw);
      promised = looked;
    }
    looked.requireNone(columnIndex);
    return true;
  }

  private void requireTenant() throws SQLException {
    if (tenant != null) {
      try {
        if (session.tenants().leaves(tenant)) {
          throw new TenantCryptException(
              ErrorCode.TC011,
              "The result set belongs to tenant "
                  + tenant
                  + " and another is bound now. Read it before the tenant changes.");
        }
      } catch (TenantCryptException e) {
        throw SqlExceptions.of(e);
      }
    }
  }

  @Override
  protected @Nullable Object read(int columnIndex, Form form, @Nullable Object hint)
      throws SQLException {
    ProtectedColumn column = cell(columnIndex);
    Object cell =
        column.storage() == ColumnPolicy.Storage.TEXT
            ? raw.getString(columnIndex)
            : raw.getBytes(columnIndex);
    if (cell == null) {
      return null;
    }
    try {
      return opener(columnIndex, column).open(cell, form, usable(session, hint, column.label()));
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  private ProtectedColumn cell(int columnIndex) {
    List<OutputColumn> columns = outputs;
    if (columns != null && columns.get(columnIndex - 1) instanceof OutputColumn.Cell cell) {
      return cell.column();
    }
    throw new IllegalStateException("Column " + columnIndex + " is plain.");
  }

  /** What a getter was given besides, as the real driver takes it. */
  static @Nullable Object usable(Session session, @Nullable Object hint, String column)
      throws SQLException {
    if (!(hint instanceof Map<?, ?> types)) {
      return hint;
    }
    if (types.isEmpty() || session.connector().isMysql()) {
      return null;
    }
    throw new TenantCryptException(
        ErrorCode.TC002,
        "A type map does not apply to column "
            + column
            + ", whose value is not the database's own.");
  }

  private Opener opener(int columnIndex, ProtectedColumn column) throws SQLException {
    Opener opener = openers[columnIndex - 1];
    if (opener == null) {
      TenantId reader = column.platform() && tenant == null ? TenantId.PLATFORM : tenant;
      if (reader == null) {
        throw Execution.noTenant();
      }
      Openers shared = family;
      if (shared == null) {
        shared = session.runtime().protection().openers(reader, session.connector());
        family = shared;
      }
      opener = shared.of(column);
      openers[columnIndex - 1] = opener;
    }
    return opener;
  }

  @Override
  protected <T> T handOut(T value) throws SQLException {
    return CryptArray.handOut(session, value);
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    return new CryptResultSetMetaData(raw.getMetaData(), outputs, session);
  }

  @Override
  public @Nullable Statement getStatement() throws SQLException {
    raw.getStatement(); // for what the driver says of something closed; it is not handed out
    if (raw.isClosed()) {
      throw new SQLException("This result set is closed.", "24000");
    }
    return owner;
  }

  @Override
  public void close() throws SQLException {
    raw.close();
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
