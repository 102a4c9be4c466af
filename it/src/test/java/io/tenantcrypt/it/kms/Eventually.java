package io.tenantcrypt.it.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** Asks again and again until the answer is the one that is waited for. */
final class Eventually {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Gives an answer. */
  @FunctionalInterface
  interface Asking {
    String ask() throws Exception;
  }

  private Eventually() {}

  /**
   * Asks until the answer is the wanted one, half a minute at most.
   *
   * @return from this call to the begin of the last asking that was answered otherwise: what was
   *     believed for longer had to answer otherwise later, however busy the machine is; zero if
   *     none was
   */
  static Duration answers(String wanted, Duration pause, Asking asking) throws Exception {
    long begun = System.nanoTime();
    long other = begun;
    while (true) {
      long now = System.nanoTime();
      String answer = asking.ask();
      if (answer.equals(wanted)) {
        return Duration.ofNanos(other - begun);
      }
      assertThat(Duration.ofNanos(now - begun)).as("still %s", answer).isLessThan(PATIENCE);
      other = now;
      Thread.sleep(pause.toMillis());
    }
  }
}
