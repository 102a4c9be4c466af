package io.tenantcrypt.admin;

import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.protect.Resealer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements of a sweep over one table, and the order of their parameters. Immutable. Every
 * name in them is quoted, every value a parameter.
 */
final class SweepSql {

  private final SweepDialect dialect;
  private final SweptTable table;
  private final int version;

  SweepSql(SweepDialect dialect, SweptTable table, int version) {
    this.dialect = dialect;
    this.table = table;
    this.version = version;
  }

  /** Gives parameters to a statement, one after another. For one thread. */
  static final class Parameters {
    private final PreparedStatement statement;
    private int last;

    Parameters(PreparedStatement statement) {
      this.statement = statement;
    }

    Parameters key(KeyColumn column, Object value) throws SQLException {
      last++;
      column.kind().bind(statement, last, value);
      return this;
    }

    Parameters tenant(SweptTable table) throws SQLException {
      if (table.tenant().isPresent()) {
        last++;
        table.tenant().get().kind().bind(statement, last, table.tenant().get().value());
      }
      return this;
    }

    Parameters bytes(byte[] value) throws SQLException {
      last++;
      statement.setBytes(last, value);
      return this;
    }

    Parameters number(long value) throws SQLException {
      last++;
      statement.setLong(last, value);
      return this;
    }

    /** A cell, or NULL for one that is left alone. */
    Parameters cell(ProtectedColumn column, Optional<Object> cell) throws SQLException {
      last++;
      boolean text = column.storage() == io.tenantcrypt.policy.ColumnPolicy.Storage.TEXT;
      if (cell.isEmpty()) {
        statement.setNull(last, text ? Types.VARCHAR : Types.BINARY);
      } else if (text) {
        statement.setString(last, (String) cell.get());
      } else {
        statement.setBytes(last, (byte[]) cell.get());
      }
      return this;
    }
  }

  private String ofTenant() {
    return table.tenant().map(t -> t.column() + " = ?").orElse("1 = 1");
  }

  private String keys() {
    return table.key().stream().map(KeyColumn::name).collect(Collectors.joining(", "));
  }

  private String orderBy() {
    return table.key().isEmpty() ? "" : " order by " + keys();
  }

  /** True for a cell of another version and for plaintext, unknown for NULL; one parameter. */
  private String stale(SweptTable.Cells cells) {
    ProtectedColumn column = cells.column();
    return dialect.head(cells.name(), column.storage(), Resealer.headLength(column)) + " <> ?";
  }

  /** Rows that have a cell which is not under the version, in the key's order. */
  String select(KeyRange range) {
    return "select "
        + table.key().stream().map(c -> c.name() + ", ").collect(Collectors.joining())
        + table.cells().stream().map(SweptTable.Cells::name).collect(Collectors.joining(", "))
        + stale(range);
  }

  /** The keys of the same rows, each locked unless somebody else has a lock on it. */
  String lock(KeyRange range) {
    return "select " + keys() + stale(range) + dialect.lockingFree();
  }

  private String stale(KeyRange range) {
    return " from "
        + table.from()
        + " where "
        + ofTenant()
        + table.cells().stream().map(this::stale).collect(Collectors.joining(" or ", " and (", ")"))
        + range.after().map(p -> " and " + compared(">", ">")).orElse("")
        + range.upTo().map(p -> " and " + compared("<", "<=")).orElse("")
        + orderBy()
        + " limit ?";
  }

  /** For {@link #select} and for {@link #lock}. */
  void bindSelect(PreparedStatement statement, KeyRange range, int limit) throws SQLException {
    Parameters parameters = new Parameters(statement).tenant(table);
    for (SweptTable.Cells cells : table.cells()) {
      parameters.bytes(Resealer.head(cells.column(), version));
    }
    bindCompared(parameters, range.after());
    bindCompared(parameters, range.upTo());
    parameters.number(limit);
  }

  /**
   * The key before or behind a position. Where rows are not compared by the index, the first column
   * alone is, and the rest decides among equals.
   */
  private String compared(String strictly, String last) {
    List<KeyColumn> key = table.key();
    if (key.size() == 1) {
      return key.get(0).name() + " " + last + " ?";
    }
    if (dialect.comparesRows()) {
      String marks = key.stream().map(c -> "?").collect(Collectors.joining(", "));
      return "(" + keys() + ") " + last + " (" + marks + ")";
    }
    String rest = key.get(key.size() - 1).name() + " " + last + " ?";
    for (int i = key.size() - 2; i >= 0; i--) {
      String name = key.get(i).name();
      rest = "(" + name + " " + strictly + " ? or (" + name + " = ? and " + rest + "))";
    }
    return key.get(0).name() + " " + strictly + "= ? and " + rest;
  }

  private void bindCompared(Parameters parameters, Optional<KeyPosition> at) throws SQLException {
    if (at.isEmpty()) {
      return;
    }
    List<KeyColumn> key = table.key();
    for (int i : comparedColumns()) {
      parameters.key(key.get(i), at.get().value(i));
    }
  }

  /** Which column each parameter of {@link #compared} is for. */
  private List<Integer> comparedColumns() {
    int size = table.key().size();
    List<Integer> columns = new ArrayList<>();
    if (size == 1 || dialect.comparesRows()) {
      IntStream.range(0, size).forEach(columns::add);
      return columns;
    }
    columns.add(0);
    for (int i = 0; i < size - 1; i++) {
      columns.add(i);
      columns.add(i);
    }
    columns.add(size - 1);
    return columns;
  }

  /**
   * Replaces the cells of one row, if all of those that are replaced are still what they were; a
   * cell that is given as NULL is left alone.
   */
  String update() {
    return "update "
        + table.from()
        + " set "
        + table.cells().stream()
            .map(c -> c.name() + " = coalesce(?, " + c.name() + ")")
            .collect(Collectors.joining(", "))
        + table.kept().stream().map(c -> ", " + c + " = " + c).collect(Collectors.joining())
        + " where "
        + ofTenant()
        + table.key().stream().map(c -> " and " + c.name() + " = ?").collect(Collectors.joining())
        + table.cells().stream()
            .map(c -> " and " + dialect.same(c.name(), c.column().storage()))
            .collect(Collectors.joining());
  }

  void bindUpdate(PreparedStatement statement, SweptRow row) throws SQLException {
    Parameters parameters = new Parameters(statement);
    List<SweptTable.Cells> cells = table.cells();
    for (int i = 0; i < cells.size(); i++) {
      parameters.cell(cells.get(i).column(), row.resealed(i));
    }
    parameters.tenant(table);
    for (int i = 0; i < table.key().size(); i++) {
      parameters.key(table.key().get(i), row.key().value(i));
    }
    for (int i = 0; i < cells.size(); i++) {
      parameters.cell(cells.get(i).column(), row.replaced(i));
    }
  }

  /** How many cells are not under the version. */
  String count() {
    return "select "
        + table.cells().stream()
            .map(c -> "coalesce(sum(case when " + stale(c) + " then 1 else 0 end), 0)")
            .collect(Collectors.joining(" + "))
        + " from "
        + table.from()
        + " where "
        + ofTenant();
  }

  void bindCount(PreparedStatement statement) throws SQLException {
    Parameters parameters = new Parameters(statement);
    for (SweptTable.Cells cells : table.cells()) {
      parameters.bytes(Resealer.head(cells.column(), version));
    }
    parameters.tenant(table);
  }

  /** Every so many rows the key of one. */
  String boundaries() {
    return "select "
        + keys()
        + " from (select "
        + keys()
        + ", row_number() over ("
        + orderBy()
        + ") as tenantcrypt_row from "
        + table.from()
        + " where "
        + ofTenant()
        + ") as numbered where mod(tenantcrypt_row, ?) = 0"
        + orderBy();
  }

  void bindBoundaries(PreparedStatement statement, long rows) throws SQLException {
    new Parameters(statement).tenant(table).number(rows);
  }
}
