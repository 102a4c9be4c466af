package io.tenantcrypt.it;

import io.tenantcrypt.it.Recording.Event;
import io.tenantcrypt.it.Recording.Kind;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes each call on and records those that carry text or values to the server. */
final class RecordingProxy implements InvocationHandler {

  private final Object real;
  private final Recording recording;
  private final int connection;
  private final String prepared;
  private final List<Object> values = new ArrayList<>();

  private RecordingProxy(Object real, Recording recording, int connection, String prepared) {
    this.real = real;
    this.recording = recording;
    this.connection = connection;
    this.prepared = prepared;
  }

  static Connection around(Connection real, Recording recording, int number) {
    return (Connection) wrap(Connection.class, new RecordingProxy(real, recording, number, ""));
  }

  private static Object wrap(Class<?> type, RecordingProxy handler) {
    return Proxy.newProxyInstance(
        RecordingProxy.class.getClassLoader(), new Class<?>[] {type}, handler);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object[] given = arguments == null ? new Object[0] : arguments;
    note(method.getName(), given);
    Object result;
    try {
      result = method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
    return result == null ? null : wrapped(result, given);
  }

  private void note(String name, Object[] given) {
    if (real instanceof Connection) {
      if (name.startsWith("prepare") || name.equals("nativeSQL")) {
        add(Kind.PREPARED, (String) given[0], List.of());
      }
    } else if (real instanceof ResultSet) {
      if (name.startsWith("update") && given.length > 1) {
        collect(given);
      } else if (name.equals("updateRow") || name.equals("insertRow")) {
        add(Kind.UPDATED, prepared, values);
      }
    } else if (real instanceof Statement) {
      noteOfStatement(name, given);
    }
  }

  private void noteOfStatement(String name, Object[] given) {
    boolean text = given.length > 0 && given[0] instanceof String;
    if (name.startsWith("execute")) {
      add(Kind.EXECUTED, text ? (String) given[0] : prepared, values);
    } else if (name.equals("addBatch") && text) {
      add(Kind.PREPARED, (String) given[0], List.of());
    } else if (real instanceof PreparedStatement && name.startsWith("set") && given.length > 1) {
      collect(given);
    }
  }

  /** The first argument is an index or a label; a stream is noted by its class only. */
  private void collect(Object[] given) {
    for (int i = 1; i < given.length; i++) {
      if (given[i] != null) {
        values.add(given[i] instanceof byte[] bytes ? bytes.clone() : given[i]);
      }
    }
  }

  private void add(Kind kind, String sql, List<Object> bound) {
    recording.add(new Event(connection, kind, sql, bound));
  }

  private Object wrapped(Object result, Object[] given) {
    if (real instanceof Connection && result instanceof Statement) {
      String sql = given.length > 0 && given[0] instanceof String text ? text : "";
      return wrap(statementType(result), new RecordingProxy(result, recording, connection, sql));
    }
    if (real instanceof Statement && result instanceof ResultSet) {
      return wrap(ResultSet.class, new RecordingProxy(result, recording, connection, prepared));
    }
    return result;
  }

  private static Class<?> statementType(Object statement) {
    if (statement instanceof CallableStatement) {
      return CallableStatement.class;
    }
    return statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
  }
}
