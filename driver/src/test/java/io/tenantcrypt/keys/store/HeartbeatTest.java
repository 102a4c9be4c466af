package io.tenantcrypt.keys.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.InstanceRow;
import io.tenantcrypt.keys.InstanceTable;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.policy.KeyPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

  private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");

  private final Table table = new Table();
  private long nanos = 1_000_000_000L;
  private long oldest;
  private final Heartbeat heartbeat =
      new Heartbeat(
          table,
          () -> oldest,
          () -> nanos,
          KeyPolicy.Cache.DEFAULT,
          new RuntimeFacts("0.1", "1", 7, () -> "0123456789abcdef"));

  /** Instances in a list; asking for the time takes as long as a test says. */
  private final class Table implements InstanceTable {
    private final List<InstanceRow> rows = new ArrayList<>();
    private Instant now = NOW;
    private Duration took = Duration.ZERO;
    private boolean refuses;

    @Override
    public Instant now() {
      nanos += took.toNanos();
      return now;
    }

    @Override
    public void write(InstanceRow instance) {
      if (refuses) {
        throw new TenantCryptException(ErrorCode.TC041, "Grant it.");
      }
      rows.removeIf(row -> row.id().equals(instance.id()));
      rows.add(instance);
    }

    @Override
    public boolean remove(KeyId id) {
      return rows.removeIf(row -> row.id().equals(id));
    }

    @Override
    public List<InstanceRow> list() {
      return List.copyOf(rows);
    }
  }

  @Test
  void beat_withoutReadings_hasSeenWhatWasThereWhenItAskedForTheTime() {
    table.took = Duration.ofMillis(40);
    heartbeat.beat();
    assertThat(table.rows).hasSize(1);
    assertThat(table.rows.get(0).heartbeat()).isEqualTo(NOW);
    assertThat(table.rows.get(0).started()).isEqualTo(NOW);
    // How long the answer was on its way is not known: all of it may be after the clock's look.
    assertThat(table.rows.get(0).seen()).isEqualTo(NOW.minusMillis(40));
  }

  @Test
  void beat_withAReading_hasSeenNothingNewerThanTheOldestThatIsBelieved() {
    heartbeat.beat();
    oldest = Duration.ofSeconds(12).toNanos();
    table.now = NOW.plusSeconds(60);
    heartbeat.beat();
    assertThat(table.rows).hasSize(1);
    assertThat(table.rows.get(0).seen()).isEqualTo(NOW.plusSeconds(48));
    assertThat(table.rows.get(0).started()).isEqualTo(NOW);
  }

  @Test
  void beat_thatIsRefused_isAProblemUntilOneSucceeds() {
    table.refuses = true;
    heartbeat.beat();
    assertThat(heartbeat.problem()).contains("TC041: Grant it.");
    table.refuses = false;
    heartbeat.beat();
    assertThat(heartbeat.problem()).isEmpty();
    assertThat(table.rows).hasSize(1);
  }

  @Test
  void end_takesTheInstanceOut() {
    heartbeat.beat();
    heartbeat.end();
    assertThat(table.rows).isEmpty();
  }

  @Test
  void firstBeat_forgetsThoseThatWereSilentForAMonth() {
    InstanceRow lost =
        new InstanceRow(
            KeyId.random(),
            "0.1",
            "1",
            "0123456789abcdef",
            1,
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ZERO,
            NOW.minus(Duration.ofDays(31)),
            NOW.minus(Duration.ofDays(40)),
            NOW.minus(Duration.ofDays(31)));
    table.rows.add(lost);
    heartbeat.beat();
    assertThat(table.rows).hasSize(1).doesNotContain(lost);
  }
}
