package io.tenantcrypt.it.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Walks to all objects that are reached from a connection by java.sql's getters. */
final class Reached {

  /** Those that lead further, and must be ours. */
  private static final List<Class<?>> OURS =
      List.of(
          Connection.class,
          Statement.class,
          ResultSet.class,
          DatabaseMetaData.class,
          ResultSetMetaData.class,
          ParameterMetaData.class,
          Array.class);

  private static final String QUERY = "SELECT id, name, city FROM item ORDER BY id";

  private final Twin twin;
  private final Set<Object> known = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();
  private final Set<String> kinds = new TreeSet<>();

  Reached(Twin twin) {
    this.twin = twin;
  }

  void check() throws Exception {
    try (Connection raw = DriverManager.getConnection(twin.raw());
        Connection connection = DriverManager.getConnection(twin.url());
        Connection unwrapping =
            DriverManager.getConnection(
                twin.connector().with(twin.url(), "tenantcrypt.allowUnwrap=true"))) {
      walk(connection);
      assertThat(kinds)
          .contains(
              "Connection",
              "Statement",
              "PreparedStatement",
              "ResultSet",
              "DatabaseMetaData",
              "ResultSetMetaData",
              "ParameterMetaData");
      Class<?> real = raw.getClass();
      for (Object each : known) {
        identities(each, connection);
        if (each instanceof Wrapper wrapper && isOurs(each)) {
          wraps(wrapper, real);
        }
      }
      assertThat(unwrapping.isWrapperFor(unwrapping.getClass())).isTrue();
      assertThat(unwrapping.unwrap(Connection.class)).isSameAs(unwrapping);
      allowed(unwrapping);
    }
  }

  private static void allowed(Connection connection) throws SQLException {
    Connection beneath = connection;
    for (Class<?> type : List.of(Connection.class, Wrapper.class)) {
      assertThat(connection.isWrapperFor(type)).isTrue();
      assertThat(connection.unwrap(type)).isSameAs(connection);
    }
    try (Statement statement = beneath.createStatement();
        PreparedStatement prepared = beneath.prepareStatement(QUERY);
        ResultSet rows = prepared.executeQuery()) {
      for (Wrapper each : List.<Wrapper>of(statement, prepared, rows)) {
        assertThat(each.isWrapperFor(each.getClass())).isTrue();
        assertThat(each.unwrap(Wrapper.class)).isSameAs(each);
      }
    }
  }

  private void walk(Connection connection) throws Exception {
    add(connection);
    Statement keyed = connection.createStatement();
    connection.setAutoCommit(false);
    keyed.execute(
        "INSERT INTO item (id, name, city) VALUES (99, 'S3CRET-99', 'x')",
        Statement.RETURN_GENERATED_KEYS);
    add(keyed);
    PreparedStatement prepared = connection.prepareStatement(QUERY);
    ResultSet rows = prepared.executeQuery();
    assertThat(rows.next()).isTrue();
    add(prepared);
    add(rows);
    Statement plain = connection.createStatement();
    assertThat(plain.executeQuery(QUERY).next()).isTrue();
    add(plain);
    Statement passing = connection.createStatement();
    assertThat(passing.executeQuery("SELECT code FROM country").next()).isTrue();
    add(passing);
    ResultSet tables = connection.getMetaData().getTables(null, null, "%", null);
    assertThat(tables.next()).isTrue();
    add(tables);
    try {
      Array array = connection.createArrayOf("varchar", new Object[] {"a"});
      add(array);
      ResultSet elements = array.getResultSet();
      assertThat(elements.next()).isTrue();
      add(elements);
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as("no arrays here").isNotEqualTo("TC003");
    }
    try {
      CallableStatement call = connection.prepareCall("{call sleep(0)}");
      add(call);
    } catch (SQLException e) {
      assertThat(e.getSQLState()).isNotNull();
    }
    while (!open.isEmpty()) {
      further(open.remove());
    }
    connection.rollback();
  }

  private void add(Object each) {
    if (each != null && known.add(each)) {
      for (Class<?> type : interfaces(each)) {
        kinds.add(type.getSimpleName());
      }
      open.add(each);
    }
  }

  private static List<Class<?>> interfaces(Object each) {
    Set<Class<?>> all = new java.util.LinkedHashSet<>();
    for (Class<?> c = each.getClass(); c != null; c = c.getSuperclass()) {
      for (Class<?> i : c.getInterfaces()) {
        collect(i, all);
      }
    }
    return all.stream().filter(i -> i.getName().startsWith("java.sql.")).toList();
  }

  private static void collect(Class<?> type, Set<Class<?>> all) {
    if (all.add(type)) {
      Arrays.stream(type.getInterfaces()).forEach(i -> collect(i, all));
    }
  }

  /** By each method that gives an object, with the arguments that most of them take. */
  private void further(Object from) throws Exception {
    // A result leads to what its row holds; closing or moving would spoil it.
    for (Class<?> type : interfaces(from)) {
      for (Method method : type.getMethods()) {
        if (gives(method)) {
          follow(from, method);
        }
      }
    }
  }

  private static boolean gives(Method method) {
    Class<?> result = method.getReturnType();
    return !Modifier.isStatic(method.getModifiers())
        && !method.getName().matches("unwrap|execute.*|getObject|getURL|createStruct|createArrayOf")
        && (result.getName().startsWith("java.sql.") || result == Object.class)
        && !java.util.Date.class.isAssignableFrom(result);
  }

  private void follow(Object from, Method method) throws Exception {
    Object[] arguments = new Object[method.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      Class<?> type = method.getParameterTypes()[i];
      arguments[i] =
          type == int.class
              ? i == 0 && from instanceof ResultSet ? (Object) 3 : (Object) 1004
              : type == boolean.class
                  ? (Object) false
                  : type == long.class
                      ? (Object) 1L
                      : type == String.class && i == 0 && from instanceof Connection ? QUERY : null;
    }
    Object found;
    try {
      found = method.invoke(from, arguments);
    } catch (InvocationTargetException e) {
      return; // what cannot be had leads nowhere
    }
    if (found == null || found instanceof String || found instanceof Number) {
      return;
    }
    String way = from.getClass().getName() + "." + method.getName();
    for (Class<?> type : OURS) {
      if (type.isInstance(found)) {
        assertThat(isOurs(found)).as("%s gives a %s", way, found.getClass()).isTrue();
      }
    }
    // One of each way is enough: each call makes another.
    if (!known.contains(found) && kinds.add(way)) {
      add(found);
    }
  }

  private static boolean isOurs(Object each) {
    return each.getClass().getName().startsWith("io.tenantcrypt.jdbc.");
  }

  private void identities(Object each, Connection connection) {
    List<String> wrong = new ArrayList<>();
    try {
      if (each instanceof Statement statement && !statement.isClosed()) {
        assertThat(statement.getConnection()).isSameAs(connection);
      } else if (each instanceof DatabaseMetaData metaData) {
        assertThat(metaData.getConnection()).isSameAs(connection);
        assertThat(metaData.getURL()).startsWith("jdbc:tenantcrypt:");
      } else if (each instanceof ResultSet rows && !rows.isClosed()) {
        Statement owner = rows.getStatement();
        if (owner != null) {
          assertThat(isOurs(owner)).isTrue();
          assertThat(owner.getConnection()).isSameAs(connection);
        }
      }
    } catch (SQLException e) {
      wrong.add(each.getClass() + " " + e);
    }
    assertThat(wrong).isEmpty();
  }

  private static void wraps(Wrapper ours, Class<?> real) throws SQLException {
    for (Class<?> type : interfaces(ours)) {
      assertThat(ours.isWrapperFor(type)).as("%s for %s", ours.getClass(), type).isTrue();
      assertThat(ours.unwrap(type)).isSameAs(ours);
    }
    assertThat(ours.isWrapperFor(real)).isFalse();
    assertThat(Seen.of(() -> ours.unwrap(real))).isEqualTo("SQLException TC001");
    assertThat(ours.isWrapperFor(java.util.List.class)).isFalse();
    assertThat(Seen.of(() -> ours.unwrap(java.util.List.class))).isEqualTo("SQLException TC001");
  }
}
