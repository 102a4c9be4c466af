package io.tenantcrypt.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MessageMeterTest {

  private static final TenantId ACME = TenantId.of("acme");
  private static final String NAME = "acme 3 patient.ssn";

  private final FakeUsage usage = new FakeUsage();

  private MessageMeter meter() {
    return new MessageMeter(usage, ACME, 3, "patient.ssn");
  }

  private static void count(MessageMeter meter, long times) {
    for (long i = 0; i < times; i++) {
      meter.count();
    }
  }

  @Test
  void count_reservesABlockAhead_andThenAFourTimesLargerOne() {
    MessageMeter meter = meter();
    assertThat(usage.reserved).isEmpty();
    count(meter, MessageMeter.FIRST);
    assertThat(usage.reserved).containsEntry(NAME, MessageMeter.FIRST);
    assertThat(usage.reservations).hasValue(1);
    meter.count();
    assertThat(usage.reserved).containsEntry(NAME, 5 * MessageMeter.FIRST);
    assertThat(usage.reservations).hasValue(2);
  }

  @Test
  void count_ofTwoInstances_sharesNoMessage() {
    count(meter(), 1);
    count(meter(), 1);
    assertThat(usage.reserved).containsEntry(NAME, 2 * MessageMeter.FIRST);
  }

  @Test
  void count_byManyThreads_neverUsesMoreThanIsReserved() throws Exception {
    MessageMeter meter = meter();
    int threads = 8;
    int each = 20_000;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        work.add(pool.submit(() -> count(meter, each)));
      }
      for (Future<?> done : work) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
    // Blocks of 1, 4, 16, 64 and 256 times the first: the fifth is needed, a sixth is not.
    assertThat(usage.reservations).hasValue(5);
    assertThat(usage.reserved.get(NAME)).isGreaterThanOrEqualTo((long) threads * each);
  }

  @Test
  void count_atTheLimit_isTc037_andTheLastMessagesBelowItAreGiven() {
    usage.reserved.put(NAME, MessageMeter.LIMIT - 2);
    MessageMeter meter = meter();
    count(meter, 2);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(meter::count)
          .isInstanceOfSatisfying(
              TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC037))
          .hasMessageContaining("acme")
          .hasMessageContaining("Rotate");
    }
    assertThat(usage.reserved).containsEntry(NAME, MessageMeter.LIMIT);
  }
}
