package io.tenantcrypt.it.surface;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.mchange.v2.c3p0.PoolBackedDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.tenantcrypt.TenantCryptConnectionPoolDataSource;
import io.tenantcrypt.TenantCryptDriver;
import io.tenantcrypt.TenantCryptXADataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.dbcp2.datasources.SharedPoolDataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;

/**
 * The pools, each with the statement caches that it has. Those of which the name has a second part
 * pool the physical connections of our data sources; the others the connections of our driver.
 */
enum PoolKind {
  HIKARI {
    @Override
    Pool open(String url, Map<String, String> properties, int size, String initSql) {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(url);
      config.setMaximumPoolSize(size);
      config.setMinimumIdle(1);
      if (!initSql.isEmpty()) {
        config.setConnectionInitSql(initSql);
      }
      properties.forEach(config::addDataSourceProperty);
      HikariDataSource pool = new HikariDataSource(config);
      return new Pool(pool, pool::close);
    }
  },
  AGROAL {
    @Override
    Pool open(String url, Map<String, String> properties, int size, String initSql)
        throws SQLException {
      return agroal(TenantCryptDriver.class, url, properties, size, initSql);
    }
  },
  DBCP2 {
    @Override
    Pool open(String url, Map<String, String> properties, int size, String initSql) {
      BasicDataSource pool = new BasicDataSource();
      pool.setUrl(url);
      pool.setMaxTotal(size);
      pool.setPoolPreparedStatements(true);
      pool.setMaxOpenPreparedStatements(20);
      if (!initSql.isEmpty()) {
        pool.setConnectionInitSqls(java.util.List.of(initSql));
      }
      properties.forEach(pool::addConnectionProperty);
      return new Pool(pool, pool::close);
    }
  },
  TOMCAT {
    @Override
    Pool open(String url, Map<String, String> properties, int size, String initSql) {
      PoolProperties config = new PoolProperties();
      config.setUrl(url);
      config.setDriverClassName(TenantCryptDriver.class.getName());
      config.setMaxActive(size);
      config.setInitialSize(1);
      config.setMinIdle(1);
      config.setRollbackOnReturn(true);
      config.setTestOnBorrow(true);
      config.setValidationQuery("SELECT 1");
      config.setValidationInterval(0);
      config.setJdbcInterceptors(
          "ConnectionState;StatementCache(prepared=true,callable=false,max=20)");
      if (!initSql.isEmpty()) {
        config.setInitSQL(initSql);
      }
      Properties more = new Properties();
      more.putAll(properties);
      config.setDbProperties(more);
      org.apache.tomcat.jdbc.pool.DataSource pool =
          new org.apache.tomcat.jdbc.pool.DataSource(config);
      return new Pool(pool, pool::close);
    }
  },
  C3P0 {
    @Override
    Pool open(String url, Map<String, String> properties, int size, String initSql)
        throws Exception {
      ComboPooledDataSource pool = new ComboPooledDataSource();
      pool.setJdbcUrl(url);
      pool.setDriverClass(TenantCryptDriver.class.getName());
      Properties more = new Properties();
      more.putAll(properties);
      pool.setProperties(more);
      sized(pool, size);
      if (!initSql.isEmpty()) {
        pool.setConnectionCustomizerClassName(InitSqlCustomizer.class.getName());
        pool.setExtensions(Map.of(InitSqlCustomizer.SQL, initSql));
      }
      return new Pool(pool, pool::close);
    }
  },
  DBCP2_PHYSICAL {
    @Override
    Pool open(String url, Map<String, String> properties, int size, String initSql) {
      SharedPoolDataSource pool = new SharedPoolDataSource();
      pool.setConnectionPoolDataSource(physical(url, properties));
      pool.setMaxTotal(size);
      return new Pool(pool, pool::close);
    }
  },
  C3P0_PHYSICAL {
    @Override
    Pool open(String url, Map<String, String> properties, int size, String initSql)
        throws Exception {
      PoolBackedDataSource pool = new PoolBackedDataSource();
      pool.setConnectionPoolDataSource(physical(url, properties));
      return new Pool(pool, pool::close);
    }
  },
  AGROAL_XA {
    @Override
    Pool open(String url, Map<String, String> properties, int size, String initSql)
        throws SQLException {
      // Here they are the bean's properties.
      Map<String, String> beans = new HashMap<>();
      properties.forEach((name, value) -> beans.put(name.replace("tenantcrypt.", ""), value));
      return agroal(TenantCryptXADataSource.class, url, beans, size, initSql);
    }
  };

  /** A pool and what closes it. */
  record Pool(DataSource source, Closing closing) implements AutoCloseable {

    /** Closes a pool. */
    @FunctionalInterface
    interface Closing {
      void close() throws SQLException;
    }

    @Override
    public void close() throws SQLException {
      closing.close();
    }
  }

  /**
   * Opens a pool.
   *
   * @param properties of the connection
   * @param initSql what each new physical connection executes first; empty for nothing
   */
  abstract Pool open(String url, Map<String, String> properties, int size, String initSql)
      throws Exception;

  /** Whether it can run a statement on each new physical connection. */
  boolean hasInitSql() {
    return !poolsPhysicalOnes();
  }

  /** Whether it asks our data source's physical connections for a logical one at each checkout. */
  boolean poolsPhysicalOnes() {
    return this == DBCP2_PHYSICAL || this == C3P0_PHYSICAL;
  }

  private static Pool agroal(
      Class<?> provider, String url, Map<String, String> properties, int size, String initSql)
      throws SQLException {
    AgroalDataSourceConfigurationSupplier config = new AgroalDataSourceConfigurationSupplier();
    config
        .connectionPoolConfiguration()
        .maxSize(size)
        .initialSize(1)
        .acquisitionTimeout(Duration.ofSeconds(60))
        .connectionFactoryConfiguration()
        .connectionProviderClass(provider)
        .jdbcUrl(url);
    if (!initSql.isEmpty()) {
      config.connectionPoolConfiguration().connectionFactoryConfiguration().initialSql(initSql);
    }
    properties.forEach(
        config.connectionPoolConfiguration().connectionFactoryConfiguration()::jdbcProperty);
    AgroalDataSource pool = AgroalDataSource.from(config);
    return new Pool(pool, pool::close);
  }

  private static TenantCryptConnectionPoolDataSource physical(
      String url, Map<String, String> properties) {
    TenantCryptConnectionPoolDataSource source = new TenantCryptConnectionPoolDataSource();
    source.setUrl(url);
    Properties more = new Properties();
    more.putAll(properties);
    source.setProperties(more);
    return source;
  }

  private static void sized(ComboPooledDataSource pool, int size) {
    pool.setInitialPoolSize(1);
    pool.setMinPoolSize(1);
    pool.setMaxPoolSize(size);
    pool.setAcquireIncrement(1);
    pool.setMaxStatementsPerConnection(20);
    pool.setNumHelperThreads(2);
  }
}
