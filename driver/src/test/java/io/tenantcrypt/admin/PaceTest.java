package io.tenantcrypt.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.TenantCryptException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final List<Long> waits = new ArrayList<>();

  private Pace pace(int perSecond) {
    return new Pace(
        perSecond,
        nanos::get,
        wait -> {
          waits.add(TimeUnit.NANOSECONDS.toMillis(wait));
          nanos.addAndGet(wait);
        });
  }

  @Test
  void turns_areEvenlyApart_andNoBurstMakesUpForASlowOne() {
    Pace pace = pace(10);
    pace.await();
    pace.await();
    pace.await();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(3));
    pace.await();
    pace.await();
    assertThat(waits).containsExactly(100L, 100L, 100L);
  }

  @Test
  void noBound_waitsForNothing() {
    Pace pace = pace(0);
    pace.await();
    pace.await();
    assertThat(waits).isEmpty();
  }

  @Test
  void negativeRate_isRefused() {
    assertThatThrownBy(() -> pace(-1)).isInstanceOf(TenantCryptException.class);
  }

  @Test
  void interruptedWait_isAFailure() {
    Pace pace =
        new Pace(
            1,
            nanos::get,
            wait -> {
              throw new InterruptedException();
            });
    pace.await();
    assertThatThrownBy(pace::await).hasMessageContaining("Interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }
}
