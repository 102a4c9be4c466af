package io.tenantcrypt.keys.kms.aws;

import io.tenantcrypt.keys.kms.KmsClients;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;

/** One client of the SDK for each region and endpoint. Safe for several threads. */
final class AwsClients implements AutoCloseable {

  private record Place(Optional<String> region, Optional<URI> endpoint) {}

  private final Duration timeout;
  private final DefaultCredentialsProvider credentials =
      DefaultCredentialsProvider.builder().build();
  private final KmsClients<Place, KmsClient> clients =
      new KmsClients<>("tenantcrypt-aws-kms", this::connect, KmsClient::close);

  AwsClients(Duration timeout) {
    this.timeout = timeout;
  }

  Duration timeout() {
    return timeout;
  }

  /**
   * The client for a key, or what is making it.
   *
   * @return fails by an {@link SdkException}, mostly where no region is named anywhere, or by an
   *     {@link IOException} if this is closed
   */
  CompletableFuture<KmsClient> of(AwsKeyUri key) {
    return clients.of(new Place(key.region(), key.endpoint()));
  }

  private KmsClient connect(Place place) {
    KmsClientBuilder builder =
        KmsClient.builder()
            .credentialsProvider(credentials)
            // Named, so that what else is on the class path changes nothing.
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(timeout).socketTimeout(timeout))
            .overrideConfiguration(this::bounded);
    place.region().map(Region::of).ifPresent(builder::region);
    place.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /**
   * How often is tried again stays the SDK's setting (AWS_RETRY_MODE, AWS_MAX_ATTEMPTS). Its pauses
   * are made for batch jobs: here a statement waits, and a throttled one shall be told so rather
   * than run out of time in a pause.
   */
  private void bounded(ClientOverrideConfiguration.Builder configuration) {
    BackoffStrategy pauses =
        BackoffStrategy.exponentialDelay(timeout.dividedBy(40), timeout.dividedBy(8));
    configuration
        .apiCallTimeout(timeout)
        .retryStrategy(
            retries -> retries.backoffStrategy(pauses).throttlingBackoffStrategy(pauses));
  }

  @Override
  public void close() {
    clients.close();
    credentials.close();
  }
}
