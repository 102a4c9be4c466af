package io.tenantcrypt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.error.ErrorCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Everything that needs no database. */
class CommandLineTest {

  private static final String POLICY =
      """
      version: 1
      deployment: 5e0c1d7a94b84f2f9b3ac6d8e7f01254
      revision: 3
      tenancy: { column: tenant_id }
      keys: { kek: "memory://cli" }
      tables:
        patient: { columns: { ssn: { type: varchar(11) } } }
      """;

  @TempDir Path directory;

  private static Streams streams() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return new Streams(nowhere, nowhere, Map.of(), false);
  }

  static List<String> commands() {
    List<String> names = new ArrayList<>();
    collect("", Main.commandLine(streams()), names);
    return names;
  }

  private static void collect(String before, CommandLine command, List<String> names) {
    names.add(before);
    command
        .getSubcommands()
        .forEach((name, child) -> collect((before + " " + name).strip(), child, names));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_ofEachCommand_hasAnExample(String command) {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.removeIf(String::isEmpty);
    words.add("--help");
    Cli.Result result = Cli.BARE.run(words.toArray(String[]::new));
    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("Example:", "tenantcrypt ").doesNotContain("null");
    assertThat(result.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @Test
  void version_isTold() {
    assertThat(Cli.BARE.run("--version").out()).startsWith("tenantcrypt ");
  }

  @Test
  void completion_namesCommandsAndOptions() {
    Cli.Result result = Cli.BARE.run("completion");
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains("complete -F", "keystore", "--open-keys", "--password-file")
        .doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource({
    "'',Which command?",
    "tenant,Which command of tenant?",
    "polcy check,Did you mean policy?",
    "tenant lst,Did you mean list?",
    "tenant list --jsn,Did you mean --json?",
    "tenant list --config=nowhere.properties,is not there",
    "tenant list,No database is named",
    "tenant show,Missing required parameter",
    "keystore ddl,Missing required option",
    "policy check,Which policy?",
    "tenant list --url jdbc:postgresql://db/x,does not begin with jdbc:tenantcrypt:",
    "tenant list --url jdbc:tenantcrypt:h2:mem:x --ask-password,no terminal",
    "tenant list --url jdbc:tenantcrypt:h2:mem:x --password-file nowhere.txt,is not there",
  })
  void mistake_isExplained_andEndsWith2(String words, String told) {
    Cli.Result result = Cli.BARE.run(words.isEmpty() ? new String[0] : words.split(" "));
    assertThat(result.err()).contains(told).doesNotContain("Exception", "\tat ");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--password=geheim",
        "--password geheim",
        "-password=geheim",
        "--PWD=geheim",
        "--pasword=geheim",
        "--url jdbc:tenantcrypt:postgresql://db/x?user=a&password=geheim",
        "--url=jdbc:tenantcrypt:h2:mem:x;PASSWORD=geheim",
        "--url jdbc:tenantcrypt:mysql://app:geheim@db/x",
        "--url jdbc:tenantcrypt:h2:mem:x;tenantcrypt.keyStorePassword=geheim",
      })
  void secretOnTheCommandLine_isRefused_andNotShown(String words) {
    Cli.Result result = Cli.BARE.run(("tenant list " + words).split(" "));
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out() + result.err()).doesNotContain("geheim").isNotEmpty();
  }

  @Test
  void secretOnTheCommandLine_isToldWhereItBelongs() {
    assertThat(Cli.BARE.run("tenant", "list", "--password=geheim").err())
        .contains("TENANTCRYPT_PASSWORD", "--password-file", "--ask-password");
  }

  @Test
  void configuration_withAnUnknownName_isRefused() throws IOException {
    Path config = Files.writeString(directory.resolve("c.properties"), "ulr=x\n");
    Cli.Result result = Cli.BARE.run("tenant", "list", "--config", config.toString());
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("ulr", "password-file");
  }

  @ParameterizedTest
  @EnumSource
  void exitCode_ofEachErrorCode_isBetween3And5(ErrorCode code) {
    assertThat(ExitCode.of(code).number()).isBetween(3, 5);
  }

  @Test
  void policyCheck_ofAValidPolicy_ends0() throws IOException {
    Path file = Files.writeString(directory.resolve("p.yaml"), POLICY);
    Cli.Result result = Cli.BARE.run("policy", "check", "--policy", file.toString());
    assertThat(result.out()).contains("valid");
    assertThat(result.exit()).isZero();
  }

  @Test
  void policyCheck_ofTwoMistakes_tellsBothWithTheirPlaces_andEndsWith3() throws IOException {
    String wrong = POLICY.replace("revision: 3", "revison: 3").replace("varchar(11)", "varcar(11)");
    Path file = Files.writeString(directory.resolve("p.yaml"), wrong);
    Cli.Result result = Cli.BARE.run("policy", "check", "--policy", file.toString());
    assertThat(result.out()).contains(file + ":3:1: revison", "did you mean", file + ":7:");
    assertThat(result.exit()).isEqualTo(3);
    Cli.Result json = Cli.BARE.run("policy", "check", "--json", "--policy", file.toString());
    assertThat(json.out().lines())
        .allSatisfy(line -> assertThat(line).startsWith("{\"type\":\"problem\",\"file\":"))
        .anySatisfy(line -> assertThat(line).contains("\"line\":3,\"column\":1"));
    assertThat(json.exit()).isEqualTo(3);
  }

  @Test
  void policyCheck_ofWhatIsNotAvailable_endsWith3() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("p.yaml"),
            POLICY.replace(
                "{ type: varchar(11) }", "{ type: varchar(11), encryption: deterministic }"));
    Cli.Result result = Cli.BARE.run("policy", "check", "--policy", file.toString());
    assertThat(result.out()).contains("deterministic", "not available");
    assertThat(result.exit()).isEqualTo(3);
  }

  @Test
  void policyInit_writesAValidPolicy_withAnIdOfItsOwn_andNeverOverwrites() throws IOException {
    Path one = directory.resolve("one.yaml");
    Path two = directory.resolve("two.yaml");
    for (Path file : List.of(one, two)) {
      assertThat(Cli.BARE.run("policy", "init", file.toString(), "--kek", "memory://x").exit())
          .isZero();
      assertThat(Cli.BARE.run("policy", "check", "--policy", file.toString()).exit()).isZero();
    }
    String written = Files.readString(one);
    assertThat(written).isNotEqualTo(Files.readString(two));
    Cli.Result again = Cli.BARE.run("policy", "init", one.toString());
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err()).contains("is there already");
    assertThat(Files.readString(one)).isEqualTo(written);
  }

  @Test
  void policyInit_withoutAKek_takesItFromTheEnvironment() {
    Path file = directory.resolve("p.yaml");
    Cli.BARE.run("policy", "init", file.toString());
    String[] check = {"policy", "check", "--policy", file.toString()};
    assertThat(Cli.BARE.run(check).out()).contains("TENANTCRYPT_KEK");
    assertThat(new Cli(Map.of("TENANTCRYPT_KEK", "memory://x")).run(check).exit()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql,owner to \"ops\"",
    "mariadb,on `tenantcrypt`.`usage` to `app`@`10.0.0.%`",
    "MySQL,create database",
    "h2,grant alter any schema to `ops`"
  })
  void keystoreDdl_printsTablesAndGrants(String dialect, String part) {
    Cli.Result result =
        Cli.BARE.run(
            "keystore",
            "ddl",
            "--dialect",
            dialect,
            "--application-role",
            "app@10.0.0.%",
            "--operator-role",
            "ops");
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains(part, "grant select on")
        .doesNotContain("grant select, insert on `tenantcrypt`.`key`");
    assertThat(
            Cli.BARE
                .run("keystore", "ddl", "--dialect", dialect, "--json", "--schema", "keys")
                .out()
                .lines())
        .allSatisfy(line -> assertThat(line).startsWith("{\"type\":\"statement\",\"sql\":\""))
        .hasSizeGreaterThan(7);
  }
}
