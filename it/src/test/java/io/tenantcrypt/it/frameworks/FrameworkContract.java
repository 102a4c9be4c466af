package io.tenantcrypt.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.RawInspector;
import io.tenantcrypt.it.Recording;
import io.tenantcrypt.it.World;
import io.tenantcrypt.plan.StatementPlan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What holds for every framework: each step reads the same on both databases, or is refused with
 * the code that the captured file names; afterwards both hold the same rows, no protected value is
 * in a column or was sent, no other tenant's byte changed, and the captured file is what was sent.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class FrameworkContract {

  private static final boolean WRITE = "write".equals(System.getProperty("tenantcrypt.it.capture"));

  /** What came of a step: a text, or what was thrown. */
  private record Attempt(String text, @Nullable Exception thrown) {

    /** The state of the driver's refusal, wherever the framework has put it. */
    Optional<String> state() {
      for (Throwable t = thrown; t != null; t = t.getCause()) {
        if (t instanceof SQLException e && String.valueOf(e.getSQLState()).startsWith("TC")) {
          return Optional.of(e.getSQLState());
        }
      }
      return Optional.empty();
    }
  }

  private final String name;
  private final String mode;
  private final Captured captured;
  private final TreeSet<String> sent = new TreeSet<>();
  private Databases databases;
  private Application twin;
  private Application sealed;
  private String globex;

  FrameworkContract(String name, String mode) {
    this.name = name;
    this.mode = mode;
    this.captured = Captured.read(name, mode);
  }

  /** Starts the application on a database. */
  abstract Application start(String url) throws Exception;

  @BeforeAll
  void startBoth() throws Exception {
    databases = Databases.create(name, mode);
    globex = databases.globex();
    twin = start(databases.twinUrl());
    sealed = start(databases.sealedUrl());
  }

  @AfterAll
  void stopBoth() throws Exception {
    if (WRITE) {
      write();
    }
    if (sealed != null) {
      sealed.close();
    }
    if (twin != null) {
      twin.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> application_eachStep_readsTheSameOrIsRefusedAsCommitted() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String step : twin.steps()) {
      tests.add(DynamicTest.dynamicTest(step, () -> check(step)));
    }
    for (String table : Databases.TABLES) {
      tests.add(
          DynamicTest.dynamicTest(
              "afterwards " + table + " holds the same rows", () -> checkRows(table)));
    }
    tests.add(DynamicTest.dynamicTest("afterwards nothing protected leaked", this::checkLeaks));
    tests.add(
        DynamicTest.dynamicTest(
            "afterwards the other tenant's bytes are as before",
            () -> assertThat(databases.globex()).isEqualTo(globex)));
    tests.add(DynamicTest.dynamicTest("the captured file is what was sent", this::checkCaptured));
    return tests.stream();
  }

  private void check(String step) throws Exception {
    Attempt ours = AsTenant.call(World.ACME, () -> attempt(sealed, step, true));
    int before = Recording.of(databases.twinRecording()).events().size();
    Attempt plain = attempt(twin, step, ours.thrown() == null);
    List<String> now = sentSince(before);
    sent.addAll(now);
    assertThat(plain.thrown()).as("the plain run of %s", step).isNull();
    Optional<Captured.Expectation> refusal =
        now.stream().map(captured::expectation).filter(e -> e.state().isPresent()).findFirst();
    if (refusal.isPresent()) {
      assertThat(ours.state()).as("refused: %s", ours.thrown()).isEqualTo(refusal.get().state());
    } else {
      assertThat(ours.thrown()).as("the driver's run of %s, after %s", step, now).isNull();
      assertThat(ours.text()).isEqualTo(plain.text());
    }
  }

  private static Attempt attempt(Application application, String step, boolean keep) {
    try {
      return new Attempt(application.run(step, keep), null);
    } catch (Exception e) {
      return new Attempt("", e);
    }
  }

  private List<String> sentSince(int before) {
    List<Recording.Event> events = Recording.of(databases.twinRecording()).events();
    return events.subList(before, events.size()).stream()
        .map(Recording.Event::sql)
        .filter(sql -> !sql.isBlank())
        .distinct()
        .toList();
  }

  private void checkRows(String table) throws Exception {
    List<String> expected = Databases.rows(databases.rawTwinUrl(), table);
    assertThat(AsTenant.call(World.ACME, () -> Databases.rows(databases.sealedUrl(), table)))
        .isEqualTo(expected);
  }

  private void checkLeaks() throws Exception {
    assertThat(new RawInspector(databases.rawTwinUrl()).find(Fixture.MARKS)).isNotEmpty();
    assertThat(new RawInspector(databases.rawUrl()).find(Fixture.MARKS)).isEmpty();
    List<Recording.Event> events = Recording.of(databases.sealedRecording()).events();
    assertThat(events).isNotEmpty();
    for (String mark : Fixture.MARKS) {
      assertThat(events).noneMatch(event -> event.holds(mark));
    }
  }

  private void checkCaptured() {
    assertThat(canonical(sent))
        .as("mvn … -Dcapture=write writes captured/%s.sql anew", name)
        .isEqualTo(canonical(captured.statements().keySet()));
  }

  private Set<String> canonical(Collection<String> statements) {
    Set<String> all = new TreeSet<>();
    statements.forEach(sql -> all.add(canonical(sql)));
    return all;
  }

  /** One text for all that the framework writes now in one order and now in another. */
  String canonical(String sql) {
    return sql;
  }

  private void write() throws Exception {
    Judge judge = Judge.of(Databases.policy(mode), databases.rawUrl(), sent);
    captured.write(
        sent,
        sql ->
            judge
                .refusal(sql)
                .map(FrameworkContract::unreviewed)
                .orElse(Captured.Expectation.ACCEPTED));
  }

  private static Captured.Expectation unreviewed(StatementPlan.Refused refused) {
    return new Captured.Expectation(
        Optional.of(refused.code().name()), CapturedIT.UNREVIEWED + " " + refused.reason());
  }
}
