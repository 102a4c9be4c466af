package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.keys.InstanceRow;
import io.tenantcrypt.keys.InstanceTable;
import io.tenantcrypt.keys.JobRow;
import io.tenantcrypt.keys.JobState;
import io.tenantcrypt.keys.JobTable;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.keys.store.KeyRuntime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs and instances in the key tables of each database. */
class JobTablesIT extends OnEachKeyStore {

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final KeyId ONE = KeyId.random();
  private static final KeyId OTHER = KeyId.random();

  private static SortedMap<String, String> map(String name, String value) {
    return new TreeMap<>(Map.of(name, value));
  }

  private JobTable made(Store store) throws SQLException {
    store.empty();
    KeyRuntime runtime = runtime(store);
    runtime.table().create();
    return runtime.jobs();
  }

  private static JobRow whole(JobTable jobs) {
    return JobRow.fresh(
        KeyId.random(), "kind", Optional.of(ACME), map("what", "a\\b\nc"), jobs.now());
  }

  @ParameterizedTest
  @EnumSource
  void job_isThereAsItWasWritten_andIsTakenByOne(Store store) throws SQLException {
    JobTable jobs = made(store);
    JobRow job = whole(jobs);
    assertThat(jobs.insert(List.of(job))).isTrue();
    assertThat(jobs.insert(List.of(whole(jobs), job))).isFalse();
    assertThat(jobs.list()).containsExactly(job);
    assertThat(jobs.find(job.id())).contains(job);
    assertThat(jobs.find(ONE)).isEmpty();

    JobRow mine = jobs.claim(job.id(), ONE, LONG).orElseThrow();
    assertThat(mine.owner()).contains(ONE);
    assertThat(mine.leaseUntil().orElseThrow()).isAfter(mine.created().plus(LONG.minusMinutes(1)));
    assertThat(jobs.claim(job.id(), OTHER, LONG)).isEmpty();

    JobRow done = mine.with(JobState.READY, map("done", "1"));
    JobRow saved = jobs.save(mine, done, Optional.of(LONG)).orElseThrow();
    assertThat(saved.progress()).isEqualTo(done.progress());
    assertThat(jobs.save(mine, done, Optional.of(LONG))).as("not as it was any more").isEmpty();
    JobRow free = jobs.save(saved, saved, Optional.empty()).orElseThrow();
    assertThat(free.owner()).isEmpty();
    assertThat(jobs.claim(job.id(), OTHER, LONG)).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void lease_thatIsOver_letsAnotherTakeIt_andTheFirstCannotWrite(Store store) throws Exception {
    JobTable jobs = made(store);
    JobRow job = whole(jobs);
    jobs.insert(List.of(job));
    JobRow lost = jobs.claim(job.id(), ONE, Duration.ofMillis(1)).orElseThrow();
    Instant begun = jobs.now();
    while (!jobs.now().isAfter(begun.plusMillis(2))) {
      Thread.onSpinWait();
    }
    JobRow taken = jobs.claim(job.id(), OTHER, LONG).orElseThrow();
    assertThat(jobs.save(lost, lost, Optional.of(LONG))).isEmpty();
    assertThat(jobs.save(taken, taken, Optional.of(LONG))).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void pause_endsTheWorkersNextWrite(Store store) throws SQLException {
    JobTable jobs = made(store);
    JobRow job = whole(jobs);
    jobs.insert(List.of(job));
    JobRow mine = jobs.claim(job.id(), ONE, LONG).orElseThrow();
    assertThat(jobs.become(mine, JobState.PAUSED)).isTrue();
    assertThat(jobs.become(mine, JobState.PAUSED)).as("not as it was any more").isFalse();
    assertThat(jobs.save(mine, mine, Optional.of(LONG))).isEmpty();
    assertThat(jobs.claim(job.id(), OTHER, LONG)).isEmpty();
    assertThat(jobs.find(job.id()).orElseThrow().state()).isEqualTo(JobState.PAUSED);
  }

  @ParameterizedTest
  @EnumSource
  void parts_areTakenByDifferentWorkers_eachOnce(Store store) throws Exception {
    JobTable jobs = made(store);
    JobRow job = whole(jobs);
    JobRow another = whole(jobs);
    List<JobRow> parts =
        List.of(
            job.part(0, map("n", "0"), jobs.now()),
            job.part(1, map("n", "1"), jobs.now()),
            job.part(2, map("n", "2"), jobs.now()),
            another.part(0, map("n", "9"), jobs.now()));
    jobs.insert(List.of(job, another));
    assertThat(jobs.insert(parts)).isTrue();
    assertThat(jobs.parts(job.id())).containsExactlyElementsOf(parts.subList(0, 3));
    assertThat(jobs.list()).containsExactlyInAnyOrder(job, another);

    List<String> taken =
        atOnce(
            store,
            runtime ->
                runtime
                    .jobs()
                    .claimPart(job.id(), KeyId.random(), LONG)
                    .map(part -> part.specification().get("n"))
                    .orElse("none"));
    // Who finds the rows of others locked may go away with none: it comes again.
    for (Optional<JobRow> more = jobs.claimPart(job.id(), ONE, LONG);
        more.isPresent();
        more = jobs.claimPart(job.id(), ONE, LONG)) {
      taken.add(more.get().specification().get("n"));
    }
    assertThat(taken.stream().filter(n -> !n.equals("none")))
        .containsExactlyInAnyOrder("0", "1", "2");
    jobs.removeParts(job.id());
    assertThat(jobs.parts(job.id())).isEmpty();
    assertThat(jobs.parts(another.id())).hasSize(1);
    assertThat(jobs.find(job.id())).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void job_thatWasChangedPastTheDriver_isTc036(Store store) throws SQLException {
    JobTable jobs = made(store);
    JobRow job = whole(jobs);
    jobs.insert(List.of(job));
    store.run("update tenantcrypt.`job` set state = 'DONE'");
    assertCode(ErrorCode.TC036, () -> jobs.find(job.id()), job.id().value());
    assertCode(ErrorCode.TC036, jobs::list, job.id().value());
    store.run("update tenantcrypt.`job` set state = 'READY', progress = 'done=all\n'");
    assertCode(ErrorCode.TC036, () -> jobs.claim(job.id(), ONE, LONG), job.id().value());
    store.run("update tenantcrypt.`job` set progress = ''");
    assertThat(jobs.claim(job.id(), ONE, LONG)).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void instance_isThereAsItWasWritten_untilItIsRemoved(Store store) throws SQLException {
    store.empty();
    KeyRuntime runtime = runtime(store);
    runtime.table().create();
    InstanceTable instances = runtime.instances();
    Instant now = instances.now();
    InstanceRow row =
        new InstanceRow(
            ONE,
            "0.1",
            "1",
            "0123456789abcdef",
            12,
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ZERO,
            now.minusSeconds(3),
            now.minusSeconds(60),
            now);
    instances.write(row);
    assertThat(instances.list()).contains(row);
    InstanceRow later =
        new InstanceRow(
            ONE,
            "0.1",
            "1",
            "0123456789abcdef",
            13,
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ZERO,
            now,
            now.minusSeconds(60),
            now.plusSeconds(1));
    instances.write(later);
    assertThat(instances.list()).contains(later).doesNotContain(row);
    assertThat(instances.remove(ONE)).isTrue();
    assertThat(instances.remove(ONE)).isFalse();
    assertThat(instances.list()).doesNotContain(later);
  }
}
