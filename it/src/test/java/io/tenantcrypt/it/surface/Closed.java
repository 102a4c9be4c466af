package io.tenantcrypt.it.surface;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** What each method of something closed answers. */
final class Closed {

  private static final String QUERY = ConnectionIT.QUERIES.get(0);

  private static final Set<String> LEFT_OUT =
      Set.of("unwrap", "isWrapperFor", "toString", "hashCode", "equals");

  private Closed() {}

  /** Something that is closed, and how. */
  enum Victim {
    CONNECTION(Connection.class),
    STATEMENT(Statement.class),
    STATEMENT_OF_A_CLOSED_CONNECTION(Statement.class),
    PREPARED(PreparedStatement.class),
    PREPARED_AND_EXECUTED(PreparedStatement.class),
    PREPARED_OF_A_CLOSED_CONNECTION(PreparedStatement.class),
    RESULT(ResultSet.class),
    RESULT_OF_A_CLOSED_STATEMENT(ResultSet.class),
    RESULT_OF_A_CLOSED_CONNECTION(ResultSet.class);

    private final Class<?> type;

    /** Fails for no other reason. */
    private final String certain;

    Victim(Class<?> type) {
      this.type = type;
      certain =
          type == Connection.class
              ? "createStatement()"
              : type == ResultSet.class ? "next()" : "getFetchSize()";
    }
  }

  private static Object closed(Victim victim, Connection c) throws SQLException {
    switch (victim) {
      case CONNECTION -> {
        c.close();
        return c;
      }
      case STATEMENT, STATEMENT_OF_A_CLOSED_CONNECTION -> {
        Statement statement = c.createStatement();
        statement.executeQuery(QUERY);
        close(victim == Victim.STATEMENT ? statement : c);
        return statement;
      }
      case PREPARED, PREPARED_AND_EXECUTED, PREPARED_OF_A_CLOSED_CONNECTION -> {
        PreparedStatement statement = c.prepareStatement(QUERY.replace("0", "?"));
        statement.setInt(1, 0);
        if (victim != Victim.PREPARED) {
          statement.executeQuery();
        }
        close(victim == Victim.PREPARED_OF_A_CLOSED_CONNECTION ? c : statement);
        return statement;
      }
      default -> {
        PreparedStatement statement = c.prepareStatement(QUERY);
        ResultSet rows = statement.executeQuery();
        rows.next();
        close(
            victim == Victim.RESULT
                ? rows
                : victim == Victim.RESULT_OF_A_CLOSED_STATEMENT ? statement : c);
        return rows;
      }
    }
  }

  private static void close(AutoCloseable closed) throws SQLException {
    try {
      closed.close();
    } catch (SQLException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** By method: what it threw or gave. */
  static Map<String, String> answers(Victim victim, Connection c) throws Exception {
    Object closed = closed(victim, c);
    Map<String, String> answers = new TreeMap<>();
    List<Method> methods =
        Arrays.stream(victim.type.getMethods())
            .filter(m -> !LEFT_OUT.contains(m.getName()))
            .filter(m -> m.getDeclaringClass() != Object.class)
            .filter(m -> !m.getName().startsWith("close")) // would be seen by those after it
            .sorted((a, b) -> name(a).compareTo(name(b)))
            .toList();
    for (Method method : methods) {
      if ((method.getModifiers() & java.lang.reflect.Modifier.STATIC) == 0) {
        answers.put(name(method), answer(closed, method));
      }
    }
    return answers;
  }

  private static String name(Method method) {
    return method.getName()
        + Arrays.stream(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(",", "(", ")"));
  }

  private static String answer(Object target, Method method) {
    Object[] arguments = Arrays.stream(method.getParameterTypes()).map(Closed::argument).toArray();
    try {
      Object result = method.invoke(target, arguments);
      return result == null || method.getReturnType().isPrimitive()
          ? String.valueOf(result)
          : "some " + method.getReturnType().getSimpleName();
    } catch (InvocationTargetException e) {
      return e.getCause() instanceof SQLException sql
          ? "SQLException " + sql.getSQLState()
          : e.getCause().getClass().getSimpleName();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object argument(Class<?> type) {
    if (type == String.class) {
      return QUERY;
    }
    if (type == Properties.class) {
      return new Properties();
    }
    if (type == Executor.class) {
      return (Executor) Runnable::run;
    }
    if (type == boolean.class) {
      return false;
    }
    if (type.isPrimitive()) {
      return Array.get(Array.newInstance(type, 1), 0) instanceof Integer
          ? 1
          : Array.get(Array.newInstance(type, 1), 0);
    }
    return null;
  }

  /**
   * Whether ours fails to say that it is closed, by the real one's code, where that does. What the
   * real one lets through may fail, as JDBC has it, and what both refuse for another reason may
   * come first: rows that are changed through a result, another text than the prepared one. What is
   * not executed has nothing to cancel.
   */
  static boolean differs(Victim victim, String method, Map<String, String> plain, String ours) {
    String answer = plain.get(method);
    if (!answer.startsWith("SQLException")
        || answer.equals(ours)
        || method.matches("(cancel|isPoolable)\\(\\)")) {
      return false;
    }
    boolean elsewhere =
        victim.type == PreparedStatement.class
            ? method.matches("(execute\\w*|addBatch)\\(String.*")
            : victim.type == ResultSet.class
                && method.matches("(update|insert|delete|refresh|cancelRow|moveTo\\w+Row).*");
    boolean otherwise = elsewhere || !answer.equals(plain.get(victim.certain));
    return !otherwise || !ours.startsWith("SQLException");
  }
}
