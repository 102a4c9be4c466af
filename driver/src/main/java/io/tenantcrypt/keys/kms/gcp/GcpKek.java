package io.tenantcrypt.keys.kms.gcp;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.kms.v1.CryptoKey;
import com.google.cloud.kms.v1.CryptoKey.CryptoKeyPurpose;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionAlgorithm;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionState;
import com.google.cloud.kms.v1.DecryptRequest;
import com.google.cloud.kms.v1.DecryptResponse;
import com.google.cloud.kms.v1.EncryptRequest;
import com.google.cloud.kms.v1.EncryptResponse;
import com.google.cloud.kms.v1.KeyManagementServiceClient;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.keys.EncryptionContext;
import io.tenantcrypt.keys.GeneratedKey;
import io.tenantcrypt.keys.KekDescription;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyEncryptionKey;
import io.tenantcrypt.keys.WrappedKey;
import io.tenantcrypt.keys.kms.Deadline;
import io.tenantcrypt.keys.kms.KmsFailures;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A symmetric key in Google Cloud KMS; the canonical context is its additional authenticated data.
 * Keys are made here and wrapped there. The version that wrapped stands in the wrapped bytes and is
 * kept by its name: rotation leaves old ones readable.
 */
final class GcpKek implements KeyEncryptionKey {

  private static final int ATTEMPTS = 2;
  private static final Set<CryptoKeyVersionAlgorithm> ALGORITHMS =
      Set.of(
          CryptoKeyVersionAlgorithm.GOOGLE_SYMMETRIC_ENCRYPTION,
          CryptoKeyVersionAlgorithm.EXTERNAL_SYMMETRIC_ENCRYPTION);

  private final KekUri uri;
  private final GcpKeyUri key;
  private final GcpClients clients;
  private final KmsFailures failures;
  private final GcpAnswers answers;

  GcpKek(KekUri uri, GcpKeyUri key, GcpClients clients) {
    this.uri = uri;
    this.key = key;
    this.clients = clients;
    this.failures = new KmsFailures("Google Cloud KMS", uri);
    this.answers = new GcpAnswers(failures, clients.timeout());
  }

  @Override
  public KekUri uri() {
    return uri;
  }

  @Override
  public GeneratedKey generate(EncryptionContext context) {
    SecretBytes plaintext = SecretBytes.random(GeneratedKey.LENGTH);
    try {
      return new GeneratedKey(plaintext, wrap(plaintext, context));
    } catch (RuntimeException e) {
      plaintext.close();
      throw e;
    }
  }

  @Override
  public WrappedKey wrap(SecretBytes plaintext, EncryptionContext context) {
    ByteString bytes = UnsafeByteOperations.unsafeWrap(plaintext.reveal());
    ByteString aad = UnsafeByteOperations.unsafeWrap(context.canonical());
    EncryptRequest request =
        EncryptRequest.newBuilder()
            .setName(key.name())
            .setPlaintext(bytes)
            .setPlaintextCrc32C(Checksums.of(bytes))
            .setAdditionalAuthenticatedData(aad)
            .setAdditionalAuthenticatedDataCrc32C(Checksums.of(aad))
            .build();
    return checked("Encrypt", context, kms -> kms.encrypt(request), this::wrapped, false);
  }

  /** Empty if anything was changed on its way. */
  private Optional<WrappedKey> wrapped(EncryptResponse answer, EncryptionContext context) {
    if (!answer.getVerifiedPlaintextCrc32C()
        || !answer.getVerifiedAdditionalAuthenticatedDataCrc32C()
        || !answer.hasCiphertextCrc32C()
        || !answer.getCiphertextCrc32C().equals(Checksums.of(answer.getCiphertext()))) {
      return Optional.empty();
    }
    if (!key.isVersion(answer.getName())) {
      throw failures.another("Encrypt", context.tenant());
    }
    if (answer.getCiphertext().isEmpty()) {
      throw failures.incomplete("Encrypt");
    }
    return Optional.of(new WrappedKey(uri, answer.getName(), answer.getCiphertext().toByteArray()));
  }

  @Override
  public SecretBytes unwrap(WrappedKey wrapped, EncryptionContext context) {
    if (!wrapped.kek().equals(uri) || !key.isVersion(wrapped.kmsKeyId())) {
      throw failures.another("Decrypt", context.tenant());
    }
    ByteString bytes = UnsafeByteOperations.unsafeWrap(wrapped.bytes());
    ByteString aad = UnsafeByteOperations.unsafeWrap(context.canonical());
    DecryptRequest request =
        DecryptRequest.newBuilder()
            .setName(key.name())
            .setCiphertext(bytes)
            .setCiphertextCrc32C(Checksums.of(bytes))
            .setAdditionalAuthenticatedData(aad)
            .setAdditionalAuthenticatedDataCrc32C(Checksums.of(aad))
            .build();
    return checked("Decrypt", context, kms -> kms.decrypt(request), this::secret, true);
  }

  private Optional<SecretBytes> secret(DecryptResponse answer, EncryptionContext context) {
    ByteString plaintext = answer.getPlaintext();
    if (!answer.hasPlaintextCrc32C()
        || !answer.getPlaintextCrc32C().equals(Checksums.of(plaintext))) {
      return Optional.empty();
    }
    if (plaintext.isEmpty()) {
      throw failures.incomplete("Decrypt");
    }
    if (plaintext.size() != GeneratedKey.LENGTH) {
      throw failures.odd("Decrypt", context.tenant());
    }
    return Optional.of(SecretBytes.take(plaintext.toByteArray()));
  }

  @Override
  public KekDescription describe() {
    Deadline deadline = Deadline.after(clients.timeout());
    CryptoKey about =
        call("GetCryptoKey", "", kms -> kms.getCryptoKey(key.name()), false, deadline);
    if (!about.getName().equals(key.name())) {
      throw failures.another("GetCryptoKey", "");
    }
    if (about.getPurpose() != CryptoKeyPurpose.ENCRYPT_DECRYPT
        || !ALGORITHMS.contains(about.getPrimary().getAlgorithm())) {
      throw failures.unfit(
          "no symmetric encryption key with a primary version ("
              + about.getPurpose()
              + ", "
              + about.getPrimary().getAlgorithm()
              + "). Name one of ENCRYPT_DECRYPT and GOOGLE_SYMMETRIC_ENCRYPTION.");
    }
    if (about.getPrimary().getState() != CryptoKeyVersionState.ENABLED) {
      throw failures.unusable(about.getPrimary().getState().name());
    }
    return new KekDescription(new KekUri(uri.scheme(), key.name()), false);
  }

  @FunctionalInterface
  private interface Reading<A, T> {
    /** Empty if a checksum does not fit. */
    Optional<T> read(A answer, EncryptionContext context);
  }

  /** Once more where a checksum does not fit: Google asks for that. */
  private <A, T> T checked(
      String operation,
      EncryptionContext context,
      Function<KeyManagementServiceClient, A> request,
      Reading<A, T> reading,
      boolean opens) {
    Deadline deadline = Deadline.after(clients.timeout());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      A answer = call(operation, context.tenant(), request, opens, deadline);
      Optional<T> read = reading.read(answer, context);
      if (read.isPresent()) {
        return read.get();
      }
    }
    throw answers.changed(operation, context.tenant());
  }

  private <A> A call(
      String operation,
      String tenant,
      Function<KeyManagementServiceClient, A> request,
      boolean opens,
      Deadline deadline) {
    KeyManagementServiceClient client = client(operation, tenant, deadline);
    if (deadline.isOver()) {
      throw answers.late(operation, tenant);
    }
    try {
      return request.apply(client);
    } catch (ApiException e) {
      throw answers.translate(operation, tenant, e, opens);
    }
  }

  private KeyManagementServiceClient client(String operation, String tenant, Deadline deadline) {
    try {
      return clients.of(key).get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
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
