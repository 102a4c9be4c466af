package io.tenantcrypt.jdbc;

import io.tenantcrypt.jdbc.delegate.StatementAction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The real driver's plain statement as the application asked for it, and beside it, where updatable
 * results were asked for, one that only reads, for texts whose results may not be updatable.
 */
final class PlainStatements {

  private final Connection raw;
  private final Shape shape;
  private final Replayed settings;
  private final Statement asked;
  private volatile @Nullable Statement readOnly;
  private volatile Statement current;

  PlainStatements(Connection raw, Shape shape, Replayed settings) throws SQLException {
    this.raw = raw;
    this.shape = shape;
    this.settings = settings;
    asked = shape.create(raw);
    current = asked;
  }

  /** The one that executed last. */
  Statement current() {
    return current;
  }

  /** The one that executes now; the other's result is over. */
  Statement of(boolean onlyReading) throws SQLException {
    Statement next = onlyReading ? reading() : asked;
    Statement last = current;
    if (last != next) {
      ResultSet open = last.getResultSet();
      if (open != null) {
        open.close();
      }
      current = next;
    }
    return next;
  }

  private Statement reading() throws SQLException {
    Statement known = readOnly;
    if (known == null) {
      known = shape.readOnly().create(raw);
      readOnly = known;
      settings.apply(known);
    }
    return known;
  }

  void apply(StatementAction<Statement> action) throws SQLException {
    action.apply(asked);
    Statement other = readOnly;
    if (other != null) {
      action.apply(other);
    }
  }

  boolean isClosed() throws SQLException {
    if (!asked.isClosed() && current.isClosed()) {
      asked.close(); // on completion of the other's result
    }
    return asked.isClosed();
  }

  void close() throws SQLException {
    Statement other = readOnly;
    try (asked) {
      if (other != null) {
        other.close();
      }
    }
  }
}
