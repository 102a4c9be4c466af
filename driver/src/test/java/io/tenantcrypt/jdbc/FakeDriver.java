package io.tenantcrypt.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;

/** A real driver that records each call that carries something, and answers from a script. */
@NullUnmarked
@SuppressWarnings("StatementSwitchToExpressionSwitch")
final class FakeDriver {

  /** Calls in order, such as {@code prepareStatement(select 1)} or {@code setInt(1, 5)}. */
  final List<String> log = new ArrayList<>();

  /** The rows that the next executions give. */
  List<Object[]> rows = List.of();

  /** How many columns they have. */
  int columns = 1;

  /** What the next execution throws. */
  SQLException failure;

  /** What happens at each call, such as {@code setBytes}, before it is answered. */
  Consumer<String> watcher = name -> {};

  /** What the OUT parameters of calls give, read as objects. */
  Object given;

  boolean autoCommit = true;
  private int statements;

  Connection connection() {
    Connected state = new Connected();
    return proxy(Connection.class, state::call);
  }

  /** Calls that a server would see. */
  List<String> executions() {
    return log.stream().filter(c -> c.startsWith("execute")).toList();
  }

  private interface Answer {
    Object to(String name, Object[] arguments) throws SQLException;
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            FakeDriver.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              Object[] given = arguments == null ? new Object[0] : arguments;
              if (method.getDeclaringClass() == Object.class) {
                return object(self, method, given);
              }
              Object result = answer.to(method.getName(), given);
              return result == null ? zero(method.getReturnType()) : result;
            }));
  }

  private static Object object(Object self, Method method, Object[] given)
      throws IllegalAccessException, InvocationTargetException {
    return switch (method.getName()) {
      case "equals" -> self == given[0];
      case "hashCode" -> System.identityHashCode(self);
      default -> "fake";
    };
  }

  private static Object zero(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type == int.class) {
      return 0;
    }
    if (type == long.class) {
      return 0L;
    }
    return type == int[].class ? new int[0] : type == long[].class ? new long[0] : null;
  }

  private void note(String name, Object[] arguments) {
    List<String> shown = new ArrayList<>();
    for (Object argument : arguments) {
      shown.add(
          argument instanceof byte[] bytes
              ? HexFormat.of().formatHex(bytes)
              : argument instanceof String[] names
                  ? List.of(names).toString()
                  : String.valueOf(argument));
    }
    log.add(name + "(" + String.join(", ", shown) + ")");
    watcher.accept(name);
  }

  private final class Connected {
    private boolean closed;

    Object call(String name, Object[] arguments) {
      switch (name) {
        case "getAutoCommit":
          return autoCommit;
        case "setAutoCommit":
          autoCommit = (Boolean) arguments[0];
          break;
        case "isClosed":
          return closed;
        case "close":
          closed = true;
          break;
        case "setSavepoint":
          note(name, arguments);
          return proxy(Savepoint.class, (n, a) -> null);
        case "createStatement":
          return proxy(Statement.class, new Running()::call);
        case "prepareStatement":
          note(name, arguments);
          return proxy(PreparedStatement.class, new Running()::call);
        case "prepareCall":
          note(name, arguments);
          return proxy(CallableStatement.class, new Running()::call);
        default:
      }
      note(name, arguments);
      return null;
    }
  }

  private final class Running {
    private final int id = ++statements;
    private boolean closed;
    private ResultSet result;

    Object call(String name, Object[] arguments) throws SQLException {
      switch (name) {
        case "isClosed":
          return closed;
        case "getResultSet":
          return result;
        case "getUpdateCount":
          return 1;
        case "getMetaData":
          return proxy(ResultSetMetaData.class, (n, a) -> n.equals("getColumnCount") ? columns : 0);
        case "getGeneratedKeys":
          return result();
        case "close":
          closed = true;
          log.add("close#" + id);
          return null;
        default:
      }
      note(name, arguments);
      if (name.startsWith("execute") && failure != null) {
        SQLException thrown = failure;
        failure = null;
        throw thrown;
      }
      switch (name) {
        case "executeQuery":
          result = result();
          return result;
        case "execute":
          result = rows.isEmpty() ? null : result();
          return result != null;
        case "executeUpdate":
          return 1;
        case "getObject":
          return given;
        case "executeBatch":
          return new int[] {1, 1};
        default:
          return null;
      }
    }
  }

  private ResultSet result() {
    return proxy(ResultSet.class, new Rows(rows)::call);
  }

  private final class Rows {
    private final List<Object[]> all;
    private int at;
    private boolean wasNull;
    private boolean closed;

    Rows(List<Object[]> all) {
      this.all = all;
    }

    Object call(String name, Object[] arguments) {
      switch (name) {
        case "next":
          return ++at <= all.size();
        case "isClosed":
          return closed;
        case "close":
          closed = true;
          return null;
        case "wasNull":
          return wasNull;
        case "findColumn":
          return Integer.parseInt(((String) arguments[0]).substring(1));
        case "getMetaData":
          return proxy(
              ResultSetMetaData.class,
              (n, a) ->
                  n.equals("getColumnCount")
                      ? columns
                      : n.equals("getColumnTypeName") ? "bytea" : null);
        default:
          if (name.startsWith("get") && arguments.length > 0) {
            Object value = all.get(at - 1)[(Integer) arguments[0] - 1];
            wasNull = value == null;
            return value;
          }
          note(name, arguments);
          return null;
      }
    }
  }
}
