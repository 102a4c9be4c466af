package io.tenantcrypt.keys.kms.aws;

import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyEncryptionKey;
import io.tenantcrypt.keys.kms.KmsProvider;
import io.tenantcrypt.keys.kms.KmsSettings;
import io.tenantcrypt.keys.kms.NeededClasses;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * {@code aws-kms://alias/NAME}, {@code aws-kms://KEY-ID} or {@code aws-kms://ARN}, with {@code
 * ?region=} and {@code &endpoint=} where the ARN or the SDK's settings do not say. Credentials,
 * region, endpoint and retries are those of the AWS SDK's default chains.
 *
 * <p>The SDK is not in the driver's jar. This class names none of its classes, so that the service
 * loader can make one without it.
 */
public final class AwsKmsProvider implements KmsProvider {

  private static final NeededClasses NEEDED =
      new NeededClasses(
          "aws-kms:// needs the AWS SDK for Java 2",
          "software.amazon.awssdk:kms and software.amazon.awssdk:url-connection-client",
          List.of(
              "software.amazon.awssdk.services.kms.KmsClient",
              "software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient"));

  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable AwsClients clients;

  /** For {@link java.util.ServiceLoader}. */
  public AwsKmsProvider() {}

  @Override
  public String scheme() {
    return "aws-kms";
  }

  @Override
  public KeyEncryptionKey open(KekUri uri, KmsSettings settings) {
    AwsKeyUri key = AwsKeyUri.parse(uri);
    NEEDED.require(AwsKmsProvider.class.getClassLoader());
    return new AwsKek(uri, key, clients(settings));
  }

  private AwsClients clients(KmsSettings settings) {
    lock.lock();
    try {
      AwsClients there = clients;
      if (there == null) {
        there = new AwsClients(settings.timeout());
        clients = there;
      }
      return there;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    AwsClients last = clients;
    if (last != null) {
      last.close();
    }
  }
}
