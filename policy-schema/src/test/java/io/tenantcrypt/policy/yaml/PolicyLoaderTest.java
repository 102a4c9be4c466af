package io.tenantcrypt.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.policy.AuditPolicy;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.policy.ColumnPolicy.Encryption;
import io.tenantcrypt.policy.ColumnPolicy.Storage;
import io.tenantcrypt.policy.ColumnReference;
import io.tenantcrypt.policy.IndexPolicy;
import io.tenantcrypt.policy.IndexPolicy.Normalization;
import io.tenantcrypt.policy.KeyPolicy;
import io.tenantcrypt.policy.LogicalType;
import io.tenantcrypt.policy.LogicalType.Name;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.RoutineName;
import io.tenantcrypt.policy.RoutinePolicy;
import io.tenantcrypt.policy.StatementExemption;
import io.tenantcrypt.policy.TableName;
import io.tenantcrypt.policy.TablePolicy;
import io.tenantcrypt.policy.TenancyPolicy;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyLoaderTest {

  private static final String HEAD =
      """
      version: 1
      deployment: 3f9c0b6a51d24e7788aa10c2b4d5e6f7
      revision: 3
      tenancy: { column: tenant_id }
      """;

  private static Policy load(String text) {
    return PolicyLoader.load("policy.yaml", text, name -> null);
  }

  private static Policy example(String name) {
    return load(Examples.text(Path.of("src/test/resources/policies/valid", name + ".yaml")));
  }

  @Test
  void minimalPolicy_hasTheDocumentedDefaults() {
    assertThat(load(HEAD))
        .isEqualTo(
            new Policy(
                1,
                "3f9c0b6a51d24e7788aa10c2b4d5e6f7",
                3,
                new TenancyPolicy(
                    "tenant_id",
                    TenancyPolicy.Unscoped.REFUSE,
                    TenancyPolicy.Unlisted.ALLOW,
                    Optional.empty()),
                new KeyPolicy(
                    Optional.empty(),
                    Map.of(),
                    List.of(),
                    new KeyPolicy.Cache(
                        500, Duration.ofMinutes(5), Duration.ZERO, Duration.ofSeconds(30)),
                    KeyPolicy.Rotation.NONE,
                    KeyPolicy.Envelope.TABLE,
                    KeyPolicy.Provision.EXPLICIT),
                List.of()));
  }

  @Test
  void designExample_isReadWhole() {
    Map<String, ColumnPolicy> columns = new LinkedHashMap<>();
    columns.put(
        "ssn",
        ColumnPolicy.randomized("ssn", LogicalType.of(Name.VARCHAR, 11), "clinic.patient.ssn"));
    columns.put(
        "dob", ColumnPolicy.randomized("dob", LogicalType.of(Name.DATE), "clinic.patient.dob"));
    columns.put(
        "email",
        new ColumnPolicy(
            "email",
            LogicalType.of(Name.VARCHAR, 254),
            Encryption.RANDOMIZED,
            "clinic.patient.email",
            Storage.BINARY,
            1,
            Optional.of(
                new IndexPolicy(
                    "email_bidx", List.of(Normalization.TRIM, Normalization.LOWERCASE))),
            List.of()));
    columns.put(
        "mrn",
        new ColumnPolicy(
            "mrn",
            LogicalType.of(Name.VARCHAR, 20),
            Encryption.DETERMINISTIC,
            "mrn",
            Storage.BINARY,
            1,
            Optional.empty(),
            List.of()));
    columns.put(
        "note",
        new ColumnPolicy(
            "note",
            LogicalType.of(Name.TEXT),
            Encryption.RANDOMIZED,
            "clinic.patient.note",
            Storage.BINARY,
            64,
            Optional.empty(),
            List.of()));

    assertThat(example("design-example"))
        .isEqualTo(
            new Policy(
                1,
                "7d1c5b0e94f24a3c8be2600db1a9f3c4",
                12,
                new TenancyPolicy(
                    "tenant_id",
                    TenancyPolicy.Unscoped.REFUSE,
                    TenancyPolicy.Unlisted.ALLOW,
                    Optional.of("app.tenant_id")),
                new KeyPolicy(
                    Optional.of("aws-kms://alias/tenantcrypt"),
                    Map.of(
                        "enterprise",
                        "aws-kms://{byok}",
                        "eu",
                        "aws-kms://arn:aws:kms:eu-central-1:111122223333:alias/eu"),
                    List.of("aws-kms://arn:aws:kms:eu-*:*:key/*"),
                    KeyPolicy.Cache.DEFAULT,
                    new KeyPolicy.Rotation(
                        Optional.of(Duration.ofDays(90)),
                        Optional.of(Duration.ofDays(365)),
                        Optional.of(Duration.ofDays(7))),
                    KeyPolicy.Envelope.TABLE,
                    KeyPolicy.Provision.EXPLICIT),
                List.of(
                    new TablePolicy(
                        TableName.of("clinic", "patient"), false, Optional.empty(), columns),
                    new TablePolicy(
                        TableName.of("clinic", "country"), true, Optional.empty(), Map.of()))));
  }

  @Test
  void columns_keepTheOrderOfTheFile() {
    Policy policy = example("design-example");

    assertThat(policy.tables().get(0).columns().keySet())
        .containsExactly("ssn", "dob", "email", "mrn", "note");
  }

  @Test
  void tables_withQuotedNames_areTheNamesWithoutQuotes() {
    assertThat(example("tables-quoted-names").tables())
        .extracting(TablePolicy::name)
        .containsExactly(
            TableName.of("odd.name"),
            TableName.of("clinic", "two words"),
            TableName.of("say \"hi\"", "t"),
            TableName.of("Größe"),
            TableName.of("schema", "order"));
  }

  @Test
  void tables_ofEveryTenancy_areRead() {
    assertThat(example("tables-without-columns").tables())
        .containsExactly(
            new TablePolicy(TableName.of("visit"), false, Optional.empty(), Map.of()),
            new TablePolicy(TableName.of("clinic", "invoice"), false, Optional.empty(), Map.of()));
    assertThat(example("tables-with-their-own-tenancy-column").tables())
        .containsExactly(
            new TablePolicy(TableName.of("visit"), false, Optional.of("org_id"), Map.of()));
    assertThat(example("tables-shared-with-protected-column").tables().get(0).shared()).isTrue();
  }

  @Test
  void defaultDomain_isTheColumnAsThePolicyNamesIt() {
    Policy policy = example("tables-same-name-with-and-without-schema");

    assertThat(policy.tables())
        .flatExtracting(t -> t.columns().values())
        .extracting(ColumnPolicy::domain)
        .containsExactly("patient.ssn", "clinic.patient.ssn");
  }

  @Test
  void columnDefaults_areKeptAsText() {
    assertThat(example("columns-default").tables().get(0).columns().values())
        .extracting(ColumnPolicy::defaultValue)
        .containsExactly(
            Optional.of("unknown"),
            Optional.of("7"),
            Optional.of("false"),
            Optional.of("1.50"),
            Optional.of(""));
  }

  @Test
  void boundColumns_areRead() {
    assertThat(example("columns-bound-to-row").tables().get(0).columns().values())
        .extracting(ColumnPolicy::bindTo)
        .containsExactly(List.of("id", "region"));
  }

  @Test
  void exits_areReadWhole() {
    assertThat(example("statements").statements())
        .containsExactly(
            new StatementExemption(
                "SELECT count(*) FROM clinic.patient",
                "The number of patients on the status page.",
                "billing@example.org",
                LocalDate.of(2027, 6, 30)));
    Optional<ColumnReference> ssn =
        Optional.of(new ColumnReference(TableName.of("clinic", "patient"), "ssn"));
    assertThat(example("routines").routines())
        .containsExactly(
            new RoutinePolicy(
                new RoutineName(Optional.of("clinic"), "admit"),
                List.of(
                    parameter("tenant", RoutinePolicy.Mode.IN, true, Optional.empty()),
                    parameter("ssn", RoutinePolicy.Mode.IN, false, ssn),
                    parameter("ward", RoutinePolicy.Mode.IN, false, Optional.empty()),
                    parameter("id", RoutinePolicy.Mode.OUT, false, Optional.empty()),
                    parameter("found", RoutinePolicy.Mode.INOUT, false, ssn)),
                Optional.of(
                    List.of(
                        new RoutinePolicy.ResultColumn(ssn),
                        new RoutinePolicy.ResultColumn(Optional.empty())))),
            new RoutinePolicy(new RoutineName(Optional.empty(), "purge"), List.of()));
    Policy listed = example("functions-and-extensions");
    assertThat(listed.functions())
        .containsExactly(
            new RoutineName(Optional.of("clinic"), "age_of"),
            new RoutineName(Optional.empty(), "Odd"));
    assertThat(listed.extensions()).containsExactly("pgcrypto", "uuid-ossp");
    assertThat(example("audit").audit())
        .isEqualTo(new AuditPolicy(Optional.of(AuditPolicy.BackPressure.DROP)));
  }

  private static RoutinePolicy.Parameter parameter(
      String name, RoutinePolicy.Mode mode, boolean tenant, Optional<ColumnReference> column) {
    return new RoutinePolicy.Parameter(Optional.of(name), mode, tenant, column);
  }

  @Test
  void keyDurations_areReadInEveryUnit() {
    KeyPolicy keys = example("keys-durations").keys();

    assertThat(keys.cache().ttl()).isEqualTo(Duration.ofMillis(250));
    assertThat(keys.cache().ring()).isEqualTo(Duration.ofSeconds(1));
    assertThat(keys.rotation())
        .isEqualTo(
            new KeyPolicy.Rotation(
                Optional.of(Duration.ofHours(12)),
                Optional.of(Duration.ofDays(999_999)),
                Optional.of(Duration.ofMinutes(90))));
  }

  @Test
  void reader_isReadLikeTheText() {
    Policy read = PolicyLoader.load("policy.yaml", new StringReader(HEAD), name -> null);

    assertThat(read).isEqualTo(load(HEAD));
  }

  @Test
  void byteOrderMarkAndWindowsLineEnds_changeNothing() {
    assertThat(load("\uFEFF" + HEAD.replace("\n", "\r\n"))).isEqualTo(load(HEAD));
  }

  @Test
  void failingReader_saysSo() {
    Reader failing =
        new Reader() {
          @Override
          public int read(char[] buffer, int offset, int length) throws IOException {
            throw new IOException("gone");
          }

          @Override
          public void close() {}
        };

    assertThatThrownBy(() -> PolicyLoader.load("policy.yaml", failing, name -> null))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void severalMistakes_areAllInTheMessage() {
    assertThatThrownBy(() -> load(HEAD + "tabels: {}\naudit: { backPressure: wait }\n"))
        .isInstanceOf(PolicyException.class)
        .hasMessage(
            """
            2 problems:
            policy.yaml:5:1: tabels: unknown key; did you mean "tables"?
            policy.yaml:6:24: audit.backPressure: expected one of block, drop, not "wait\"""");
  }

  @Test
  void oneMistake_isTheMessage() {
    assertThatThrownBy(() -> load(HEAD + "tabels: {}\n"))
        .hasMessage("policy.yaml:5:1: tabels: unknown key; did you mean \"tables\"?");
  }
}
