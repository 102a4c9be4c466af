package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.TenantSummary;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two runtimes on one database, as two processes would be: different recordings make different
 * URLs, and those different runtimes.
 */
class TwoInstancesIT {

  private static Sealed sealed;
  private static HikariDataSource one;
  private static HikariDataSource two;

  @BeforeAll
  static void create() throws Exception {
    sealed = Sealed.create("instances");
    one = sealed.pool();
    two = new Sealed("instances_two", sealed.plainUrl(), sealed.policy()).pool();
  }

  @AfterAll
  static void close() throws SQLException {
    one.close();
    two.close();
    sealed.inspector().assertNone(Rows.MARKS);
  }

  @Test
  void rows_writtenByOne_areReadByTheOther() throws Exception {
    in(one, World.ACME, "INSERT INTO patient (id, name) VALUES (81, 'One S3CRET')");
    in(two, World.ACME, "INSERT INTO patient (id, name) VALUES (82, 'Two S3CRET')");

    assertThat(ask(two, World.ACME, "SELECT name FROM patient WHERE id = 81"))
        .isEqualTo("One S3CRET");
    assertThat(ask(one, World.ACME, "SELECT name FROM patient WHERE id = 82"))
        .isEqualTo("Two S3CRET");
  }

  @Test
  void tenant_provisionedByOne_isServedByTheOther() throws Exception {
    TenantCrypt.of(one).tenants().create("initech");

    in(two, "initech", "INSERT INTO patient (id, name) VALUES (1, 'Init S3CRET')");

    assertThat(ask(one, "initech", "SELECT name FROM patient WHERE id = 1"))
        .isEqualTo("Init S3CRET");
  }

  @Test
  void tenant_createdByManyAtOnce_getsOneKey() throws Exception {
    List<Callable<TenantSummary>> calls = new ArrayList<>();
    CyclicBarrier together = new CyclicBarrier(8);
    for (int i = 0; i < 8; i++) {
      TenantCrypt instance = TenantCrypt.of(i % 2 == 0 ? one : two);
      calls.add(
          () -> {
            together.await();
            return instance.tenants().create("hooli");
          });
    }
    List<TenantSummary> created = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    try {
      for (Future<TenantSummary> call : threads.invokeAll(calls)) {
        created.add(call.get());
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(created).hasSize(8).containsOnly(created.get(0));
    assertThat(
            sealed.raw(
                "SELECT count(*) FROM tenantcrypt.key WHERE tenant = 'hooli' AND purpose ="
                    + " 'dek'"))
        .isEqualTo("1");
    in(one, "hooli", "INSERT INTO patient (id, name) VALUES (1, 'Hooli S3CRET')");
    assertThat(ask(two, "hooli", "SELECT name FROM patient WHERE id = 1"))
        .isEqualTo("Hooli S3CRET");
  }

  @Test
  void tableAndColumn_madeByOne_areSeenByTheOther() throws Exception {
    assertThat(ask(two, World.ACME, "SELECT count(*) FROM task")).isEqualTo("3");
    in(
        one,
        World.ACME,
        "CREATE TABLE chore (tenant_id varchar(63) NOT NULL, id bigint, what varchar(20), PRIMARY"
            + " KEY (tenant_id, id))");

    in(two, World.GLOBEX, "INSERT INTO chore (id, what) VALUES (1, 'sweep')");
    assertThat(ask(one, World.GLOBEX, "SELECT what FROM chore")).isEqualTo("sweep");
    try (Connection connection = one.getConnection()) {
      AsTenant.run(
          World.ACME, () -> assertThat(Sql.column(connection, "SELECT what FROM chore")).isEmpty());
    }

    in(one, World.ACME, "ALTER TABLE chore ADD COLUMN done boolean DEFAULT true");
    assertThat(ask(two, World.GLOBEX, "SELECT done FROM chore")).isEqualTo("t");
  }

  @Test
  void table_droppedByOne_isUnknownToTheOther() throws Exception {
    in(one, World.ACME, "CREATE TABLE brief (tenant_id varchar(63), id bigint)");
    in(two, World.ACME, "INSERT INTO brief (id) VALUES (1)");
    in(one, World.ACME, "DROP TABLE brief");

    try (Connection connection = two.getConnection()) {
      AsTenant.run(
          World.ACME,
          () ->
              assertThat(
                      org.assertj.core.api.Assertions.catchThrowable(
                          () -> Sql.ask(connection, "SELECT id FROM brief")))
                  .isInstanceOf(SQLException.class));
    }
  }

  @Test
  void function_madePastTheDriver_isNotCalledByAnyone() throws Exception {
    ask(one, World.ACME, "SELECT id FROM task WHERE id = 1");
    try (Connection raw = DriverManager.getConnection(sealed.plainUrl())) {
      Sql.execute(
          raw,
          "CREATE FUNCTION every_title() RETURNS SETOF varchar LANGUAGE sql AS 'SELECT title FROM"
              + " task'");
    }
    for (HikariDataSource instance : List.of(one, two)) {
      for (String sql : List.of("SELECT every_title()", "SELECT * FROM every_title()")) {
        try (Connection connection = instance.getConnection()) {
          AsTenant.run(World.ACME, () -> Sql.refusal("TC003", () -> Sql.ask(connection, sql)));
        }
      }
    }
  }

  @Test
  void view_madePastTheDriver_isNotReadByAnyone() throws Exception {
    ask(one, World.ACME, "SELECT id FROM task WHERE id = 1");
    try (Connection raw = DriverManager.getConnection(sealed.plainUrl())) {
      Sql.execute(raw, "CREATE VIEW every_task AS SELECT title FROM task");
    }
    for (HikariDataSource instance : List.of(one, two)) {
      try (Connection connection = instance.getConnection()) {
        AsTenant.run(
            World.ACME,
            () -> Sql.refusal("TC001", () -> Sql.ask(connection, "SELECT title FROM every_task")));
      }
    }
  }

  private static void in(HikariDataSource instance, String tenant, String sql) throws Exception {
    try (Connection connection = instance.getConnection()) {
      AsTenant.run(tenant, () -> Sql.execute(connection, sql));
    }
  }

  private static String ask(HikariDataSource instance, String tenant, String sql) throws Exception {
    try (Connection connection = instance.getConnection()) {
      return AsTenant.call(tenant, () -> Sql.ask(connection, sql));
    }
  }
}
