package io.tenantcrypt.keys.kms.vault;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.keys.kms.Deadline;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one server. Follows no redirection: it would take the token along. Safe for
 * several threads.
 */
final class VaultHttp {

  private final URI server;
  private final VaultTls tls;
  private final Duration timeout;
  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable HttpClient client;
  private volatile boolean closed;

  VaultHttp(URI server, VaultTls tls, Duration timeout) {
    this.server = server;
    this.tls = tls;
    this.timeout = timeout;
  }

  Duration timeout() {
    return timeout;
  }

  /** Made when it is first used: it starts threads and may read a file. */
  private HttpClient client() {
    HttpClient there = client;
    return there == null ? made() : there;
  }

  private HttpClient made() {
    making.lock();
    try {
      HttpClient there = client;
      if (there == null) {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(timeout);
        tls.context().ifPresent(builder::sslContext);
        there = builder.followRedirects(HttpClient.Redirect.NEVER).build();
        client = there;
      }
      return there;
    } finally {
      making.unlock();
    }
  }

  /**
   * Asks. What is returned ends by a {@link VaultAnswer}, also one of an error, or a {@link
   * VaultFailure}; when the deadline is over the exchange is cancelled, the body's arrival too.
   */
  CompletableFuture<VaultAnswer> send(
      VaultRequest request, Optional<VaultToken> token, Deadline deadline) {
    if (closed) {
      return CompletableFuture.failedFuture(
          new VaultFailure(
              ErrorCode.TC030, "it is not asked any more: this data source is closed"));
    }
    try {
      BoundedBody body = new BoundedBody();
      CompletableFuture<HttpResponse<byte[]>> exchange =
          client().sendAsync(http(request, token), info -> body);
      CompletableFuture<HttpResponse<byte[]>> bounded =
          exchange.copy().orTimeout(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
      return bounded.handle(
          (response, failure) -> {
            if (response == null) {
              exchange.cancel(true);
              body.abandon();
              throw failure(failure);
            }
            return VaultAnswer.of(response.statusCode(), response.body());
          });
    } catch (VaultFailure e) {
      return CompletableFuture.failedFuture(e);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(unable(e));
    }
  }

  /** No cause: what does not fit into a header is quoted in it. */
  private static VaultFailure unable(RuntimeException why) {
    return new VaultFailure(
        ErrorCode.TC030, "no request could be made (" + why.getClass().getSimpleName() + ")");
  }

  private HttpRequest http(VaultRequest request, Optional<VaultToken> token) {
    HttpRequest.Builder http =
        HttpRequest.newBuilder(server.resolve("/v1/" + request.path()))
            .version(HttpClient.Version.HTTP_1_1)
            .header("X-Vault-Request", "true");
    token.ifPresent(held -> http.header("X-Vault-Token", held.value()));
    request.namespace().ifPresent(name -> http.header("X-Vault-Namespace", name));
    request
        .body()
        .ifPresent(
            body ->
                http.header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    return http.build();
  }

  private VaultFailure failure(@Nullable Throwable thrown) {
    Throwable why = thrown instanceof CompletionException e ? e.getCause() : thrown;
    if (why instanceof TimeoutException || why instanceof java.net.http.HttpTimeoutException) {
      return late();
    }
    String name = why == null ? "" : why.getClass().getSimpleName();
    if (why instanceof SSLException) {
      return new VaultFailure(
          ErrorCode.TC030,
          "no TLS connection could be made ("
              + name
              + "); the certificate must be of a trusted issuer, see "
              + tls.setting()
              + ", and for this host");
    }
    String lost = "it could not be reached, or its answer did not arrive whole (" + name + ")";
    return why instanceof IOException
        ? VaultFailure.lost(lost)
        : new VaultFailure(ErrorCode.TC030, lost);
  }

  private VaultFailure late() {
    return new VaultFailure(
        ErrorCode.TC030, "there was no answer within " + timeout.toMillis() + " ms");
  }

  /**
   * Waits for what {@link #send} or a login gives; throws a {@link VaultFailure} otherwise. An
   * answer that comes when nobody waits any more is closed: it may hold a key.
   */
  <T> T await(CompletableFuture<T> flight, Deadline deadline) {
    try {
      return flight.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      leave(flight);
      throw late();
    } catch (InterruptedException e) {
      leave(flight);
      Thread.currentThread().interrupt();
      throw new VaultFailure(ErrorCode.TC030, "the thread that asked was interrupted");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof VaultFailure failure
          ? failure
          : new IllegalStateException("Asking Vault failed", e);
    }
  }

  private static void leave(CompletableFuture<?> flight) {
    var unused =
        flight.thenAccept(
            late -> {
              if (late instanceof VaultAnswer answer) {
                answer.close();
              }
            });
  }

  void close() {
    closed = true;
  }
}
