package io.tenantcrypt.keys.kms.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.keys.kms.Deadline;
import io.tenantcrypt.keys.kms.KmsSettings;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class VaultHttpTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final byte[] KEY = "{\"plaintext\":\"c2VjcmV0\"}".getBytes(StandardCharsets.UTF_8);

  private final VaultHttp http =
      new VaultHttp(
          URI.create("http://127.0.0.1:1"),
          new VaultTls(
              new VaultSettings(
                  new KmsSettings(TIMEOUT, false, name -> Optional.empty()), Optional.empty())),
          TIMEOUT);

  @Test
  void answerThatComesWhenNobodyWaits_isOverwritten() {
    byte[] late = KEY.clone();
    CompletableFuture<VaultAnswer> flight = new CompletableFuture<>();
    assertThatThrownBy(() -> http.await(flight, Deadline.after(Duration.ofNanos(1))))
        .isInstanceOf(VaultFailure.class);
    flight.complete(VaultAnswer.of(200, late));
    assertThat(late).containsOnly(0);
  }

  @Test
  void answerThatComesAfterAnInterruption_isOverwritten() {
    byte[] late = KEY.clone();
    CompletableFuture<VaultAnswer> flight = new CompletableFuture<>();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> http.await(flight, Deadline.after(TIMEOUT)))
        .isInstanceOf(VaultFailure.class);
    assertThat(Thread.interrupted()).isTrue();
    flight.complete(VaultAnswer.of(200, late));
    assertThat(late).containsOnly(0);
  }

  @Test
  void bodyThatNobodyTakes_isOverwritten_beforeAndAfterItIsWhole() {
    BoundedBody early = new BoundedBody();
    early.abandon();
    assertThat(arrived(early)).hasSize(KEY.length).containsOnly(0);
    BoundedBody whole = new BoundedBody();
    byte[] bytes = arrived(whole);
    assertThat(bytes).isEqualTo(KEY);
    whole.abandon();
    assertThat(bytes).containsOnly(0);
  }

  private static byte[] arrived(HttpResponse.BodySubscriber<byte[]> body) {
    body.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {}

          @Override
          public void cancel() {}
        });
    body.onNext(List.of(ByteBuffer.wrap(KEY.clone())));
    body.onComplete();
    return body.getBody().toCompletableFuture().join();
  }

  @Test
  void requestThatCannotBeMade_isAFailureOfTheFuture_andQuotesNothing() {
    VaultToken odd = VaultToken.of("hunter2\nX: y", 0, 0, false);
    CompletableFuture<VaultAnswer> answer =
        http.send(
            VaultRequest.get("x", Optional.empty()), Optional.of(odd), Deadline.after(TIMEOUT));
    assertThatThrownBy(() -> http.await(answer, Deadline.after(TIMEOUT)))
        .isInstanceOfSatisfying(
            VaultFailure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC030))
        .hasMessageContaining("IllegalArgumentException")
        .hasMessageNotContaining("hunter2");
  }
}
