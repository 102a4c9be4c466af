package io.tenantcrypt.keys.kms.aws;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;

/**
 * One client of the SDK for each region and endpoint, however many KEKs there are; made when it is
 * first called, since finding region and credentials may ask the machine's metadata service. Safe
 * for several threads.
 */
final class AwsClients implements AutoCloseable {

  private record Place(Optional<String> region, Optional<URI> endpoint) {}

  private final Duration timeout;
  private final DefaultCredentialsProvider credentials =
      DefaultCredentialsProvider.builder().build();
  private final Map<Place, KmsClient> clients = new HashMap<>();
  private boolean closed;

  AwsClients(Duration timeout) {
    this.timeout = timeout;
  }

  Duration timeout() {
    return timeout;
  }

  /**
   * The client for a key.
   *
   * @throws TenantCryptException TC040 if no region is named anywhere; TC030 if this is closed
   */
  synchronized KmsClient of(AwsKeyUri key) {
    if (closed) {
      throw new TenantCryptException(
          ErrorCode.TC030, "AWS KMS is not asked any more: the data source was shut down.");
    }
    return clients.computeIfAbsent(new Place(key.region(), key.endpoint()), this::connect);
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
    try {
      return builder.build();
    } catch (SdkClientException e) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "No client for AWS KMS can be made; mostly because no region is named. Write the KEK as an"
              + " ARN or with ?region=, or set AWS_REGION (system property aws.region).",
          e);
    }
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
  public synchronized void close() {
    closed = true;
    clients.values().forEach(KmsClient::close);
    clients.clear();
    credentials.close();
  }
}
