package io.tenantcrypt.it.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.JobOptions;
import io.tenantcrypt.admin.JobSummary;
import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.kms.KeyedDatabase;
import io.tenantcrypt.keys.JobState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant's data key is rotated, and what comes in its way. */
class RotationIT {

  private static final int ROWS = 300;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** Waits for instances and parts, and for nothing that takes longer. */
  private static final JobOptions SOON =
      JobOptions.DEFAULT.withWorkers(2).withPatience(Duration.ofSeconds(3));

  @SuppressWarnings("NullAway.Init")
  private static KeyedDatabase database;

  @SuppressWarnings("NullAway.Init")
  private static TenantCrypt crypt;

  @SuppressWarnings("NullAway.Init")
  private String tenant;

  @BeforeAll
  static void start() throws Exception {
    database =
        KeyedDatabase.create(
            "rotation",
            6,
            """
              kek: "remote-kms://rotation"
              cache: { ring: 500ms }
              rotation: { grace: 1s }
            """,
            "&tenantcrypt.kmsTimeout=5s");
    crypt = TenantCrypt.of(database.pool());
    database.tenants().create("bystander");
    database.insert("bystander", 1, "of nobody's business");
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @BeforeEach
  void fill() throws Exception {
    tenant = "rotated-" + NUMBER.incrementAndGet();
    database.tenants().create(tenant);
    for (int i = 1; i <= ROWS; i++) {
      database.insert(tenant, i, "number " + i);
    }
  }

  private static String ask(String sql) throws SQLException {
    try (Connection past = database.past();
        Statement statement = past.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  /** Versions that the tenant's cells name, and how many name each. */
  private String versions() throws SQLException {
    return ask(
        "select string_agg(v || ': ' || n, ', ' order by v) from (select get_byte(ssn, 5) v,"
            + " count(*) n from patient where tenant_id = '"
            + tenant
            + "' and ssn is not null group by 1) x");
  }

  private String states() throws SQLException {
    return ask(
        "select string_agg(version || ' ' || state || ' ' || octet_length(wrapped) / 10, ', ' order"
            + " by version) from tenantcrypt.key where purpose = 'dek' and tenant = '"
            + tenant
            + "'");
  }

  private JobSummary rotate() {
    JobSummary job = crypt.keys().rotate(tenant);
    return crypt.jobs().run(job.id(), SOON);
  }

  private void assertAllRead() throws Exception {
    for (int i = 1; i <= ROWS; i++) {
      assertThat(database.read(tenant, i)).isEqualTo("number " + i);
    }
  }

  @Test
  void rotate_sealsEveryCellAnew_destroysTheOldKey_andTouchesNoOtherTenant() throws Exception {
    String others = ask("select ctid || ' ' || xmin from patient where tenant_id = 'bystander'");
    assertThat(crypt.keys().plan(tenant).cells()).containsEntry("public.patient", (long) ROWS);
    String before =
        ask("select encode(ssn, 'hex') from patient where id = 1 and tenant_id = '" + tenant + "'");

    JobSummary job = rotate();

    assertThat(job.state()).as("%s", job).isEqualTo(JobState.DONE);
    assertThat(job.progress()).containsEntry("cells", "" + ROWS);
    assertThat(versions()).isEqualTo("2: " + ROWS);
    assertThat(states()).startsWith("1 DESTROYED 0, 2 ACTIVE");
    assertThat(ask("select ctid || ' ' || xmin from patient where tenant_id = 'bystander'"))
        .isEqualTo(others);
    assertAllRead();
    // What a backup still holds of before does not open any more.
    database.past(
        "update patient set ssn = '\\x"
            + before
            + "' where id = 1 and tenant_id = '"
            + tenant
            + "'");
    assertThat(database.reading(tenant, 1)).isEqualTo("TC034");
  }

  @Test
  void rotate_twice_begunAgainMeanwhile_isTheSameJob() {
    JobSummary first = crypt.keys().rotate(tenant);
    assertThat(crypt.keys().rotate(tenant).id()).isEqualTo(first.id());
    assertThat(crypt.jobs().run(first.id(), SOON).state()).isEqualTo(JobState.DONE);
    assertThat(crypt.keys().rotate(tenant).id()).isNotEqualTo(first.id());
    crypt.jobs().cancel(crypt.keys().rotate(tenant).id());
  }

  /** It sealed under the old version, and commits when all other cells are sealed anew. */
  @Test
  void transaction_thatCommitsLate_isWaitedFor() throws Exception {
    try (Connection open = database.pool().getConnection()) {
      open.setAutoCommit(false);
      AsTenant.run(tenant, () -> insert(open, ROWS + 1, "late"));
      JobSummary waits = rotate();
      assertThat(waits.state()).isEqualTo(JobState.READY);
      assertThat(waits.waiting().orElseThrow()).startsWith("the end of ");
      assertThat(versions()).isEqualTo("2: " + ROWS);
      assertThat(states()).contains("1 RETIRED");
      open.commit();
    }
    assertThat(versions()).isEqualTo("1: 1, 2: " + ROWS);
    JobSummary job = rotate();
    assertThat(job.state()).as("%s", job).isEqualTo(JobState.DONE);
    assertThat(versions()).isEqualTo("2: " + (ROWS + 1));
    assertThat(states()).startsWith("1 DESTROYED 0, 2 ACTIVE");
    assertThat(database.read(tenant, ROWS + 1)).isEqualTo("late");
    assertAllRead();
  }

  /** As a transaction manager does: nobody is connected any more when it is committed. */
  @Test
  void transaction_thatIsPrepared_isWaitedFor() throws Exception {
    try (Connection open = database.pool().getConnection();
        Statement statement = open.createStatement()) {
      open.setAutoCommit(false);
      AsTenant.run(tenant, () -> insert(open, ROWS + 1, "prepared"));
      AsTenant.run(tenant, () -> statement.execute("PREPARE TRANSACTION 'rotation'"));
    }
    JobSummary waits = rotate();
    assertThat(waits.state()).isEqualTo(JobState.READY);
    assertThat(waits.waiting().orElseThrow()).contains("prepared transaction");
    database.past("COMMIT PREPARED 'rotation'");
    assertThat(versions()).isEqualTo("1: 1, 2: " + ROWS);
    JobSummary job = rotate();
    assertThat(job.state()).as("%s", job).isEqualTo(JobState.DONE);
    assertThat(versions()).isEqualTo("2: " + (ROWS + 1));
    assertThat(database.read(tenant, ROWS + 1)).isEqualTo("prepared");
  }

  private void insert(Connection connection, int id, String ssn) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into patient (id, tenant_id, ssn) values (?, ?, ?)")) {
      insert.setInt(1, id);
      insert.setString(2, tenant);
      insert.setString(3, ssn);
      insert.executeUpdate();
    }
  }

  /** As a process that was frozen between sealing and sending, until all was counted once. */
  @Test
  void cell_thatArrivesInTheGrace_isFoundByTheSecondCount_andKept() throws Exception {
    String sealedBefore =
        ask("select encode(ssn, 'hex') from patient where id = 7 and tenant_id = '" + tenant + "'");
    JobSummary job = crypt.keys().rotate(tenant);
    crypt
        .jobs()
        .run(
            job.id(),
            SOON.withPatience(Duration.ofMillis(700))
                .withProgress(
                    now -> {
                      if ("GRACE".equals(now.progress().get("phase"))) {
                        crypt.jobs().pause(now.id());
                      }
                    }));
    assertThat(crypt.jobs().find(job.id()).orElseThrow().state()).isEqualTo(JobState.PAUSED);
    assertThat(versions()).isEqualTo("2: " + ROWS);
    database.past(
        "update patient set ssn = '\\x"
            + sealedBefore
            + "' where id = 7 and tenant_id = '"
            + tenant
            + "'");
    assertThat(versions()).isEqualTo("1: 1, 2: " + (ROWS - 1));
    crypt.jobs().resume(job.id());
    JobSummary done = crypt.jobs().run(job.id(), SOON);
    assertThat(done.state()).as("%s", done).isEqualTo(JobState.DONE);
    assertThat(done.progress()).containsEntry("round", "2");
    assertThat(versions()).isEqualTo("2: " + ROWS);
    assertAllRead();
  }

  @Test
  void cell_thatDoesNotOpen_isQuarantined_andNothingIsDestroyed() throws Exception {
    String good =
        ask("select encode(ssn, 'hex') from patient where id = 9 and tenant_id = '" + tenant + "'");
    database.past(
        "update patient set ssn = set_byte(ssn, 20, (get_byte(ssn, 20) + 1) % 256) where id = 9"
            + " and tenant_id = '"
            + tenant
            + "'");
    JobSummary stopped = rotate();
    assertThat(stopped.state()).isEqualTo(JobState.INCOMPLETE);
    assertThat(stopped.problem().orElseThrow()).contains("quarantined");
    assertThat(stopped.progress().get("quarantined")).contains("patient", "ssn", "9", "TC020");
    assertThat(states()).contains("1 RETIRED");
    assertThat(versions()).isEqualTo("1: 1, 2: " + (ROWS - 1));
    assertThatThrownBy(() -> crypt.keys().rotate(tenant)).hasMessageContaining("incomplete");
    database.past(
        "update patient set ssn = '\\x" + good + "' where id = 9 and tenant_id = '" + tenant + "'");
    crypt.jobs().resume(stopped.id());
    JobSummary done = crypt.jobs().run(stopped.id(), SOON);
    assertThat(done.state()).as("%s", done).isEqualTo(JobState.DONE);
    assertThat(states()).startsWith("1 DESTROYED 0, 2 ACTIVE");
    assertAllRead();
  }

  @Test
  void rotation_thatIsGivenUp_leavesEverythingReadable() throws Exception {
    JobSummary job = crypt.keys().rotate(tenant);
    crypt
        .jobs()
        .run(
            job.id(),
            SOON.withProgress(
                now -> {
                  if ("DRAIN".equals(now.progress().get("phase"))) {
                    crypt.jobs().cancel(now.id());
                  }
                }));
    assertThat(crypt.jobs().find(job.id()).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
    assertThat(states()).contains("1 RETIRED").contains("2 ACTIVE");
    assertAllRead();
    assertThat(rotate().state()).isEqualTo(JobState.DONE);
    assertThat(states()).startsWith("1 DESTROYED 0, 2 DESTROYED 0, 3 ACTIVE");
    assertAllRead();
  }

  @Test
  void rotation_thatIsGivenUpBeforeItSealed_leavesNoVersionBehind() throws Exception {
    JobSummary job = crypt.keys().rotate(tenant);
    crypt
        .jobs()
        .run(
            job.id(),
            SOON.withProgress(
                now -> {
                  if ("ANNOUNCE".equals(now.progress().get("phase"))) {
                    crypt.jobs().cancel(now.id());
                  }
                }));
    assertThat(states()).contains("1 ACTIVE").contains("2 DESTROYED 0");
    database.update(tenant, 3, "sealed after");
    assertThat(versions()).isEqualTo("1: " + ROWS);
  }
}
