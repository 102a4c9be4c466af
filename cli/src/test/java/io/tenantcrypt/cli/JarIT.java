package io.tenantcrypt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as an operator runs it, with what stands beside it in {@code lib}. */
class JarIT {

  private static final String POLICY =
      """
      version: 1
      deployment: 5e0c1d7a94b84f2f9b3ac6d8e7f01254
      revision: 1
      tenancy: { column: tenant_id, unscoped: scope }
      keys:
        kek: "local://@keys@"
        cache: { ring: 1s }
        rotation: { grace: 1s }
      tables:
        public.patient: { columns: { ssn: { type: varchar(11) } } }
      """;

  @TempDir Path folder = Path.of("");

  private record Ended(int exit, String output) {}

  private Ended run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar")); // short lives
    command.add(String.valueOf(System.getProperty("tenantcrypt.cli.jar")));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }

  @Test
  void jar_tellsItsVersionAndItsUse() throws Exception {
    assertThat(run(Map.of(), "--version").output()).contains("0.1");
    Ended help = run(Map.of(), "--help");
    assertThat(help.exit()).isZero();
    assertThat(help.output()).contains("keystore", "instance").doesNotContain("\tat ");
    Ended typo = run(Map.of(), "tenat", "list");
    assertThat(typo.exit()).isEqualTo(2);
    assertThat(typo.output()).contains("tenant").doesNotContain("\tat ");
  }

  @Test
  void jar_managesATenantFromItsMakingToItsSecondKey() throws Exception {
    String plain = "jdbc:h2:file:" + folder.resolve("clinic").toAbsolutePath();
    Path policy =
        Files.writeString(
            folder.resolve("policy.yaml"),
            POLICY.replace("@keys@", folder.resolve("keys.p12").toAbsolutePath().toString()));
    try (Connection connection = DriverManager.getConnection(plain, "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE patient (tenant_id varchar(63) NOT NULL, id bigint NOT NULL,"
              + " ssn varbinary(200), PRIMARY KEY (tenant_id, id))");
    }
    Map<String, String> environment =
        Map.of(
            "TENANTCRYPT_URL",
            plain.replace("jdbc:", "jdbc:tenantcrypt:") + ";tenantcrypt.policy=" + policy,
            "TENANTCRYPT_USER",
            "sa",
            "TENANTCRYPT_LOCAL_PASSWORD",
            "only for this test");
    Ended created = run(environment, "tenant", "create", "acme", "--json");
    assertThat(created.exit()).as(created.output()).isZero();
    assertThat(created.output()).contains("\"id\":\"acme\"", "\"keyVersion\":1");
    Ended rotated = run(environment, "key", "rotate", "acme", "--json", "--wait", "1m");
    assertThat(rotated.exit()).as(rotated.output()).isZero();
    assertThat(rotated.output()).contains("\"type\":\"job\"", "\"state\":\"done\"");
    Ended shown = run(environment, "tenant", "show", "acme", "--json");
    assertThat(shown.output())
        .contains("\"version\":1,\"state\":\"destroyed\"", "\"version\":2,\"state\":\"active\"");
    Ended jobs = run(environment, "job", "list");
    assertThat(jobs.output()).contains("rotate", "acme", "DONE");
  }
}
