package io.tenantcrypt.keys.kms.gcp;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.StatusCode;
import com.google.api.gax.rpc.UnaryCallSettings;
import com.google.cloud.kms.v1.KeyManagementServiceClient;
import com.google.cloud.kms.v1.KeyManagementServiceSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One client of Google's for each endpoint, however many KEKs there are; made when it is first
 * called and on a thread of its own, since finding credentials may ask the machine's metadata
 * service. Safe for several threads.
 */
final class GcpClients implements AutoCloseable {

  private static final int ATTEMPTS = 4;

  private final Duration timeout;
  private final Map<Optional<URI>, CompletableFuture<KeyManagementServiceClient>> clients =
      new HashMap<>();
  private boolean closed;

  GcpClients(Duration timeout) {
    this.timeout = timeout;
  }

  Duration timeout() {
    return timeout;
  }

  /**
   * The client for a key, or what is making it.
   *
   * @return fails by an {@link IOException} where no credentials are found or this is closed
   */
  synchronized CompletableFuture<KeyManagementServiceClient> of(GcpKeyUri key) {
    if (closed) {
      return CompletableFuture.failedFuture(new IOException("closed"));
    }
    CompletableFuture<KeyManagementServiceClient> there = clients.get(key.endpoint());
    if (there == null || there.isCompletedExceptionally()) {
      there = begin(key.endpoint());
      clients.put(key.endpoint(), there);
    }
    return there;
  }

  private CompletableFuture<KeyManagementServiceClient> begin(Optional<URI> endpoint) {
    CompletableFuture<KeyManagementServiceClient> making = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                land(making, connect(endpoint));
              } catch (IOException | RuntimeException e) {
                making.completeExceptionally(e);
              }
            },
            "tenantcrypt-gcp-kms");
    thread.setDaemon(true);
    thread.start();
    return making;
  }

  private synchronized void land(
      CompletableFuture<KeyManagementServiceClient> making, KeyManagementServiceClient made) {
    if (closed) {
      made.close();
      making.completeExceptionally(new IOException("closed"));
    } else {
      making.complete(made);
    }
  }

  private KeyManagementServiceClient connect(Optional<URI> endpoint) throws IOException {
    KeyManagementServiceSettings.Builder settings = KeyManagementServiceSettings.newBuilder();
    endpoint.ifPresent(uri -> direct(settings, uri));
    bound(settings.encryptSettings());
    bound(settings.decryptSettings());
    bound(settings.getCryptoKeySettings());
    return KeyManagementServiceClient.create(settings.build());
  }

  private static void direct(KeyManagementServiceSettings.Builder settings, URI endpoint) {
    boolean tls = "https".equals(endpoint.getScheme());
    int port = endpoint.getPort() >= 0 ? endpoint.getPort() : tls ? 443 : 80;
    InstantiatingGrpcChannelProvider.Builder channel =
        KeyManagementServiceSettings.defaultGrpcTransportProviderBuilder()
            .setEndpoint(endpoint.getHost() + ":" + port);
    if (!tls) {
      // Of this very machine only, and without credentials: an emulator.
      channel.setChannelConfigurator(builder -> builder.usePlaintext());
      settings.setCredentialsProvider(NoCredentialsProvider.create());
    }
    settings.setTransportChannelProvider(channel.build());
  }

  /** Google's own pauses are made for batch jobs: here a statement waits. */
  private void bound(UnaryCallSettings.Builder<?, ?> call) {
    call.setRetryableCodes(StatusCode.Code.UNAVAILABLE, StatusCode.Code.RESOURCE_EXHAUSTED)
        .setRetrySettings(
            RetrySettings.newBuilder()
                .setTotalTimeoutDuration(timeout)
                .setInitialRpcTimeoutDuration(timeout)
                .setMaxRpcTimeoutDuration(timeout)
                .setRpcTimeoutMultiplier(1.0)
                .setInitialRetryDelayDuration(timeout.dividedBy(40))
                .setRetryDelayMultiplier(2.0)
                .setMaxRetryDelayDuration(timeout.dividedBy(8))
                .setMaxAttempts(ATTEMPTS)
                .build());
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (CompletableFuture<KeyManagementServiceClient> making : clients.values()) {
      if (making.isDone() && !making.isCompletedExceptionally()) {
        making.join().close();
      }
    }
    clients.clear();
  }
}
