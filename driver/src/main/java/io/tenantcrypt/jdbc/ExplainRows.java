package io.tenantcrypt.jdbc;

import io.tenantcrypt.plan.Explanation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of an explanation: three columns of text, read forward once. */
final class ExplainRows implements InvocationHandler {

  private static final List<String> LABELS = List.of("part", "subject", "treatment");

  private final List<Explanation.Line> lines;
  private int row;
  private boolean closed;

  private ExplainRows(List<Explanation.Line> lines) {
    this.lines = lines;
  }

  static ResultSet of(Explanation explanation) {
    return (ResultSet)
        Proxy.newProxyInstance(
            ExplainRows.class.getClassLoader(),
            new Class<?>[] {ResultSet.class},
            new ExplainRows(explanation.lines()));
  }

  static ResultSetMetaData metaData() {
    return (ResultSetMetaData)
        Proxy.newProxyInstance(
            ExplainRows.class.getClassLoader(),
            new Class<?>[] {ResultSetMetaData.class},
            ExplainRows::describe);
  }

  private static @Nullable Object describe(
      Object proxy, Method method, Object @Nullable [] arguments) throws SQLException {
    return switch (method.getName()) {
      case "getColumnCount" -> LABELS.size();
      case "getColumnName", "getColumnLabel" -> LABELS.get(index(arguments) - 1);
      case "getColumnType" -> Types.VARCHAR;
      case "getColumnTypeName" -> "text";
      case "getColumnClassName" -> String.class.getName();
      case "isNullable" -> ResultSetMetaData.columnNoNulls;
      case "isReadOnly", "isCaseSensitive" -> true;
      case "getCatalogName", "getSchemaName", "getTableName" -> "";
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> arguments != null && proxy == arguments[0];
      case "toString" -> "EXPLAIN TENANTCRYPT";
      default -> ExplainAnswer.nothing(method.getReturnType());
    };
  }

  private static int index(Object @Nullable [] arguments) throws SQLException {
    int index = arguments == null ? 0 : (Integer) arguments[0];
    if (index < 1 || index > LABELS.size()) {
      throw new SQLException("There is no column " + index + ".", "07009");
    }
    return index;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws SQLException {
    return switch (method.getName()) {
      case "next" -> next();
      case "getString", "getNString" -> value(arguments);
      case "getObject" -> object(arguments);
      case "findColumn" -> column(arguments);
      case "getMetaData" -> metaData();
      case "getRow" -> row > lines.size() ? 0 : row;
      case "isBeforeFirst" -> row == 0;
      case "isFirst" -> row == 1;
      case "isLast" -> row == lines.size();
      case "isAfterLast" -> row > lines.size();
      case "getType" -> ResultSet.TYPE_FORWARD_ONLY;
      case "getConcurrency" -> ResultSet.CONCUR_READ_ONLY;
      case "getFetchDirection" -> ResultSet.FETCH_FORWARD;
      case "getHoldability" -> ResultSet.HOLD_CURSORS_OVER_COMMIT;
      case "wasNull", "rowUpdated", "rowInserted", "rowDeleted" -> false;
      case "getFetchSize" -> 0;
      case "getWarnings", "clearWarnings", "setFetchSize", "setFetchDirection" -> null;
      case "close" -> {
        closed = true;
        yield null;
      }
      case "isClosed" -> closed;
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> arguments != null && proxy == arguments[0];
      case "toString" -> "EXPLAIN TENANTCRYPT";
      default ->
          throw new SQLFeatureNotSupportedException(
              "An explanation is read forward, by getString or getObject.");
    };
  }

  private boolean next() throws SQLException {
    requireOpen();
    row = Math.min(row + 1, lines.size() + 1);
    return row <= lines.size();
  }

  private void requireOpen() throws SQLException {
    if (closed) {
      throw new SQLException("This result set is closed.", "24000");
    }
  }

  private String value(Object @Nullable [] arguments) throws SQLException {
    requireOpen();
    if (row < 1 || row > lines.size()) {
      throw new SQLException("The result set is not on a row.", "24000");
    }
    Explanation.Line line = lines.get(row - 1);
    return switch (column(arguments)) {
      case 1 -> line.part();
      case 2 -> line.subject();
      default -> line.treatment();
    };
  }

  private Object object(Object @Nullable [] arguments) throws SQLException {
    String value = value(arguments);
    if (arguments != null
        && arguments.length == 2
        && !(arguments[1] instanceof Class<?> type && type.isAssignableFrom(String.class))) {
      throw new SQLFeatureNotSupportedException("An explanation's columns are text.");
    }
    return value;
  }

  private static int column(Object @Nullable [] arguments) throws SQLException {
    if (arguments != null && arguments[0] instanceof String label) {
      for (int i = 0; i < LABELS.size(); i++) {
        if (LABELS.get(i).equalsIgnoreCase(label)) {
          return i + 1;
        }
      }
      throw new SQLException("There is no column of this name in an explanation.", "42703");
    }
    return index(arguments);
  }
}
