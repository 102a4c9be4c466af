package io.tenantcrypt.keys.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class KmsClientsTest {

  private final List<String> ended = new CopyOnWriteArrayList<>();

  private KmsClients<String, String> clients(KmsClients.Making<String, String> making) {
    return new KmsClients<>("test-clients", making, ended::add);
  }

  private static <T> T get(CompletableFuture<T> client) throws Exception {
    return client.get(10, TimeUnit.SECONDS);
  }

  @Test
  void placeThatTakesLong_holdsUpNoOther_andIsAskedOnce() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    AtomicInteger made = new AtomicInteger();
    KmsClients<String, String> clients =
        clients(
            place -> {
              if (place.equals("slow")) {
                awaitUninterrupted(slow);
              }
              return place + made.incrementAndGet();
            });
    CompletableFuture<String> waiting = clients.of("slow");
    assertThat(get(clients.of("quick"))).isEqualTo("quick1");
    assertThat(clients.of("slow")).isSameAs(waiting).isNotDone();
    slow.countDown();
    assertThat(get(waiting)).isEqualTo("slow2");
    assertThat(get(clients.of("quick"))).isEqualTo("quick1");
  }

  private static void awaitUninterrupted(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void failure_isNotKept() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    KmsClients<String, String> clients =
        clients(
            place -> {
              if (attempts.incrementAndGet() == 1) {
                throw new IOException("no credentials");
              }
              return place;
            });
    assertThatThrownBy(() -> get(clients.of("a")))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
    assertThat(get(clients.of("a"))).isEqualTo("a");
  }

  @Test
  void error_endsTheWaiting() {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    CompletableFuture<Throwable> heard = new CompletableFuture<>();
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> heard.complete(error));
    try {
      KmsClients<String, String> clients =
          clients(
              place -> {
                throw new NoSuchMethodError(place);
              });
      assertThatThrownBy(() -> get(clients.of("a")))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(NoSuchMethodError.class);
      assertThat(heard).succeedsWithin(10, TimeUnit.SECONDS).isInstanceOf(NoSuchMethodError.class);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void closing_endsWhatIsThere_andWhatIsStillBeingMade() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    KmsClients<String, String> clients =
        clients(
            place -> {
              if (place.equals("slow")) {
                awaitUninterrupted(slow);
              }
              return place;
            });
    get(clients.of("quick"));
    CompletableFuture<String> late = clients.of("slow");
    clients.close();
    assertThat(ended).containsExactly("quick");
    slow.countDown();
    assertThatThrownBy(() -> get(late)).hasCauseInstanceOf(IOException.class);
    assertThat(ended).containsExactly("quick", "slow");
    assertThat(clients.of("quick")).isCompletedExceptionally();
  }
}
