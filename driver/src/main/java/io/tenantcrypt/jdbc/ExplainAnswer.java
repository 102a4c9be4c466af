package io.tenantcrypt.jdbc;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.plan.Explanation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.jspecify.annotations.Nullable;

/**
 * A statement that the driver answers itself, in the place of the real driver's: each execution
 * explains anew. It takes parameters and settings and has no use for them.
 */
final class ExplainAnswer implements InvocationHandler {

  /** Gives the explanation of an execution. */
  @FunctionalInterface
  interface Source {
    Explanation explain() throws SQLException;
  }

  private final Source source;
  private @Nullable ResultSet current;
  private boolean closed;

  private ExplainAnswer(Source source) {
    this.source = source;
  }

  static PreparedStatement statement(Source source) {
    return (PreparedStatement)
        Proxy.newProxyInstance(
            ExplainAnswer.class.getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            new ExplainAnswer(source));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws SQLException {
    return switch (method.getName()) {
      case "executeQuery" -> answer();
      case "execute" -> {
        answer();
        yield true;
      }
      case "getResultSet" -> current;
      case "getMoreResults" -> {
        current = null;
        yield false;
      }
      case "getUpdateCount" -> -1;
      case "getLargeUpdateCount" -> -1L;
      case "executeUpdate", "executeLargeUpdate", "addBatch", "executeBatch", "executeLargeBatch" ->
          throw SqlExceptions.of(
              ErrorCode.TC003, "EXPLAIN TENANTCRYPT gives rows. Use executeQuery or execute.");
      case "getMetaData" -> ExplainRows.metaData();
      case "getParameterMetaData" ->
          throw new SQLFeatureNotSupportedException(
              "The parameters of EXPLAIN TENANTCRYPT are not bound and have no types.");
      case "close" -> {
        closed = true;
        yield null;
      }
      case "isClosed" -> closed;
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> arguments != null && proxy == arguments[0];
      case "toString" -> "EXPLAIN TENANTCRYPT";
      default -> nothing(method.getReturnType());
    };
  }

  private ResultSet answer() throws SQLException {
    ResultSet rows = ExplainRows.of(source.explain());
    current = rows;
    return rows;
  }

  /** What a method gives that has nothing to say. */
  static @Nullable Object nothing(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type == int.class) {
      return 0;
    }
    return type == long.class ? (Object) 0L : null;
  }
}
