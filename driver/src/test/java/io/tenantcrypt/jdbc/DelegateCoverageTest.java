package io.tenantcrypt.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.TenantCryptConnectionPoolDataSource;
import io.tenantcrypt.TenantCryptDataSource;
import io.tenantcrypt.TenantCryptXADataSource;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.junit.jupiter.api.Test;

/** Nothing of JDBC that an application is handed may run code that nobody decided about. */
class DelegateCoverageTest {

  private static final Map<Class<?>, List<Class<?>>> HANDED_OUT =
      Map.of(
          Connection.class, List.of(CryptConnection.class),
          Statement.class, List.of(CryptStatement.class),
          PreparedStatement.class, List.of(CryptPreparedStatement.class),
          CallableStatement.class, List.of(CryptCallableStatement.class),
          ResultSet.class, List.of(CryptResultSet.class, MetaDataRows.class),
          ResultSetMetaData.class, List.of(CryptResultSetMetaData.class),
          ParameterMetaData.class, List.of(CryptParameterMetaData.class),
          DatabaseMetaData.class, List.of(CryptDatabaseMetaData.class),
          Array.class, List.of(CryptArray.class));

  @Test
  void everyMethod_ofEveryInterfaceHandedOut_isImplementedByUs() throws Exception {
    List<String> undecided = new ArrayList<>();
    int seen = 0;
    for (Map.Entry<Class<?>, List<Class<?>>> entry : HANDED_OUT.entrySet()) {
      for (Method method : entry.getKey().getMethods()) {
        for (Class<?> ours : entry.getValue()) {
          seen++;
          if (!Modifier.isStatic(method.getModifiers()) && !isOurs(ours, method)) {
            undecided.add(ours.getSimpleName() + "." + method);
          }
        }
      }
    }
    assertThat(seen).isGreaterThan(900);
    assertThat(undecided).isEmpty();
  }

  private static boolean isOurs(Class<?> type, Method method) throws NoSuchMethodException {
    Method found = type.getMethod(method.getName(), method.getParameterTypes());
    return found.getDeclaringClass().getName().startsWith("io.tenantcrypt.jdbc.")
        && !Modifier.isAbstract(found.getModifiers());
  }

  @Test
  void objectsThatLeadToAConnection_areNeverForwarded() {
    // The generated bodies of these pass what they hand out through a hook of ours.
    List<String> hooked = List.of("ResultSet.getArray", "CallableStatement.getArray");
    List<String> forwarded = new ArrayList<>();
    for (Map.Entry<Class<?>, List<Class<?>>> entry : HANDED_OUT.entrySet()) {
      Class<?> api = entry.getKey();
      for (Class<?> type = entry.getValue().get(0).getSuperclass();
          type != Object.class;
          type = type.getSuperclass()) {
        for (Method method : type.getDeclaredMethods()) {
          boolean hook = method.getReturnType() == ResultSet.class && hooksResults(type);
          if (HANDED_OUT.containsKey(method.getReturnType())
              && !Modifier.isAbstract(method.getModifiers())
              && !method.isBridge()
              && !hook
              && !hooked.contains(api.getSimpleName() + "." + method.getName())) {
            forwarded.add(method.toString());
          }
        }
      }
    }
    assertThat(forwarded).isEmpty();
  }

  private static boolean hooksResults(Class<?> type) {
    return List.of("DelegatingArray", "DelegatingDatabaseMetaData").contains(type.getSimpleName());
  }

  @Test
  void everyMethod_ofTheInterfacesOfJavaxSql_isImplementedByUs() throws Exception {
    Map<Class<?>, Class<?>> sources =
        Map.of(
            DataSource.class, TenantCryptDataSource.class,
            ConnectionPoolDataSource.class, TenantCryptConnectionPoolDataSource.class,
            XADataSource.class, TenantCryptXADataSource.class,
            PooledConnection.class, CryptPooledConnection.class,
            XAConnection.class, CryptXaConnection.class);
    List<String> undecided = new ArrayList<>();
    for (Map.Entry<Class<?>, Class<?>> entry : sources.entrySet()) {
      for (Method method : entry.getKey().getMethods()) {
        Method found = entry.getValue().getMethod(method.getName(), method.getParameterTypes());
        // A builder adds sharding keys only; the standard's default refuses.
        boolean builder =
            method
                .getName()
                .matches("create(Connection|PooledConnection|XAConnection|ShardingKey)?Builder");
        if (!found.getDeclaringClass().getName().startsWith("io.tenantcrypt.") && !builder) {
          undecided.add(found.toString());
        }
      }
    }
    assertThat(undecided).isEmpty();
    assertThatThrownBy(() -> new TenantCryptDataSource().createConnectionBuilder())
        .isInstanceOf(SQLFeatureNotSupportedException.class);
  }

  @Test
  void everyInterface_thatAMethodHandsOut_isCoveredOrNamedHarmless() {
    // Values of the real driver that lead to no statement and no connection.
    List<String> harmless =
        List.of(
            "Blob",
            "Clob",
            "NClob",
            "Ref",
            "RowId",
            "SQLXML",
            "Struct",
            "Savepoint",
            "Wrapper",
            "ShardingKey",
            "SQLType");
    List<String> unknown = new ArrayList<>();
    for (Class<?> api : HANDED_OUT.keySet()) {
      for (Method method : api.getMethods()) {
        Class<?> result = method.getReturnType();
        if (result.isInterface()
            && result.getName().startsWith("java.sql.")
            && !HANDED_OUT.containsKey(result)
            && !harmless.contains(result.getSimpleName())) {
          unknown.add(method.toString());
        }
      }
    }
    assertThat(unknown).isEmpty();
  }
}
