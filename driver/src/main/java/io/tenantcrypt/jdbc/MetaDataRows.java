package io.tenantcrypt.jdbc;

import io.tenantcrypt.catalog.CatalogSnapshot;
import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.codec.Codec;
import io.tenantcrypt.codec.Connector;
import io.tenantcrypt.codec.Decoder;
import io.tenantcrypt.codec.Form;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.delegate.DelegatingResultSet;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.policy.IndexPolicy;
import io.tenantcrypt.policy.LogicalType;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.TablePolicy;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of metadata without those that speak of the key tables or of columns of ours, and with the
 * logical types of protected columns. For one thread at a time.
 */
final class MetaDataRows extends DelegatingResultSet {

  /** What tells a column's type. */
  private static final Set<String> DESCRIBED =
      Set.of(
          "DATA_TYPE",
          "TYPE_NAME",
          "COLUMN_SIZE",
          "DECIMAL_DIGITS",
          "NUM_PREC_RADIX",
          "CHAR_OCTET_LENGTH");

  /** Of any size that metadata tells. */
  private static final int DIGITS = 20;

  private final Session session;
  private final ResultSet raw;
  private final Map<String, Integer> labels = new HashMap<>();
  private final Map<String, Integer> described = new HashMap<>();
  private final Map<RelationName, Optional<TablePolicy>> inherited = new HashMap<>();
  private final boolean describesColumns;
  private final boolean databases;
  private int row;
  private boolean after;
  private @Nullable LogicalColumns shown;

  /** Whether the last value read was ours, and null. */
  private boolean answered;

  private boolean answeredNull;

  MetaDataRows(Session session, ResultSet raw) throws SQLException {
    this.session = session;
    this.raw = raw;
    this.databases = session.reading() instanceof Reading.Mysql;
    ResultSetMetaData columns = raw.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      labels.put(columns.getColumnLabel(i).toUpperCase(Locale.ROOT), i);
    }
    describesColumns =
        labels.containsKey("COLUMN_NAME")
            && labels.containsKey("TABLE_NAME")
            && labels.containsKey("DATA_TYPE")
            && labels.containsKey("TYPE_NAME");
    described.putAll(labels);
    described.keySet().retainAll(DESCRIBED);
  }

  /** Whether a label is a schema's: of a table, a routine, a type, either end of a key. */
  private boolean namesSchema(String label) {
    return label.endsWith(databases ? "_CAT" : "_SCHEM");
  }

  private boolean hidden() throws SQLException {
    for (Map.Entry<String, Integer> label : labels.entrySet()) {
      if (namesSchema(label.getKey())
          && session.settings().hiddenSchema().equals(hiddenAs(raw.getString(label.getValue())))) {
        return true;
      }
    }
    String column = internal(text("COLUMN_NAME"));
    Optional<TablePolicy> table = table();
    return column != null && table.isPresent() && isIndex(table.get(), column);
  }

  // As the policy names it.
  private @Nullable String internal(@Nullable String name) {
    if (name != null && session.reading() instanceof Reading.H2 h2) {
      return h2.swap(name);
    }
    return name == null || !databases ? name : name.toLowerCase(Locale.ROOT);
  }

  // MariaDB's and MySQL's databases may be told apart by case.
  private @Nullable String hiddenAs(@Nullable String schema) {
    return databases ? schema : internal(schema);
  }

  private @Nullable String text(String label) throws SQLException {
    Integer index = labels.get(label);
    return index == null ? null : raw.getString(index);
  }

  private Optional<TablePolicy> table() throws SQLException {
    String schema = internal(text(databases ? "TABLE_CAT" : "TABLE_SCHEM"));
    String table = internal(text("TABLE_NAME"));
    Policy policy = session.runtime().policy();
    if (table == null) {
      return Optional.empty();
    }
    Optional<TablePolicy> entry = policy.table(schema == null ? "" : schema, table);
    if (entry.isPresent() || schema == null || text("COLUMN_NAME") == null) {
      return entry;
    }
    try {
      return inherited.computeIfAbsent(new RelationName(schema, table), this::parents);
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  /** A partition or child without an entry goes by that of the table above it. */
  private Optional<TablePolicy> parents(RelationName child) {
    CatalogSnapshot catalog = session.runtime().catalog().current();
    Set<RelationName> seen = new LinkedHashSet<>(List.of(child));
    Deque<RelationName> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      RelationName name = open.remove();
      Optional<TablePolicy> entry = session.runtime().policy().table(name.schema(), name.name());
      if (entry.isPresent()) {
        return entry;
      }
      for (RelationName parent : catalog.relation(name).map(Relation::parents).orElse(List.of())) {
        if (seen.add(parent)) {
          open.add(parent);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isIndex(TablePolicy table, String column) {
    return table.columns().values().stream()
        .anyMatch(c -> c.index().map(IndexPolicy::column).filter(column::equals).isPresent());
  }

  /** Goes on until a row may be shown. */
  private boolean step(boolean forward) throws SQLException {
    shown = null;
    while (forward ? raw.next() : raw.previous()) {
      if (!hidden()) {
        row = forward ? row + 1 : row - 1;
        after = false;
        if (describesColumns) {
          String column = internal(text("COLUMN_NAME"));
          ColumnPolicy policy =
              table().map(TablePolicy::columns).map(c -> c.get(column)).orElse(null);
          shown = policy == null ? null : LogicalColumns.of(policy.type(), session.connector());
        }
        return true;
      }
    }
    if (forward) {
      after = true;
    } else {
      row = 0;
    }
    return false;
  }

  @Override
  public boolean next() throws SQLException {
    return step(true);
  }

  @Override
  public boolean previous() throws SQLException {
    if (after) {
      row++;
    }
    return step(false);
  }

  @Override
  public void beforeFirst() throws SQLException {
    raw.beforeFirst();
    row = 0;
    after = false;
    shown = null;
  }

  @Override
  public void afterLast() throws SQLException {
    // Counting is the only way to know how many rows are shown.
    boolean more = true;
    while (more) {
      more = next();
    }
  }

  @Override
  public boolean first() throws SQLException {
    beforeFirst();
    return next();
  }

  @Override
  public boolean last() throws SQLException {
    afterLast();
    return previous();
  }

  @Override
  public boolean absolute(int number) throws SQLException {
    if (number < 0) {
      afterLast();
      boolean found = false;
      for (int i = 0; i > number; i--) {
        found = previous();
      }
      return found;
    }
    beforeFirst();
    boolean found = false;
    for (int i = 0; i < number; i++) {
      found = next();
    }
    return found;
  }

  @Override
  public boolean relative(int number) throws SQLException {
    boolean found = row > 0 && !after;
    for (int i = 0; i < Math.abs(number); i++) {
      found = number > 0 ? next() : previous();
    }
    return found;
  }

  @Override
  public int getRow() {
    return after ? 0 : row;
  }

  @Override
  public boolean isFirst() {
    return row == 1 && !after;
  }

  @Override
  public boolean isAfterLast() {
    return after && row > 0;
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    if (row > 0 || after) {
      return false;
    }
    boolean any = first();
    beforeFirst();
    return any;
  }

  @Override
  public boolean isLast() throws SQLException {
    if (row == 0 || after) {
      return false;
    }
    int here = row;
    boolean more = next();
    absolute(here);
    return !more;
  }

  @Override
  protected ResultSet delegate() {
    return raw;
  }

  @Override
  protected ResultSet moving() {
    return raw;
  }

  @Override
  protected ResultSet writable() throws SQLException {
    throw SqlExceptions.of(ErrorCode.TC002, "Metadata cannot be changed through a result set.");
  }

  @Override
  protected boolean plain(int columnIndex) {
    boolean plain = shown == null || !described.containsValue(columnIndex);
    if (plain) {
      answered = false;
    }
    return plain;
  }

  private @Nullable Object logical(String label, LogicalColumns column) {
    return switch (label) {
      case "DATA_TYPE" -> column.sqlType();
      case "TYPE_NAME" -> column.typeName();
      case "COLUMN_SIZE" -> column.size();
      case "DECIMAL_DIGITS" -> column.digits();
      case "NUM_PREC_RADIX" -> column.radix();
      default -> column.octets();
    };
  }

  private String label(int columnIndex) {
    for (Map.Entry<String, Integer> entry : described.entrySet()) {
      if (entry.getValue() == columnIndex) {
        return entry.getKey();
      }
    }
    throw new IllegalStateException("Column " + columnIndex + " is not described anew.");
  }

  @Override
  public boolean wasNull() throws SQLException {
    return answered ? answeredNull : raw.wasNull();
  }

  /** As the real driver's getter answers for a column of this column's type. */
  @Override
  protected @Nullable Object read(int columnIndex, Form form, @Nullable Object hint)
      throws SQLException {
    raw.getObject(columnIndex); // a result that is closed, or not on a row, answers as it does
    String label = label(columnIndex);
    Object value = logical(label, Objects.requireNonNull(shown));
    answered = true;
    answeredNull = value == null;
    if (value == null) {
      return null;
    }
    String column = label + " of the metadata";
    LogicalType type = type(columnIndex);
    try {
      Object asked = CryptResultSet.usable(session, hint, column);
      Connector by = session.connector();
      byte[] bytes = Codec.encode(column, type, by, Form.OBJECT, value, List.of());
      return new Decoder(column, type, by)
          .decode(bytes, bytes.length, form, asked == null ? ownClass(columnIndex, form) : asked);
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  /** Of unsigned numbers, which no logical type is. */
  private @Nullable Class<?> ownClass(int columnIndex, Form form) throws SQLException {
    String own = form == Form.OBJECT ? raw.getMetaData().getColumnClassName(columnIndex) : "";
    return own.equals(BigInteger.class.getName()) ? BigInteger.class : null;
  }

  private LogicalType type(int columnIndex) throws SQLException {
    return switch (raw.getMetaData().getColumnType(columnIndex)) {
      case Types.SMALLINT -> LogicalType.of(LogicalType.Name.SMALLINT);
      case Types.INTEGER -> LogicalType.of(LogicalType.Name.INTEGER);
      case Types.BIGINT -> LogicalType.of(LogicalType.Name.BIGINT);
      case Types.DECIMAL, Types.NUMERIC -> LogicalType.decimal(DIGITS, 0);
      default -> LogicalType.of(LogicalType.Name.VARCHAR, Integer.MAX_VALUE);
    };
  }

  @Override
  protected <T> T handOut(T value) throws SQLException {
    return CryptArray.handOut(session, value);
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    return new CryptResultSetMetaData(raw.getMetaData(), null, session);
  }

  /** No statement of the application gave these rows. */
  @Override
  public @Nullable Statement getStatement() {
    return null;
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
