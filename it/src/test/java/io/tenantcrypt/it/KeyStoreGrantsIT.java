package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.TenantCryptDataSource;
import io.tenantcrypt.admin.KeyStore;
import io.tenantcrypt.admin.KeyStoreMigration;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.store.KeyStoreDialect;
import io.tenantcrypt.keys.store.KeyStoreRoles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The grants of the key tables are enough for an application and an operator, and no more. */
class KeyStoreGrantsIT {

  private static final String POLICY =
      """
      version: 1
      deployment: 5e1f0c2d7a4b49c8b3d6e0f1a2b3c4d5
      revision: 1
      tenancy: { column: tenant_id, unscoped: scope }
      keys: { kek: "memory://grants", cache: { ring: 1s } }
      tables:
        patient: { columns: { ssn: { type: varchar(11) } } }
      """;

  @TempDir Path directory;

  /** A database with roles, of which one is an administrator. */
  enum Store {
    POSTGRESQL(KeyStoreDialect.POSTGRESQL, "bytea", "ks_app", "ks_ops", "42501") {
      @Override
      String create() {
        return World.shared().freshUrl("grants");
      }

      @Override
      String as(String url, String role) {
        return url.replace("user=postgres", "user=" + role);
      }

      @Override
      List<String> roles() {
        return List.of(
            "drop schema if exists grantkeys cascade",
            "create role ks_app login",
            "create role ks_ops login",
            "grant select, insert on patient to ks_app");
      }
    },
    MARIADB(KeyStoreDialect.MYSQL, "varbinary(200)", "ks_app", "ks_ops@%", "42000") {
      @Override
      String create() throws SQLException {
        return MariaDbWorld.shared().server().freshUrl("mariadb", "grants");
      }

      @Override
      String as(String url, String role) {
        String user = role.replace("@%", "");
        return url.replace("user=it", "user=" + user).replace("password=it", "password=secret");
      }

      @Override
      List<String> roles() {
        return List.of(
            "drop database if exists grantkeys",
            "create or replace user ks_app@'%' identified by 'secret'",
            "create or replace user ks_ops@'%' identified by 'secret'",
            "grant select, insert on grants.patient to ks_app@'%'",
            "grant select on grants.* to ks_ops@'%'");
      }
    };

    final KeyStoreDialect dialect;
    final String cells;
    final String application;
    final String operator;
    final String denied;

    Store(
        KeyStoreDialect dialect,
        String cells,
        String application,
        String operator,
        String denied) {
      this.dialect = dialect;
      this.cells = cells;
      this.application = application;
      this.operator = operator;
      this.denied = denied;
    }

    abstract String create() throws SQLException;

    abstract String as(String url, String role);

    abstract List<String> roles();

    /** The statement in this database's quotes. */
    String quoted(String sql) {
      return this == POSTGRESQL ? sql.replace('`', '"') : sql;
    }
  }

  private static void run(String url, List<String> statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private TenantCryptDataSource source(String url) throws Exception {
    TenantCryptDataSource source = new TenantCryptDataSource();
    source.setUrl(url.replaceFirst("^jdbc:", "jdbc:tenantcrypt:"));
    source.setPolicy(Files.writeString(directory.resolve("policy.yaml"), POLICY).toString());
    source.setKeyStoreSchema("grantkeys");
    return source;
  }

  private static void assertCode(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @EnumSource
  void grants_areEnough_andNoMore(Store store) throws Exception {
    String admin = store.create();
    run(
        admin,
        List.of(
            "create table patient (tenant_id varchar(63)"
                + (store == Store.MARIADB ? " character set ascii collate ascii_bin" : "")
                + " not null, id bigint not null, ssn "
                + store.cells
                + ", primary key (tenant_id, id))"));
    run(admin, store.roles());
    KeyStoreRoles roles =
        new KeyStoreRoles(Optional.of(store.application), false, Optional.of(store.operator));
    List<String> ddl = KeyStore.ddl(store.dialect, "grantkeys", roles);
    run(admin, ddl);
    run(admin, ddl);

    TenantCryptDataSource operatorSource = source(store.as(admin, store.operator));
    operates(TenantCrypt.of(operatorSource));
    String application = store.as(admin, store.application);
    runs(source(application));
    changesNoKey(store, application);

    // From nothing, as the owner of the schema that an administrator made.
    run(
        admin,
        List.of("audit", "job", "instance", "usage", "registry", "key", "tenant").stream()
            .map(table -> store.quoted("drop table grantkeys.`" + table + "`"))
            .toList());
    TenantCryptDataSource anew = source(store.as(admin, store.operator) + "&applicationName=anew");
    assertThat(TenantCrypt.of(anew).keyStore().migrate()).isEqualTo(new KeyStoreMigration(0, 1));
  }

  private static void operates(TenantCrypt operator) throws Exception {
    assertThat(operator.keyStore().migrate().to()).isEqualTo(1);
    operator.tenants().create("acme");
    operator.tenants().create("globex");
    operator.tenants().suspend("globex");
    operator.tenants().resume("globex");
    operator.tenants().rewrap("globex");
    operator.tenants().evict("globex");
    operator.recordPolicy();
    assertThat(operator.keyStore().verify(true, 0).ok()).isTrue();
  }

  /** Seals, opens, and counts what it seals. */
  private static void runs(TenantCryptDataSource source) throws Exception {
    TenantCrypt application = TenantCrypt.of(source);
    try (Connection connection = source.getConnection()) {
      AsTenant.run(
          "acme",
          () -> {
            Sql.execute(connection, "INSERT INTO patient (id, ssn) VALUES (1, '078-05-1120')");
            assertThat(Sql.ask(connection, "SELECT ssn FROM patient WHERE id = 1"))
                .isEqualTo("078-05-1120");
          });
    }
    assertThat(application.health().problems()).isEmpty();
    assertThat(application.tenants().list()).hasSize(2);
    assertThat(application.tenants().due()).isEmpty();
    assertCode(ErrorCode.TC041, () -> application.tenants().create("initech"));
    assertCode(ErrorCode.TC041, () -> application.tenants().suspend("acme"));
    assertCode(ErrorCode.TC041, () -> application.tenants().rewrap("acme"));
  }

  private static void changesNoKey(Store store, String application) throws SQLException {
    try (Connection connection = DriverManager.getConnection(application)) {
      for (String sql :
          List.of(
              "update grantkeys.`key` set state = 'RETIRED'",
              "delete from grantkeys.`key`",
              "update grantkeys.tenant set epoch = 1",
              "delete from grantkeys.tenant",
              "insert into grantkeys.tenant select * from grantkeys.tenant",
              "update grantkeys.registry set revision = 1",
              "delete from grantkeys.registry",
              "delete from grantkeys.`usage`",
              "update grantkeys.audit set kind = ''",
              "select * from grantkeys.job",
              "drop table grantkeys.`key`")) {
        assertThat(
                Sql.refusalOfTheServer(() -> Sql.execute(connection, store.quoted(sql))))
            .as(sql)
            .isEqualTo(store.denied);
      }
    }
  }
}
