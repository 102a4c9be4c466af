package io.tenantcrypt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every command on an H2 database in memory, each test with one of its own. */
class H2CommandsTest {

  private static final String POLICY =
      """
      version: 1
      deployment: 5e0c1d7a94b84f2f9b3ac6d8e7f01254
      revision: 3
      tenancy: { column: tenant_id, unscoped: scope }
      keys:
        kek: "memory://@name@"
        tiers: { eu: "memory://@name@-eu", byok: "memory://{key}" }
        allowed: ["memory://*"]
      tables:
        public.patient: { columns: { ssn: { type: varchar(11) } } }
        public.country: { tenant: none }
      """;

  private static final String TABLES =
      """
      CREATE TABLE patient (tenant_id varchar(63) NOT NULL, id bigint NOT NULL, ssn varbinary(200),
        PRIMARY KEY (tenant_id, id));
      CREATE TABLE country (code char(2) PRIMARY KEY)
      """;

  @TempDir Path directory = Path.of("");

  private String plain = "";
  private Path policy = Path.of("");
  private Cli cli = Cli.BARE;

  @BeforeEach
  void create() throws SQLException, IOException {
    String name = "cli" + UUID.randomUUID().toString().replace("-", "");
    plain = "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
    write("policy.yaml", POLICY.replace("@name@", name));
    execute(TABLES);
  }

  /**
   * The policy of the commands that follow; each of its own name, since a process reads it once.
   */
  private void write(String file, String text) throws IOException {
    policy = Files.writeString(directory.resolve(file), text);
    String url = plain.replace("jdbc:", "jdbc:tenantcrypt:") + ";tenantcrypt.policy=" + policy;
    cli = new Cli(Map.of("TENANTCRYPT_URL", url));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(plain);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Cli.Result ok(String... arguments) {
    Cli.Result result = cli.run(arguments);
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).as(result.out()).isZero();
    return result;
  }

  private void fails(int exit, String told, String... arguments) {
    Cli.Result result = cli.run(arguments);
    assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(exit);
    assertThat(result.out() + result.err()).contains(told).doesNotContain("\tat ");
  }

  @Test
  void tenants_areMade_shown_suspended_resumed_evicted_moved_andCopied() {
    ok("tenant", "create", "acme");
    ok("tenant", "create", "acme");
    ok("tenant", "create", "globex", "--tier", "byok", "--attribute", "key=theirs");
    assertThat(ok("tenant", "list", "--json").out().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches(
                        "\\{\"type\":\"tenant\",\"id\":\"acme\",\"tier\":\"\",\"state\":\"active\","
                            + "\"kek\":\"memory://cli\\w+\",\"keyVersion\":1,\"created\":\"20[^\"]+Z\"}"),
            line ->
                assertThat(line).contains("\"globex\"", "\"tier\":\"byok\"", "memory://theirs"));
    assertThat(ok("tenant", "suspend", "acme").out()).contains("SUSPENDED");
    assertThat(ok("tenant", "list", "--state", "suspended").out())
        .contains("acme")
        .doesNotContain("globex");
    assertThat(ok("tenant", "resume", "acme").out()).contains("ACTIVE");
    ok("tenant", "evict", "acme");
    ok("tenant", "copy", "acme", "--under", "memory://second");
    assertThat(ok("tenant", "show", "acme").out()).contains("dek", "ACTIVE", "memory://second");
    assertThat(ok("tenant", "move", "acme", "--tier", "eu").out()).contains("-eu");
    assertThat(ok("tenant", "show", "acme", "--json").out().lines())
        .hasSize(2)
        .last()
        .asString()
        .contains("{\"type\":\"key\",\"tenant\":\"acme\",\"purpose\":\"dek\",\"version\":1")
        .doesNotContain("second");
  }

  @Test
  void refusals_haveTheirCodesAndExitCodes() {
    fails(3, "TC012: ", "tenant", "show", "nobody");
    fails(3, "TC012: ", "tenant", "suspend", "nobody");
    fails(3, "TC011: ", "tenant", "create", "no such id");
    fails(3, "TC040: ", "tenant", "create", "acme", "--tier", "unknown");
    ok("tenant", "create", "acme");
    fails(3, "TC014: ", "tenant", "create", "acme", "--tier", "eu");
    Cli.Result json = cli.run("tenant", "show", "nobody", "--json");
    assertThat(json.out()).isEmpty();
    assertThat(json.err())
        .startsWith("{\"type\":\"error\",\"code\":\"TC012\",\"message\":\"Tenant nobody is")
        .contains("\"exit\":3}");
  }

  @Test
  void keys_areWrappedAnew_ofOneTenant_ofMany_andOfATier() {
    List.of("acme", "globex", "initech").forEach(id -> ok("tenant", "create", id));
    assertThat(ok("key", "rewrap", "acme").out()).contains("acme", "1 tenants, 0 failed");
    assertThat(ok("key", "rewrap", "--all", "--json").out().lines())
        .last()
        .asString()
        .contains("\"state\":\"done\"", "\"done\":\"4\"", "\"failed\":\"0\"");
    assertThat(ok("key", "rewrap", "--all", "--dry-run").out())
        .contains("$platform", "acme", "nothing was done");
    fails(2, "not both", "key", "rewrap", "acme", "--all");
    fails(2, "not both", "key", "rewrap");
    ok("key", "move", "--from-tier", "", "--tier", "eu");
    assertThat(ok("tenant", "list", "--tier", "eu").out()).contains("acme", "globex", "initech");
    ok("key", "rewrap", "$platform");
    ok("key", "move", "$platform", "--tier", "");
    fails(3, "TC040", "key", "move", "$platform", "--tier", "eu");
    fails(3, "TC011", "tenant", "suspend", "$platform");
    fails(1, "TC012", "key", "rewrap", "acme", "nobody");
    fails(3, "TC012", "key", "rewrap", "nobody");
  }

  /** The steps of the book: "Another `keys.kek`" in rotation.md. */
  @Test
  void keks_areChangedByTheNextPolicy_forThePlatformAndForTiers() throws Exception {
    ok("tenant", "create", "acme");
    ok("tenant", "create", "globex", "--tier", "eu");
    String old = Files.readString(policy);
    String kek = old.lines().filter(line -> line.startsWith("  kek: ")).findFirst().orElseThrow();
    String name = kek.replaceAll(".*\"memory://|\"$", "");
    ok("tenant", "copy", "$platform", "--under", "memory://" + name + "-next");
    write(
        "next.yaml",
        old.replace("revision: 3", "revision: 4")
            .replace(kek, kek.replace(name, name + "-next"))
            .replace(name + "-eu", name + "-eu-next"));
    ok("key", "move", "$platform", "--tier", "");
    ok("key", "move", "--from-tier", "", "--tier", "");
    ok("key", "move", "--from-tier", "eu", "--tier", "eu");
    assertThat(ok("tenant", "list", "--json").out().lines())
        .satisfiesExactly(
            acme -> assertThat(acme).contains("\"kek\":\"memory://" + name + "-next\""),
            globex -> assertThat(globex).contains("\"kek\":\"memory://" + name + "-eu-next\""));
    assertThat(ok("tenant", "show", "$platform", "--json").out())
        .contains("memory://" + name + "-next\"")
        .doesNotContain("memory://" + name + "\"");
    assertThat(ok("keystore", "verify", "--open-keys").out()).contains("all is well");
    write("old-again.yaml", old);
    fails(3, "is wrapped under another KEK than memory://" + name, "tenant", "list");
  }

  @Test
  void due_listsKeysNearTheirLimit_andEndsWith1() throws SQLException {
    ok("tenant", "create", "acme");
    ok("key", "due");
    execute(
        "INSERT INTO tenantcrypt.`usage` VALUES ('acme', 'dek', 1, 'public.patient.ssn', 2147483648,"
            + " CURRENT_TIMESTAMP)");
    fails(1, "public.patient.ssn", "key", "due");
    assertThat(cli.run("key", "due", "--json").out())
        .isEqualTo(
            "{\"type\":\"due\",\"tenant\":\"acme\",\"version\":1,\"reason\":\"messages\","
                + "\"detail\":\"public.patient.ssn: 2147483648\"}\n");
  }

  private void isDue(String tenant) throws SQLException {
    execute(
        "INSERT INTO tenantcrypt.`usage` VALUES ('"
            + tenant
            + "', 'dek', 1, 'public.patient.ssn', 2147483648, CURRENT_TIMESTAMP)");
  }

  /** Gives the policy a schedule, in place of the one that it has. */
  private void schedule(String rotation) throws IOException {
    String text = Files.readString(policy).replaceFirst("(?m)^  rotation:.*\n", "");
    Matcher found = Pattern.compile("revision: (\\d+)").matcher(text);
    assertThat(found.find()).isTrue();
    int revision = Integer.parseInt(found.group(1)) + 1;
    write(
        "policy-" + revision + ".yaml",
        text.replace(found.group(), "revision: " + revision)
            .replaceFirst("(?m)^keys:$", "keys:\n  rotation: { " + rotation + " }"));
  }

  private void eventuallyDue(String... lines) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    String due = cli.run("key", "due").out();
    while (!Stream.of(lines).allMatch(due::contains) && System.nanoTime() < end) {
      Thread.sleep(100);
      due = cli.run("key", "due").out();
    }
    assertThat(due).contains(lines);
  }

  @Test
  void due_listsKeysByTheirAge_thatOfTheWrappingCountedFromTheLastOne() throws Exception {
    ok("tenant", "create", "acme");
    long created = System.nanoTime();
    ok("key", "due");
    schedule("dek: 1s");
    eventuallyDue("acme       1        DATA_KEY_AGE", "$platform  1        DATA_KEY_AGE");
    schedule("kek: 1s");
    eventuallyDue("acme       1        KEK_AGE", "$platform  1        KEK_AGE");
    TimeUnit.SECONDS.sleep(5);
    assertThat(ok("key", "due", "--run", "--wait", "30s").out()).contains("rewrap", "done");
    long age = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - created);
    schedule("kek: " + age + "ms");
    ok("key", "due");
    schedule("dek: " + age + "ms");
    eventuallyDue("acme       1        DATA_KEY_AGE");
  }

  @Test
  void dueRun_goesOnWithARotationInItsGrace_untilTheOldKeyIsDestroyed() throws Exception {
    schedule("grace: 2s");
    ok("tenant", "create", "acme");
    isDue("acme");
    Cli.Result begun = cli.run("key", "due", "--run", "--wait", "1s");
    assertThat(begun.exit()).as(begun.out() + begun.err()).isEqualTo(4);
    assertThat(begun.out()).contains("rotate acme", "waits for");
    ok("key", "due");
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    Cli.Result next = begun;
    while (next.exit() == 4 && System.nanoTime() < end) {
      next = cli.run("key", "due", "--run", "--wait", "1s", "--json");
    }
    assertThat(next.exit()).as(next.out() + next.err()).isZero();
    assertThat(next.out()).contains("\"kind\":\"rotate\"", "\"state\":\"done\"");
    assertThat(ok("tenant", "show", "acme").out()).contains("DESTROYED");
    assertThat(ok("key", "due", "--run").out()).isEmpty();
  }

  @Test
  void dueRun_ofWhichATenantFails_goesOnWithTheOthers_andNamesItAgain() throws SQLException {
    ok("tenant", "create", "acme");
    ok("tenant", "create", "globex");
    ok("tenant", "suspend", "acme");
    isDue("acme");
    isDue("globex");
    Cli.Result first = cli.run("key", "due", "--run", "--wait", "1s");
    assertThat(first.exit()).as(first.out() + first.err()).isEqualTo(1);
    assertThat(first.out()).contains("rotate acme): incomplete", "TC013", "rotate globex): ready");
    Cli.Result second = cli.run("key", "due", "--run", "--wait", "1s");
    assertThat(second.exit()).as(second.out() + second.err()).isEqualTo(1);
    assertThat(second.out()).contains("rotate acme): incomplete", "rotate globex): ready");
    String jobs = ok("job", "list", "--json").out();
    String globex =
        jobs.lines().filter(line -> line.contains("\"globex\"")).findFirst().orElseThrow();
    ok("job", "pause", globex.replaceAll(".*\"id\":\"([0-9a-f]{32})\".*", "$1"));
    fails(3, "rotate globex): paused", "key", "due", "--run", "--wait", "1s");
    assertThat(ok("job", "list", "--json").out().lines()).hasSize(2);
    fails(2, "--workers", "key", "due", "--run", "--workers", "65");
  }

  @Test
  void dueRun_ofWhichAJobCannotBeBegun_tellsIt_andGoesOnWithTheOthers() throws SQLException {
    ok("tenant", "create", "acme");
    ok("tenant", "create", "globex");
    isDue("acme");
    isDue("globex");
    execute("ALTER TABLE tenantcrypt.`job` ADD CHECK (tenant <> 'acme')");
    Cli.Result run = cli.run("key", "due", "--run", "--wait", "1s", "--json");
    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(4);
    assertThat(run.out().lines().filter(line -> line.contains("\"failed\"")).toList())
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .contains("\"tenant\":\"acme\"", "\"code\":\"", "\"message\":\"")
                    .doesNotContain("\tat "));
    assertThat(ok("job", "list", "--json").out().lines())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("\"globex\"", "\"ready\""));
    Cli.Result told = cli.run("key", "due", "--run", "--wait", "1s");
    assertThat(told.out().lines().filter(line -> line.startsWith("acme: "))).hasSize(1);
  }

  @Test
  void dueRun_asTheExampleForCronCallsIt_isUnderstood() throws IOException {
    ok("tenant", "create", "acme");
    String call =
        Files.readAllLines(Path.of("../src/examples/schedule/key-due.sh")).stream()
            .filter(line -> line.startsWith("java -jar "))
            .findFirst()
            .orElseThrow();
    assertThat(call).contains("$TENANTCRYPT_JAR\" ").endsWith(" \"$@\"");
    ok(call.replaceAll(".*JAR\" | \"\\$@\"$", "").split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "0, '{\"type\":\"job\"}', 0",
    "4, '{\"type\":\"job\"}', 0",
    "4, '{\"type\":\"failed\"}', 4",
    "4, '{\"type\":\"error\"}', 4",
    "1, '{\"type\":\"job\"}', 1",
    "5, '{\"type\":\"failed\"}', 5"
  })
  void exampleForCron_endsWithSuccess_whereNothingIsInTheWay(
      int exit, String line, int expected, @TempDir Path folder) throws Exception {
    Path java = folder.resolve("java");
    Files.writeString(java, "#!/bin/sh\necho '" + line + "'\nexit " + exit + "\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    ProcessBuilder script =
        new ProcessBuilder("sh", Path.of("../src/examples/schedule/key-due.sh").toString())
            .redirectErrorStream(true);
    script.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
    Process process = script.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isEqualTo(expected);
    assertThat(out).isEqualTo(line + System.lineSeparator());
  }

  @Test
  void rotate_waitsForTheGrace_andIsGivenUp() {
    ok("tenant", "create", "acme");
    assertThat(ok("key", "rotate", "acme", "--dry-run", "--json").out())
        .isEqualTo(
            "{\"type\":\"planned\",\"tenant\":\"acme\",\"from\":1,\"to\":2,\"cells\":{"
                + "\"public.patient\":0},\"grace\":\"PT168H\"}\n");
    Cli.Result waits = cli.run("key", "rotate", "acme", "--wait", "1s");
    assertThat(waits.exit()).as(waits.out() + waits.err()).isEqualTo(4);
    assertThat(waits.out()).contains("waits for");
    String listed = ok("job", "list", "--json").out();
    assertThat(listed).contains("\"kind\":\"rotate\"", "\"state\":\"ready\"");
    String job = listed.replaceAll("(?s).*\"id\":\"([0-9a-f]{32})\".*", "$1");
    assertThat(ok("job", "show", job).out()).contains("rotate acme", "version: 2");
    assertThat(ok("job", "pause", job).out()).contains("paused");
    fails(3, "paused", "job", "run", job);
    assertThat(ok("job", "resume", job).out()).contains("ready");
    assertThat(ok("job", "cancel", job).out()).contains("cancelled");
    fails(3, "TC041", "job", "show", "0".repeat(32));
    fails(3, "TC041", "job", "show", "nonsense");
  }

  @Test
  void rewrapAll_isAJob_andForgetsNoInstanceThatIsNotThere() {
    ok("tenant", "create", "acme");
    ok("tenant", "create", "globex");
    assertThat(ok("key", "rewrap", "--all", "--json").out())
        .contains("\"kind\":\"rewrap\"", "\"state\":\"done\"", "\"done\":\"3\"");
    ok("instance", "list");
    fails(3, "TC041", "instance", "forget", "0".repeat(32));
  }

  /** As another of the database's users. */
  private Cli as(String user, String password) {
    Map<String, String> environment = new HashMap<>(cli.environment());
    environment.put("TENANTCRYPT_USER", user);
    environment.put("TENANTCRYPT_PASSWORD", password);
    return new Cli(environment);
  }

  @Test
  void shred_needsAnotherUsersApproval_andIsGivenUp() throws SQLException, IOException {
    ok("tenant", "create", "acme");
    execute("CREATE USER ann PASSWORD 'one' ADMIN");
    execute("CREATE USER bob PASSWORD 'two' ADMIN");
    Cli first = as("ann", "one");
    Cli second = as("bob", "two");
    Cli.Result requested =
        first.run("tenant", "shred", "request", "acme", "--reason", "it ended", "--json");
    assertThat(requested.exit()).as(requested.err()).isZero();
    String job = requested.out().replaceAll("(?s).*\"id\":\"([0-9a-f]{32})\".*", "$1");
    Cli.Result alone = first.run("tenant", "shred", "approve", job);
    assertThat(alone.exit()).isEqualTo(5);
    assertThat(alone.err()).contains("TC033", "Another user must");
    assertThat(second.run("tenant", "shred", "approve", job).exit()).isZero();
    Cli.Result waits = first.run("job", "run", job, "--wait", "1s");
    assertThat(waits.exit()).as(waits.out() + waits.err()).isEqualTo(4);
    Cli.Result early = first.run("tenant", "shred", "certificate", job);
    assertThat(early.exit()).isEqualTo(3);
    assertThat(first.run("job", "cancel", job).exit()).isZero();
    assertThat(ok("tenant", "show", "acme").out()).contains("ACTIVE");
    String key = ok("tenant", "shred", "public-key").out().strip();
    assertThat(key).matches("[0-9a-f]{64}");
    Path file = Files.writeString(directory.resolve("certificate.json"), "{}");
    fails(5, "TC036", "tenant", "shred", "verify", file.toString(), "--public-key", key);
  }

  @Test
  void rehearse_inATableThatIsNotThere_endsWith1() {
    ok("keystore", "migrate");
    fails(1, "WRONG", "rehearse", "--table", "nowhere");
  }

  @Test
  void migrate_saysWhatItDid_andRefusesNewerTables() throws SQLException {
    assertThat(ok("keystore", "migrate").out()).contains("Made the key tables, version 1");
    assertThat(ok("keystore", "migrate").out()).contains("up to date");
    assertThat(ok("keystore", "migrate", "--json").out())
        .isEqualTo("{\"type\":\"migration\",\"from\":1,\"to\":1}\n");
    execute("UPDATE tenantcrypt.registry SET revision = 2 WHERE item = 'schema'");
    fails(3, "TC041: ", "keystore", "migrate");
  }

  @Test
  void export_ofAllThere_isVerifiedAndImportedAfterAWreck() throws Exception {
    ok("tenant", "create", "acme");
    ok("tenant", "create", "globex");
    ok("policy", "record");
    String file = directory.resolve("keys.jsonl").toString();
    assertThat(ok("keystore", "export", "--out", file, "--json").out())
        .isEqualTo(
            "{\"type\":\"export\",\"file\":\""
                + file
                + "\",\"tenants\":3,\"keys\":4,\"columns\":1}\n");
    assertThat(ok("keystore", "export").out().lines()).hasSize(11);
    fails(2, "is there already", "keystore", "export", "--out", file);
    assertThat(ok("keystore", "verify", file, "--open-keys", "--rate", "0").out())
        .contains("4 keys opened: all is well");
    execute("DROP SCHEMA tenantcrypt CASCADE");
    assertThat(ok("keystore", "import", file, "--dry-run").out())
        .contains("acme: ADDED", "Would be: 3 ADDED");
    assertThat(ok("keystore", "import", file).out()).contains("Done: 3 ADDED", "1 protected");
    assertThat(ok("keystore", "import", file, "--json").out().lines())
        .last()
        .asString()
        .contains("\"added\":0", "\"unchanged\":3", "\"conflict\":0", "\"columns\":0");
    assertThat(ok("keystore", "verify", "--open-keys").out()).contains("all is well");
    String text = Files.readString(Path.of(file), StandardCharsets.UTF_8);
    Path cut =
        Files.writeString(
            directory.resolve("cut.jsonl"), text.substring(0, text.lastIndexOf("{\"item\"")));
    fails(5, "TC036: The export ends after line 10", "keystore", "import", cut.toString());
    fails(5, "TC036", "keystore", "verify", cut.toString());
    fails(2, "is not there", "keystore", "verify", "nowhere.jsonl");
  }

  @Test
  void verify_ofABrokenTenant_tellsIt_andEndsWith1() throws SQLException {
    ok("tenant", "create", "acme");
    ok("tenant", "create", "globex");
    execute("UPDATE tenantcrypt.tenant SET state = 'SUSPENDED' WHERE tenant = 'acme'");
    Cli.Result result = cli.run("keystore", "verify", "--json");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("{\"type\":\"finding\",\"where\":\"acme\",\"code\":\"TC036\""),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "{\"type\":\"summary\",\"tenants\":3,\"keys\":3,\"columns\":0,\"opened\":0,"
                            + "\"findings\":1}"));
  }

  @Test
  void explain_tellsWhatIsDone_andEndsWith1WhereItIsRefused() {
    ok("tenant", "create", "acme");
    assertThat(ok("policy", "explain", "SELECT ssn FROM patient").out())
        .contains("opened from column", "pinned by a predicate that the driver adds");
    fails(1, "TC002", "policy", "explain", "SELECT upper(ssn) FROM patient");
    assertThat(cli.run("policy", "explain", "--json", "SELECT ssn FROM patient").out().lines())
        .allSatisfy(line -> assertThat(line).startsWith("{\"type\":\"explanation\",\"part\":"));
  }

  @Test
  void policyCheck_ofADatabaseThatFits_ends0_andOfOneThatDoesNot_tellsAll() throws SQLException {
    ok("keystore", "migrate");
    fails(1, "policy record", "policy", "check");
    ok("policy", "record");
    assertThat(ok("policy", "check", "--policy", policy.toString()).out())
        .contains("valid", "agrees with the policy");
    execute("DROP TABLE country");
    execute("ALTER TABLE patient ALTER COLUMN tenant_id SET DATA TYPE varchar_ignorecase(63)");
    execute("CREATE TABLE visit (tenant_id varchar(63), id bigint)");
    execute("CREATE VIEW visits AS SELECT id FROM visit");
    Cli.Result result = cli.run("policy", "check", "--json");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out())
        .contains("\"kind\":\"table_missing\",\"code\":\"TC041\",\"object\":\"public.country\"")
        .contains("\"kind\":\"tenancy_column\"", "SET DATA TYPE varchar(63)")
        .contains("\"kind\":\"view\",\"code\":\"TC001\",\"object\":\"public.visits\"");
    fails(1, "country", "policy", "check", "--ignore", "view,tenancy_column");
    ok("policy", "check", "--ignore", "view,tenancy_column,TABLE_MISSING");
  }

  @Test
  void doctor_tellsWhatIsThere_andWhatIsNot() throws SQLException {
    fails(1, "WRONG key tables: There are no key tables yet", "doctor");
    ok("tenant", "create", "acme");
    ok("policy", "record");
    assertThat(ok("doctor", "--policy", policy.toString()).out())
        .contains(
            "ok    policy: ",
            "ok    database: H2",
            "ok    clock: ",
            "ok    key tables: version 1",
            "ok    registry key: opens; 1 protected columns",
            "ok    KEK memory: ",
            "ok    agreement: ");
    assertThat(ok("health", "--json").out().lines())
        .allSatisfy(line -> assertThat(line).contains("\"type\":\"check\"", "\"ok\":true"));
    execute("UPDATE tenantcrypt.tenant SET state = 'SUSPENDED' WHERE tenant = 'acme'");
    execute("DROP TABLE country");
    fails(1, "WRONG agreement: ", "doctor");
  }

  @Test
  void databaseThatIsNotThere_ends4() {
    Cli.Result result =
        Cli.BARE.run(
            "tenant",
            "list",
            "--policy",
            policy.toString(),
            "--url",
            "jdbc:tenantcrypt:postgresql://127.0.0.1:1/nowhere?user=app");
    assertThat(result.err()).startsWith("08001: The database says: ").doesNotContain("\tat ");
    assertThat(result.exit()).isEqualTo(4);
  }

  @Test
  void configuration_namesUrlPolicyAndSettings() throws IOException {
    Path config = directory.resolve("c.properties");
    Files.writeString(
        config,
        "url="
            + plain.replace("jdbc:", "jdbc:tenantcrypt:")
            + "\npolicy="
            + policy
            + "\ntenantcrypt.keyStoreSchema=elsewhere\n");
    Cli bare = Cli.BARE;
    assertThat(bare.run("tenant", "create", "acme", "--config", config.toString()).exit()).isZero();
    fails(3, "TC012", "tenant", "show", "acme");
    assertThat(bare.run("tenant", "show", "acme", "--config", config.toString()).out())
        .contains("acme");
  }
}
