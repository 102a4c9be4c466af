package io.tenantcrypt.keys.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.FakeKek;
import io.tenantcrypt.policy.KeyPolicy;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectedColumnRegistryTest {

  private static final RegisteredColumn SSN = column("clinic.patient", "ssn", "randomized");
  private static final RegisteredColumn DOB = column("clinic.patient", "dob", "randomized");

  @SuppressWarnings("NullAway.Init")
  private static EmbeddedPostgres server;

  private final FakeKek kms = new FakeKek();
  private final List<KeyRuntime> runtimes = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void make() throws SQLException {
    sql("drop schema if exists tenantcrypt cascade");
    KeyRuntime runtime = runtime();
    runtime.table().create();
  }

  @AfterEach
  void close() {
    runtimes.forEach(KeyRuntime::close);
  }

  private static RegisteredColumn column(String table, String name, String mode) {
    return new RegisteredColumn(
        table, name, table + "." + name, "text", mode, "binary", RegisteredColumn.ENCRYPTED);
  }

  private static void sql(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private KeyRuntime runtime() {
    return runtime("postgres");
  }

  private KeyRuntime runtime(String role) {
    KeyRuntime runtime =
        KeyRuntime.open(
            new KeyRuntimeConfig(
                new KeyPolicy(
                    Optional.of("fake://kek"),
                    Map.of(),
                    List.of(),
                    KeyPolicy.Cache.DEFAULT,
                    KeyPolicy.Rotation.NONE,
                    KeyPolicy.Envelope.TABLE,
                    KeyPolicy.Provision.EXPLICIT),
                "deployment",
                Optional.empty(),
                () -> server.getDatabase(role, "postgres").getConnection(),
                "tenantcrypt",
                Duration.ofSeconds(20),
                kms,
                call -> {},
                InstantSource.fixed(Instant.EPOCH), new RuntimeFacts("test", "1", 1, () -> "0123456789abcdef")));
    runtimes.add(runtime);
    return runtime;
  }

  private ProtectedColumnRegistry registry() {
    return runtime().registry();
  }

  @Test
  void renamedColumn_thatKeepsItsDomain_mayBeWritten() {
    registry().register(List.of(SSN, DOB), 3);
    RegisteredColumn social =
        new RegisteredColumn(
            SSN.table(), "social", SSN.domain(), "text", "randomized", "binary", SSN.migration());

    assertThat(registry().register(List.of(social, DOB), 4).mayWrite()).isTrue();
    assertThat(registry().check(List.of(social, DOB), 4).mayWrite()).isTrue();
    // An instance with the old policy does not know the new name.
    assertThat(registry().check(List.of(SSN, DOB), 4).mayWrite()).isFalse();
  }

  @Test
  void renamedColumn_withAnotherDomainOrTable_isADroppedOne() {
    registry().register(List.of(SSN, DOB), 3);

    assertThat(
            registry()
                .check(List.of(column("clinic.patient", "social", "randomized"), DOB), 4)
                .mayWrite())
        .isFalse();
    RegisteredColumn elsewhere =
        new RegisteredColumn(
            "clinic.visit", "ssn", SSN.domain(), "text", "randomized", "binary", SSN.migration());
    assertThat(registry().check(List.of(elsewhere, DOB), 4).mayWrite()).isFalse();
  }

  @Test
  void tablesOnRecord_withoutKeyTables_areNone() throws SQLException {
    sql("drop schema tenantcrypt cascade");
    assertThat(registry().tablesOnRecord()).isEmpty();
  }

  /** What cannot be read may hold the table that is about to be written in plaintext. */
  @Test
  void tablesOnRecord_ofARoleThatMayNotReadThem_isRefused() throws SQLException {
    registry().register(List.of(SSN), 1);
    sql("drop role if exists reader");
    sql("create role reader login");
    ProtectedColumnRegistry denied = runtime("reader").registry();
    assertThatThrownBy(denied::tablesOnRecord)
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC041))
        .hasMessageContaining("Grant");
    sql("grant usage on schema tenantcrypt to reader");
    sql("grant select on all tables in schema tenantcrypt to reader");
    assertThat(denied.tablesOnRecord()).containsExactly("clinic.patient");
    sql("drop owned by reader");
  }

  @Test
  void register_newColumns_areRecordedOnce() {
    RegistryVerdict before = registry().check(List.of(SSN, DOB), 3);
    assertThat(before.additions()).containsExactly(SSN, DOB);
    assertThat(before.mayWrite()).isTrue();
    assertThat(before.isRecorded()).isFalse();
    assertThat(registry().register(List.of(SSN, DOB), 3).isRecorded()).isTrue();
    assertThat(registry().register(List.of(SSN, DOB), 3).isRecorded()).isTrue();
    assertThat(registry().columns()).containsExactly(DOB, SSN);
  }

  @Test
  void check_policyWithoutARecordedColumn_mayNotWrite() {
    registry().register(List.of(SSN, DOB), 3);
    RegistryVerdict verdict = registry().check(List.of(SSN), 4);
    assertThat(verdict.mayWrite()).isFalse();
    assertThatThrownBy(verdict::requireWrites)
        .hasMessageContaining("clinic.patient.dob")
        .hasMessageContaining("policy retire")
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC041));
    assertThatThrownBy(() -> registry().register(List.of(SSN), 4))
        .isInstanceOf(TenantCryptException.class);
    assertThat(registry().columns()).containsExactly(DOB, SSN);
  }

  @Test
  void check_lowerRevision_mayNotWrite() {
    registry().register(List.of(SSN), 3);
    assertThat(registry().check(List.of(SSN), 2).objections())
        .containsExactly("its revision is 2 and the highest seen is 3");
    assertThat(registry().check(List.of(SSN), 3).mayWrite()).isTrue();
    assertThat(registry().register(List.of(SSN), 4).isRecorded()).isTrue();
    assertThat(registry().check(List.of(SSN), 3).mayWrite()).isFalse();
  }

  @Test
  void check_columnOfAnotherKind_mayNotWrite() {
    registry().register(List.of(SSN), 1);
    List<RegisteredColumn> others =
        List.of(
            column("clinic.patient", "ssn", "deterministic"),
            new RegisteredColumn(
                "clinic.patient", "ssn", "other", "text", "randomized", "binary", "encrypted"),
            new RegisteredColumn(
                SSN.table(),
                SSN.column(),
                SSN.domain(),
                "date",
                "randomized",
                "binary",
                "encrypted"),
            new RegisteredColumn(
                SSN.table(),
                SSN.column(),
                SSN.domain(),
                "text",
                "randomized",
                "text",
                "encrypted"));
    for (RegisteredColumn other : others) {
      assertThat(registry().check(List.of(other), 2).objections()).hasSize(1);
    }
  }

  @Test
  void check_whileTheReadingIsBelieved_asksTheDatabaseOnce() throws SQLException {
    ProtectedColumnRegistry registry = registry();
    registry.register(List.of(SSN), 1);
    sql("drop schema tenantcrypt cascade");
    assertThat(registry.check(List.of(SSN), 1).isRecorded()).isTrue();
  }

  @Test
  void register_byManyAtOnce_recordsAllColumns() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<RegistryVerdict>> results = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        ProtectedColumnRegistry registry = registry();
        results.add(pool.submit(() -> registry.register(List.of(SSN, DOB), 5)));
      }
      for (Future<RegistryVerdict> result : results) {
        assertThat(result.get().isRecorded()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(registry().columns()).containsExactly(DOB, SSN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update tenantcrypt.registry set revision = 1 where item = 'head'",
        "update tenantcrypt.registry set revision = 99 where item = 'head'",
        "delete from tenantcrypt.registry where item = 'head'",
        "delete from tenantcrypt.registry where column_name = 'dob'",
        "delete from tenantcrypt.registry where item = 'column'",
        "update tenantcrypt.registry set mode = 'deterministic' where column_name = 'dob'",
        "update tenantcrypt.registry set column_name = 'bod' where column_name = 'dob'",
        "update tenantcrypt.registry set domain = 'x' where column_name = 'dob'"
      })
  void hostileChange_ofTheRecord_isTc036(String change) throws SQLException {
    registry().register(List.of(SSN, DOB), 3);
    sql(change);
    assertThatThrownBy(() -> registry().check(List.of(SSN, DOB), 3))
        .hasMessageContaining("registry")
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC036));
  }
}
