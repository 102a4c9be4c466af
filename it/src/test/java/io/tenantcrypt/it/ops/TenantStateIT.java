package io.tenantcrypt.it.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.RemoteKms;
import io.tenantcrypt.it.kms.KeyedDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What one instance does to a tenant is in effect in every other one, busy or idle, a ring's time
 * to believe later at the latest. The instances are three runtimes, as three processes would have.
 */
class TenantStateIT {

  private static final Duration RING = Duration.ofMillis(1_500);
  private static final String TENANT = "stated";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @SuppressWarnings("NullAway.Init")
  private KeyedDatabase database;

  @SuppressWarnings("NullAway.Init")
  private Operator busy;

  @SuppressWarnings("NullAway.Init")
  private Operator idle;

  @BeforeEach
  void create() throws Exception {
    database =
        KeyedDatabase.create(
            "tenant_state_" + NUMBER.incrementAndGet(),
            2,
            """
              kek: "remote-kms://stated"
              cache: { ring: 1500ms }
            """,
            "&tenantcrypt.kmsTimeout=5s");
    database.tenants().create(TENANT);
    database.insert(TENANT, 1, "seen by all");
    busy = Operator.of(database.url(), database.plainUrl() + "&ApplicationName=busy");
    idle = Operator.of(database.url(), database.plainUrl() + "&ApplicationName=idle");
    for (HikariDataSource instance : instances()) {
      assertThat(reading(instance)).isEqualTo("ok");
    }
  }

  @AfterEach
  void close() {
    RemoteKms.refuse(TENANT, false);
    busy.close();
    idle.close();
    database.close();
  }

  private List<HikariDataSource> instances() {
    return List.of(database.pool(), busy.pool(), idle.pool());
  }

  /** The SQLState with which reading a cell ends, or {@code ok}. */
  private static String reading(HikariDataSource instance) throws Exception {
    try {
      AsTenant.run(
          TENANT,
          () -> {
            try (Connection connection = instance.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select ssn from patient where id = 1")) {
              row.next();
              assertThat(row.getString(1)).isEqualTo("seen by all");
            }
          });
      return "ok";
    } catch (SQLException e) {
      return String.valueOf(e.getSQLState());
    }
  }

  /** Lets one read all the time and one not at all for so long as a ring may be believed. */
  private void assertAfterOneRing(String expected) throws Exception {
    assertThat(reading(database.pool())).as("where it was done: at once").isEqualTo(expected);
    long end = System.nanoTime() + RING.toNanos();
    while (System.nanoTime() < end) {
      reading(busy.pool());
      TimeUnit.MILLISECONDS.sleep(10);
    }
    for (HikariDataSource instance : instances()) {
      assertThat(reading(instance)).isEqualTo(expected);
    }
  }

  @Test
  void suspension_andItsEnd_areInEffectEverywhere_withinOneRing() throws Exception {
    database.tenants().suspend(TENANT);
    assertAfterOneRing("TC013");
    database.tenants().resume(TENANT);
    assertAfterOneRing("ok");
  }

  @Test
  void eviction_isInEffectEverywhere_withinOneRing() throws Exception {
    RemoteKms.refuse(TENANT, true);
    for (HikariDataSource instance : instances()) {
      assertThat(reading(instance)).as("the key is there").isEqualTo("ok");
    }
    database.tenants().evict(TENANT);
    assertAfterOneRing("TC033");
  }
}
