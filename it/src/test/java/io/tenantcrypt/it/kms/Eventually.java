package io.tenantcrypt.it.kms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.it.Stopwatch;
import java.time.Duration;

/** Asks again and again until the answer is the one that is waited for. */
final class Eventually {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Gives an answer. */
  @FunctionalInterface
  interface Asking {
    String ask() throws Exception;
  }

  /**
   * How long it took.
   *
   * @param other from the call to the begin of the last asking that was answered otherwise, zero if
   *     none was: what is believed until a time has to answer before it, however busy the machine
   * @param elapsed from the call to the wanted answer, by a {@link Stopwatch}
   */
  record Waited(Duration other, Duration elapsed) {}

  private Eventually() {}

  /** Asks until the answer is the wanted one, half a minute at most. */
  static Waited answers(String wanted, Duration pause, Asking asking) throws Exception {
    long begun = System.nanoTime();
    Duration other = Duration.ZERO;
    try (Stopwatch watch = Stopwatch.start()) {
      while (true) {
        Duration now = Duration.ofNanos(System.nanoTime() - begun);
        String answer = asking.ask();
        if (answer.equals(wanted)) {
          return new Waited(other, watch.elapsed());
        }
        assertThat(now).as("still %s", answer).isLessThan(PATIENCE);
        other = now;
        Thread.sleep(pause.toMillis());
      }
    }
  }
}
