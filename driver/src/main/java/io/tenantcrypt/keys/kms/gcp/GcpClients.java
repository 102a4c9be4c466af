package io.tenantcrypt.keys.kms.gcp;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.StatusCode;
import com.google.api.gax.rpc.UnaryCallSettings;
import com.google.cloud.kms.v1.KeyManagementServiceClient;
import com.google.cloud.kms.v1.KeyManagementServiceSettings;
import io.tenantcrypt.keys.kms.KmsClients;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One client of Google's for each endpoint. Safe for several threads. */
final class GcpClients implements AutoCloseable {

  private static final int ATTEMPTS = 4;

  private final Duration timeout;
  private final KmsClients<Optional<URI>, KeyManagementServiceClient> clients =
      new KmsClients<>("tenantcrypt-gcp-kms", this::connect, KeyManagementServiceClient::close);

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
  CompletableFuture<KeyManagementServiceClient> of(GcpKeyUri key) {
    return clients.of(key.endpoint());
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
  public void close() {
    clients.close();
  }
}
