package io.tenantcrypt.keys.kms.aws;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.keys.EncryptionContext;
import io.tenantcrypt.keys.GeneratedKey;
import io.tenantcrypt.keys.KekDescription;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyEncryptionKey;
import io.tenantcrypt.keys.WrappedKey;
import io.tenantcrypt.keys.kms.KmsFailures;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/**
 * A KEK in AWS KMS. What was wrapped is opened under the key that KMS named when it wrapped, also
 * where an alias points elsewhere since.
 */
final class AwsKek implements KeyEncryptionKey {

  private final KekUri uri;
  private final AwsKeyUri key;
  private final AwsClients clients;
  private final KmsFailures failures;
  private final AwsAnswers answers;

  AwsKek(KekUri uri, AwsKeyUri key, AwsClients clients) {
    this.uri = uri;
    this.key = key;
    this.clients = clients;
    this.failures = new KmsFailures("AWS KMS", uri);
    this.answers = new AwsAnswers(failures, clients.timeout());
  }

  @Override
  public KekUri uri() {
    return uri;
  }

  /** A key's ARN says all; what an alias or a bare id means only KMS knows. */
  @Override
  public Optional<KekUri> canonical() {
    return key.isKeyArn()
        ? Optional.of(new KekUri(uri.scheme(), key.key()))
        : Optional.<KekUri>empty();
  }

  @Override
  public GeneratedKey generate(EncryptionContext context) {
    GenerateDataKeyResponse answer =
        call(
            "GenerateDataKey",
            context.tenant(),
            kms ->
                kms.generateDataKey(
                    request ->
                        request
                            .keyId(key.key())
                            .keySpec(DataKeySpec.AES_256)
                            .encryptionContext(context.asMap())));
    SecretBytes plaintext = secret("GenerateDataKey", answer.plaintext(), context);
    try {
      return new GeneratedKey(
          plaintext, wrapped("GenerateDataKey", answer.keyId(), answer.ciphertextBlob(), context));
    } catch (RuntimeException e) {
      plaintext.close();
      throw e;
    }
  }

  @Override
  public WrappedKey wrap(SecretBytes plaintext, EncryptionContext context) {
    EncryptResponse answer =
        call(
            "Encrypt",
            context.tenant(),
            kms ->
                kms.encrypt(
                    request ->
                        request
                            .keyId(key.key())
                            .plaintext(SdkBytes.fromByteArrayUnsafe(plaintext.reveal()))
                            .encryptionContext(context.asMap())));
    return wrapped("Encrypt", answer.keyId(), answer.ciphertextBlob(), context);
  }

  @Override
  public boolean rewrapsInside() {
    return true;
  }

  /** But for multi-Region keys, whose replicas open the same. */
  @Override
  public boolean isGoneWhenDestroyed(String kmsKeyId) {
    return kmsKeyId.contains(":key/") && !kmsKeyId.contains(":key/mrk-");
  }

  /** In the KMS, which gives nothing out. */
  @Override
  public WrappedKey rewrap(WrappedKey wrapped, EncryptionContext context) {
    String named = wrapped.kmsKeyId();
    if (!wrapped.kek().equals(uri) || !key.mayBe(named)) {
      throw failures.another("ReEncrypt", context.tenant());
    }
    ReEncryptResponse answer =
        call(
            "ReEncrypt",
            context.tenant(),
            kms ->
                kms.reEncrypt(
                    request ->
                        request
                            .sourceKeyId(named)
                            .sourceEncryptionContext(context.asMap())
                            .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(wrapped.bytes()))
                            .destinationKeyId(key.key())
                            .destinationEncryptionContext(context.asMap())));
    if (!named.equals(answer.sourceKeyId())) {
      throw failures.another("ReEncrypt", context.tenant());
    }
    return wrapped("ReEncrypt", answer.keyId(), answer.ciphertextBlob(), context);
  }

  @Override
  public SecretBytes unwrap(WrappedKey wrapped, EncryptionContext context) {
    String named = wrapped.kmsKeyId();
    if (!wrapped.kek().equals(uri) || !key.mayBe(named)) {
      throw failures.another("Decrypt", context.tenant());
    }
    DecryptResponse answer =
        call(
            "Decrypt",
            context.tenant(),
            kms ->
                kms.decrypt(
                    request ->
                        request
                            .keyId(named)
                            .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(wrapped.bytes()))
                            .encryptionContext(context.asMap())));
    SecretBytes plaintext = secret("Decrypt", answer.plaintext(), context);
    if (!named.equals(answer.keyId())) {
      plaintext.close();
      throw failures.another("Decrypt", context.tenant());
    }
    return plaintext;
  }

  @Override
  public KekDescription describe() {
    KeyMetadata about =
        call("DescribeKey", "", kms -> kms.describeKey(request -> request.keyId(key.key())))
            .keyMetadata();
    if (about == null || about.arn() == null || !key.mayBe(about.arn())) {
      throw failures.another("DescribeKey", "");
    }
    if (about.keyUsage() != KeyUsageType.ENCRYPT_DECRYPT
        || about.keySpec() != KeySpec.SYMMETRIC_DEFAULT) {
      throw failures.unfit(
          "no symmetric encryption key ("
              + about.keySpecAsString()
              + ", "
              + about.keyUsageAsString()
              + "). Name one of SYMMETRIC_DEFAULT and ENCRYPT_DECRYPT.");
    }
    answers.requireUsable(about.keyStateAsString());
    return new KekDescription(new KekUri(uri.scheme(), about.arn()), false);
  }

  private WrappedKey wrapped(
      String operation,
      @Nullable String answered,
      @Nullable SdkBytes bytes,
      EncryptionContext context) {
    if (answered == null || !key.mayBe(answered)) {
      throw failures.another(operation, context.tenant());
    }
    byte[] blob = bytes == null ? new byte[0] : bytes.asByteArrayUnsafe();
    if (blob.length == 0) {
      throw failures.incomplete(operation);
    }
    return new WrappedKey(uri, answered, blob);
  }

  /** The SDK's own array, so that closing overwrites it. */
  private SecretBytes secret(
      String operation, @Nullable SdkBytes bytes, EncryptionContext context) {
    if (bytes == null) {
      throw failures.incomplete(operation);
    }
    SecretBytes secret = SecretBytes.take(bytes.asByteArrayUnsafe());
    if (secret.length() != GeneratedKey.LENGTH) {
      secret.close();
      throw failures.odd(operation, context.tenant());
    }
    return secret;
  }

  private <T> T call(String operation, String tenant, Function<KmsClient, T> request) {
    KmsClient client = client(operation, tenant);
    try {
      return request.apply(client);
    } catch (SdkException e) {
      throw answers.translate(operation, tenant, e);
    }
  }

  private KmsClient client(String operation, String tenant) {
    try {
      return clients.of(key).get(clients.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw answers.late(operation, tenant);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw answers.unable(operation, tenant, e);
    } catch (ExecutionException e) {
      throw answers.unable(operation, tenant, e.getCause() == null ? e : e.getCause());
    }
  }
}
