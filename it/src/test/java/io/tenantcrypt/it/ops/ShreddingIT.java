package io.tenantcrypt.it.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantcrypt.admin.JobOptions;
import io.tenantcrypt.admin.JobSummary;
import io.tenantcrypt.admin.ShredCertificate;
import io.tenantcrypt.admin.ShredOptions;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.it.RemoteKms;
import io.tenantcrypt.it.kms.KeyedDatabase;
import io.tenantcrypt.keys.JobState;
import io.tenantcrypt.keys.TenantState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant is shredded by two users of the database, while the application runs. */
class ShreddingIT {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final ShredOptions AT_ONCE = ShredOptions.DEFAULT.withWindow(Duration.ZERO);

  @SuppressWarnings("NullAway.Init")
  private static KeyedDatabase database;

  @SuppressWarnings("NullAway.Init")
  private static Operator alice;

  @SuppressWarnings("NullAway.Init")
  private static Operator bob;

  @SuppressWarnings("NullAway.Init")
  private String tenant;

  @BeforeAll
  static void start() throws Exception {
    database =
        KeyedDatabase.create(
            "shredding",
            4,
            """
              kek: "remote-kms://shredding"
              tiers: { own: "remote-kms://own-{tenant}" }
              cache: { ttl: 1s, ring: 500ms }
            """,
            "&tenantcrypt.kmsTimeout=5s");
    database.tenants().create("bystander");
    database.insert("bystander", 1, "of nobody's business");
    for (String name : new String[] {"shred_alice", "shred_bob"}) {
      database.past(
          "create role " + name + " login",
          "grant usage on schema tenantcrypt to " + name,
          "grant select, insert, update, delete on all tables in schema tenantcrypt to " + name);
    }
    database.past("grant shred_bob to shred_alice");
    alice = Operator.of(database.url(), as("shred_alice"));
    bob = Operator.of(database.url(), as("shred_bob"));
  }

  private static String as(String user) {
    return database.plainUrl().replace("user=postgres", "user=" + user);
  }

  @AfterAll
  static void stop() throws Exception {
    alice.close();
    bob.close();
    for (String name : new String[] {"shred_alice", "shred_bob"}) {
      database.past("drop owned by " + name, "drop role " + name);
    }
    database.close();
  }

  @BeforeEach
  void fill() throws Exception {
    tenant = "shredded-" + NUMBER.incrementAndGet();
    database.tenants().create(tenant);
    database.insert(tenant, 1, "to be forgotten");
  }

  private static void assertCode(ErrorCode code, ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TenantCryptException.class,
            e -> {
              assertThat(e.code()).as("%s", e).isEqualTo(code);
              for (String word : words) {
                assertThat(e).hasMessageContaining(word);
              }
            });
  }

  private static JsonNode read(ShredCertificate certificate) throws Exception {
    return new ObjectMapper().readTree(certificate.json());
  }

  private static String ask(String sql) throws SQLException {
    try (Connection past = database.past();
        Statement statement = past.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  private String keys() throws SQLException {
    return ask(
        "select string_agg(purpose || ' ' || version || ' ' || state || ' ' || octet_length(wrapped)"
            + " || ' ' || octet_length(more_copies) || ' ' || kek, ', ') from tenantcrypt.key where"
            + " tenant = '"
            + tenant
            + "'");
  }

  @Test
  void shred_byTwoUsers_leavesATombstone_everywhere_andACertificate() throws Exception {
    String pinned = alice.crypt().shredding().publicKey();
    assertThat(database.read(tenant, 1)).isEqualTo("to be forgotten");
    JobSummary asked =
        alice
            .crypt()
            .shredding()
            .request(
                tenant,
                "contract \"42\"\nended",
                ShredOptions.DEFAULT
                    .withWindow(Duration.ofSeconds(1))
                    .withBackupRetention(Duration.ofDays(35)));
    assertThat(bob.run(asked).waiting().orElseThrow()).contains("another", "shred_alice");
    JobSummary approved = bob.crypt().shredding().approve(asked.id());
    assertThat(approved.progress()).containsEntry("approvedBy", "shred_bob");
    assertThat(database.writing(tenant, 1)).as("within the window").isEqualTo("ok");

    JobSummary done = bob.run(asked);

    assertThat(done.state()).as("%s", done).isEqualTo(JobState.DONE);
    assertThat(keys()).isEqualTo("dek 1 DESTROYED 0 0 ");
    assertThat(database.tenants().find(tenant).orElseThrow().state())
        .isEqualTo(TenantState.SHREDDED);
    assertThat(database.reading(tenant, 1)).isEqualTo("TC034");
    assertThat(database.writing(tenant, 1)).isEqualTo("TC034");
    assertThat(ask("select count(*) from patient where tenant_id = '" + tenant + "'"))
        .as("rows are the operator's to delete")
        .isEqualTo("1");
    assertCode(ErrorCode.TC034, () -> database.tenants().create(tenant), "another one");
    assertCode(ErrorCode.TC034, () -> database.tenants().resume(tenant));
    assertCode(ErrorCode.TC034, () -> database.tenants().move(tenant, "own", Map.of()));
    assertCode(ErrorCode.TC034, () -> alice.crypt().shredding().request(tenant, "once more"));
    assertCode(ErrorCode.TC034, () -> alice.crypt().keys().rotate(tenant));
    assertThat(database.read("bystander", 1)).isEqualTo("of nobody's business");

    ShredCertificate certificate =
        ShredCertificate.verify(String.valueOf(done.progress().get("certificate")), pinned);
    JsonNode told = read(certificate);
    assertThat(told.at("/tenant").asText()).isEqualTo(tenant);
    assertThat(told.at("/reason").asText()).isEqualTo("contract \"42\"\nended");
    assertThat(told.at("/requestedBy").asText()).isEqualTo("shred_alice");
    assertThat(told.at("/approvedBy").asText()).isEqualTo("shred_bob");
    assertThat(told.at("/window/shorterThanStandard").asBoolean()).isTrue();
    assertThat(told.at("/keys/0/keks/0").asText()).isEqualTo("remote-kms://shredding");
    assertThat(told.at("/keks/0/platform").asBoolean()).isTrue();
    assertThat(told.at("/keks/0/otherTenants").asInt()).isPositive();
    assertThat(told.at("/keks/0/fate").asText()).isEqualTo("THERE");
    assertThat(told.at("/keyTables/place").asText()).isEqualTo("SAME_DATABASE");
    Instant destroyed = Instant.parse(told.at("/destroyedAt").asText());
    assertThat(destroyed)
        .isAfterOrEqualTo(Instant.parse(told.at("/approvedAt").asText()).plusSeconds(1));
    assertThat(Instant.parse(told.at("/effective/copiesOfKeyTables/from").asText()))
        .isEqualTo(destroyed.plus(Duration.ofDays(35)));
    assertThat(Instant.parse(told.at("/effective/copiesWithoutKeyTables/from").asText()))
        .isEqualTo(destroyed);
  }

  @Test
  void certificate_ofWhichAnyByteIsChanged_isRefused() throws Exception {
    JobSummary done = shred(AT_ONCE);
    ShredCertificate certificate = alice.crypt().shredding().certificate(done.id());
    String json = certificate.json();
    String pinned = bob.crypt().shredding().publicKey();
    assertThat(ShredCertificate.verify(json, pinned)).isEqualTo(certificate);
    for (int i = 0; i < json.length(); i++) {
      char other = json.charAt(i) == 'x' ? 'y' : 'x';
      String changed = json.substring(0, i) + other + json.substring(i + 1);
      assertCode(ErrorCode.TC036, () -> ShredCertificate.verify(changed, pinned));
    }
    assertCode(ErrorCode.TC036, () -> ShredCertificate.verify(json + "\n", pinned));
    assertCode(ErrorCode.TC036, () -> ShredCertificate.verify(json, "00".repeat(32)));
    assertCode(ErrorCode.TC036, () -> ShredCertificate.verify(json, ""));
  }

  private JobSummary shred(ShredOptions options) {
    JobSummary asked = alice.crypt().shredding().request(tenant, "a test", options);
    bob.crypt().shredding().approve(asked.id());
    JobSummary done = alice.run(asked);
    assertThat(done.state()).as("%s", done).isEqualTo(JobState.DONE);
    return done;
  }

  @Test
  void approval_byWhoAsked_isRefused_whateverRoleIsSet() throws Exception {
    JobSummary asked = alice.crypt().shredding().request(tenant, "a test", AT_ONCE);
    assertCode(ErrorCode.TC033, () -> alice.crypt().shredding().approve(asked.id()), "shred_alice");
    String inDisguise = as("shred_alice") + "&options=-c%20role=shred_bob";
    try (Connection connection = DriverManager.getConnection(inDisguise);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select current_user")) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("shred_bob");
    }
    try (Operator disguised = Operator.of(database.url(), inDisguise)) {
      assertCode(
          ErrorCode.TC033, () -> disguised.crypt().shredding().approve(asked.id()), "shred_alice");
    }
    assertThat(alice.run(asked).state()).isEqualTo(JobState.READY);
    assertThat(database.reading(tenant, 1)).isEqualTo("ok");
    alice.crypt().jobs().cancel(asked.id());
  }

  @Test
  void request_thatIsThere_isTheSameForWhoAsked_andRefusedOtherwise() {
    JobSummary asked = alice.crypt().shredding().request(tenant, "a test");
    assertThat(alice.crypt().shredding().request(tenant, "a test").id()).isEqualTo(asked.id());
    assertCode(
        ErrorCode.TC041, () -> bob.crypt().shredding().request(tenant, "a test"), "shred_alice");
    assertCode(
        ErrorCode.TC041, () -> alice.crypt().shredding().request(tenant, "another"), asked.id());
    assertCode(ErrorCode.TC040, () -> alice.crypt().shredding().request(tenant, " "));
    assertCode(ErrorCode.TC012, () -> alice.crypt().shredding().request("nobody", "a test"));
    assertCode(ErrorCode.TC041, () -> alice.crypt().shredding().certificate(asked.id()));
    alice.crypt().jobs().cancel(asked.id());
    assertCode(ErrorCode.TC041, () -> bob.crypt().shredding().approve(asked.id()), "CANCELLED");
    assertThat(bob.crypt().shredding().request(tenant, "a test").id()).isNotEqualTo(asked.id());
  }

  @Test
  void approval_thatSuspends_doesSoAtOnce_andGivingUpUndoesIt() throws Exception {
    JobSummary asked =
        alice.crypt().shredding().request(tenant, "a test", ShredOptions.DEFAULT.withSuspend(true));
    assertThat(database.writing(tenant, 1)).isEqualTo("ok");
    bob.crypt().shredding().approve(asked.id());
    JobSummary waits = alice.run(asked);
    assertThat(waits.waiting().orElseThrow()).contains("the end of the window");
    awaitWriting("TC013");
    assertThat(keys()).startsWith("dek 1 ACTIVE");
    alice.crypt().jobs().cancel(asked.id());
    awaitWriting("ok");
    assertThat(alice.run(asked).state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void givingUp_leavesATenantSuspended_thatSomebodyElseHasSuspended() throws Exception {
    database.tenants().suspend(tenant);
    JobSummary asked =
        alice.crypt().shredding().request(tenant, "a test", ShredOptions.DEFAULT.withSuspend(true));
    bob.crypt().shredding().approve(asked.id());
    alice.crypt().jobs().cancel(asked.id());
    assertThat(database.tenants().find(tenant).orElseThrow().state())
        .isEqualTo(TenantState.SUSPENDED);
  }

  private void awaitWriting(String state) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!database.writing(tenant, 1).equals(state) && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(database.writing(tenant, 1)).isEqualTo(state);
  }

  @Test
  void givingUp_onceTheKeysAreDestroyed_isRefused() throws Exception {
    JobSummary asked = alice.crypt().shredding().request(tenant, "a test", AT_ONCE);
    bob.crypt().shredding().approve(asked.id());
    alice
        .crypt()
        .jobs()
        .run(
            asked.id(),
            JobOptions.DEFAULT.withProgress(
                now -> {
                  if (now.state() == JobState.READY && now.progress().containsKey("destroyedAt")) {
                    assertCode(
                        ErrorCode.TC034, () -> bob.crypt().jobs().cancel(now.id()), "destroyed");
                  }
                }));
    assertCode(ErrorCode.TC041, () -> bob.crypt().jobs().cancel(asked.id()), "DONE");
    assertThat(bob.crypt().jobs().find(asked.id()).orElseThrow().state()).isEqualTo(JobState.DONE);
  }

  /** Whoever writes to the key tables and has no registry key cannot approve by hand. */
  @Test
  void approval_thatIsWrittenPastTheDriver_isTc036() throws Exception {
    JobSummary asked = alice.crypt().shredding().request(tenant, "a test", AT_ONCE);
    String before = ask("select progress from tenantcrypt.job where id = '" + asked.id() + "'");
    database.past(
        "update tenantcrypt.job set progress = 'approvedBy=shred_bob\nphase=WINDOW\n"
            + "until=2026-01-01T00:00:00Z\n' where id = '"
            + asked.id()
            + "'");
    assertCode(ErrorCode.TC036, () -> alice.run(asked), asked.id());
    assertThat(database.reading(tenant, 1)).isEqualTo("ok");
    database.past(
        "update tenantcrypt.job set progress = '" + before + "' where id = '" + asked.id() + "'");
    alice.crypt().jobs().cancel(asked.id());
  }

  /** Why the certificate takes the table's own file for a copy of it. */
  @Test
  void deadRows_ofPostgres_areInTheFileUntilItIsWrittenAnew() throws Exception {
    String wrapped =
        ask("select encode(wrapped, 'hex') from tenantcrypt.key where tenant = '" + tenant + "'");
    String found =
        "select position('\\x"
            + wrapped
            + "'::bytea in pg_read_binary_file(pg_relation_filepath('tenantcrypt.key')))";
    shred(AT_ONCE);
    try (Connection past = database.past();
        Statement statement = past.createStatement()) {
      statement.execute("checkpoint");
      assertThat(ask(found)).as("dead, and still there").isNotEqualTo("0");
      statement.execute("vacuum full tenantcrypt.key");
      statement.execute("checkpoint");
    }
    assertThat(ask(found)).isEqualTo("0");
  }

  /** The KEK may be gone when its customer is. */
  @Test
  void shred_withAKekThatItsCustomerHasDestroyedBefore_isEffectiveAtOnce() throws Exception {
    tenant = tenant + "-own";
    database.tenants().create(tenant, "own", Map.of());
    RemoteKms.destroy("remote-kms://own-" + tenant);
    JsonNode told = read(alice.crypt().shredding().certificate(shred(AT_ONCE).id()));
    assertThat(told.at("/keks/0/fate").asText()).isEqualTo("GONE");
    assertThat(told.at("/effective/copiesOfKeyTables/from").asText())
        .isEqualTo(told.at("/observedAt").asText());
  }

  @Test
  void certificate_askedForAgain_tellsThatTheKekIsDestroyedByThen() throws Exception {
    tenant = tenant + "-own";
    database.tenants().create(tenant, "own", Map.of());
    JobSummary done = shred(AT_ONCE);
    JsonNode first = read(alice.crypt().shredding().certificate(done.id()));
    assertThat(first.at("/effective/copiesOfKeyTables/from").isNull()).isTrue();
    assertThat(first.at("/effective/copiesOfKeyTables/because").asText())
        .contains("no retention was declared", "Destroy those KEKs");
    assertThat(first.at("/effective/copiesOfKeyTables/openedUntilThenBy/0").asText())
        .isEqualTo("remote-kms://own-" + tenant);
    RemoteKms.refuse(tenant, true);
    JsonNode denied = read(alice.crypt().shredding().certificate(done.id()));
    assertThat(denied.at("/keks/0/fate").asText()).isEqualTo("NOT_TOLD");
    assertThat(denied.at("/keks/0/answer").asText()).isEqualTo("TC033");
    assertThat(denied.at("/effective/copiesOfKeyTables/from").isNull()).isTrue();
    RemoteKms.refuse(tenant, false);
    RemoteKms.destroy("remote-kms://own-" + tenant);
    JsonNode later = read(bob.crypt().shredding().certificate(done.id()));
    assertThat(later.at("/keks/0/fate").asText()).isEqualTo("GONE");
    assertThat(Instant.parse(later.at("/effective/copiesOfKeyTables/from").asText()))
        .isAfter(Instant.parse(first.at("/observedAt").asText()));
    assertThat(later.at("/destroyedAt")).isEqualTo(first.at("/destroyedAt"));
  }
}
