package io.tenantcrypt.keys.kms.vault;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.keys.EncryptionContext;
import io.tenantcrypt.keys.GeneratedKey;
import io.tenantcrypt.keys.KekDescription;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyEncryptionKey;
import io.tenantcrypt.keys.WrappedKey;
import io.tenantcrypt.keys.kms.Deadline;
import io.tenantcrypt.keys.kms.KmsFailures;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * A derived key of a transit engine. Vault derives the key that wraps from the context, so what is
 * wrapped for one tenant does not open for another. The version that wrapped stands in the wrapped
 * bytes: rotation leaves old ones readable until {@code min_decryption_version} is raised.
 */
final class VaultKek implements KeyEncryptionKey {

  private static final String READ = "the question about the key";

  private final KekUri uri;
  private final VaultKeyUri key;
  private final VaultClient client;
  private final KmsFailures failures;
  private final VaultAnswers answers;
  private volatile boolean fit;

  VaultKek(KekUri uri, VaultKeyUri key, VaultClient client) {
    this.uri = uri;
    this.key = key;
    this.client = client;
    this.failures = new KmsFailures("Vault", uri);
    this.answers = new VaultAnswers(failures);
  }

  @Override
  public KekUri uri() {
    return uri;
  }

  @Override
  public Optional<KekUri> canonical() {
    return Optional.of(key.canonical());
  }

  /** By {@code datakey}; who may not use that has a key made here and wrapped there. */
  @Override
  public GeneratedKey generate(EncryptionContext context) {
    Deadline deadline = client.deadline();
    if (!fit) {
      requireFit(deadline);
    }
    try (VaultAnswer answer =
        ask(
            "datakey",
            context,
            body(context).number("bits", GeneratedKey.LENGTH * Byte.SIZE),
            "datakey/plaintext",
            deadline)) {
      if (answer.status() == VaultAnswer.DENIED && !deadline.isOver()) {
        return generateHere(context, deadline);
      }
      requireOk("datakey", context, answer, false);
      WrappedKey wrapped = wrapped("datakey", answer);
      return new GeneratedKey(secret("datakey", context, answer), wrapped);
    }
  }

  private GeneratedKey generateHere(EncryptionContext context, Deadline deadline) {
    SecretBytes plaintext = SecretBytes.random(GeneratedKey.LENGTH);
    try {
      return new GeneratedKey(plaintext, wrap(plaintext, context, deadline));
    } catch (RuntimeException e) {
      plaintext.close();
      throw e;
    }
  }

  @Override
  public WrappedKey wrap(SecretBytes plaintext, EncryptionContext context) {
    return wrap(plaintext, context, client.deadline());
  }

  /**
   * Asks about the key each time: to a token that may create keys, {@code encrypt} makes one that
   * is missing, and a mistyped KEK would be a second one.
   */
  private WrappedKey wrap(SecretBytes plaintext, EncryptionContext context, Deadline deadline) {
    requireFit(deadline);
    try (VaultAnswer answer =
        ask(
            "encrypt",
            context,
            body(context).base64("plaintext", plaintext.reveal()),
            "encrypt",
            deadline)) {
      requireOk("encrypt", context, answer, false);
      return wrapped("encrypt", answer);
    }
  }

  @Override
  public SecretBytes unwrap(WrappedKey wrapped, EncryptionContext context) {
    try (VaultAnswer answer = opened("decrypt", wrapped, context)) {
      requireOk("decrypt", context, answer, true);
      return secret("decrypt", context, answer);
    }
  }

  @Override
  public boolean rewrapsInside() {
    return true;
  }

  /** Its backups, as those of the whole of Vault, are the operator's. */
  @Override
  public boolean isGoneWhenDestroyed(String kmsKeyId) {
    return true;
  }

  /**
   * In Vault, which gives nothing out; who may not do that there opens and wraps, and opens once
   * more to see that it can.
   */
  @Override
  public WrappedKey rewrap(WrappedKey wrapped, EncryptionContext context) {
    try (VaultAnswer answer = opened("rewrap", wrapped, context)) {
      if (answer.status() == VaultAnswer.DENIED) {
        WrappedKey again = KeyEncryptionKey.super.rewrap(wrapped, context);
        unwrap(again, context).close();
        return again;
      }
      requireOk("rewrap", context, answer, true);
      return wrapped("rewrap", answer);
    }
  }

  /** What Vault answers to what opens a wrapped key. */
  private VaultAnswer opened(String operation, WrappedKey wrapped, EncryptionContext context) {
    VaultCiphertext ciphertext =
        VaultCiphertext.read(wrapped.bytes())
            .filter(
                read ->
                    wrapped.kek().equals(uri)
                        && wrapped.kmsKeyId().equals(key.version(read.version())))
            .orElseThrow(() -> failures.another(operation, context.tenant()));
    Deadline deadline = client.deadline();
    VaultAnswer answer =
        ask(
            operation,
            context,
            body(context).text("ciphertext", ciphertext.text()),
            operation,
            deadline);
    try {
      if (VaultAnswers.isTooOld(answer)) {
        requireNotTrimmed(ciphertext.version(), context, deadline);
      }
      return answer;
    } catch (RuntimeException e) {
      answer.close();
      throw e;
    }
  }

  /** Vault says the same of a version that is out of use and of one that was destroyed. */
  private void requireNotTrimmed(long version, EncryptionContext context, Deadline deadline) {
    try (VaultAnswer about = read(deadline)) {
      long available = about.body().object("data").number("min_available_version").orElse(0L);
      if (about.isOk() && version < available) {
        throw failures.answered(
            ErrorCode.TC034,
            "decrypt",
            context.tenant(),
            "status 400, version " + version + " being trimmed away");
      }
    }
  }

  @Override
  public KekDescription describe() {
    requireFit(client.deadline());
    return new KekDescription(key.canonical(), false);
  }

  private void requireFit(Deadline deadline) {
    try (VaultAnswer answer = read(deadline)) {
      if (!answer.isOk()) {
        throw answers.refusal(READ, "", answer, false);
      }
      answers.requireFit(answer.body().object("data"));
      fit = true;
    }
  }

  private VaultAnswer read(Deadline deadline) {
    return ask(READ, "", VaultRequest.get(key.path("keys"), key.namespace()), deadline);
  }

  private static JsonWriter body(EncryptionContext context) {
    return new JsonWriter().base64("context", sha256(context.canonical()));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime has no SHA-256", e);
    }
  }

  private VaultAnswer ask(
      String operation,
      EncryptionContext context,
      JsonWriter body,
      String path,
      Deadline deadline) {
    VaultRequest request = VaultRequest.post(key.path(path), key.namespace(), body);
    return ask(operation, context.tenant(), request, deadline);
  }

  private VaultAnswer ask(
      String operation, String tenant, VaultRequest request, Deadline deadline) {
    try {
      return client.ask(request, deadline);
    } catch (VaultFailure e) {
      throw answers.unanswered(operation, tenant, e);
    }
  }

  private void requireOk(
      String operation, EncryptionContext context, VaultAnswer answer, boolean opens) {
    if (!answer.isOk()) {
      throw answers.refusal(operation, context.tenant(), answer, opens);
    }
  }

  private WrappedKey wrapped(String operation, VaultAnswer answer) {
    VaultCiphertext ciphertext =
        answer
            .body()
            .object("data")
            .text("ciphertext")
            .flatMap(VaultCiphertext::read)
            .orElseThrow(() -> failures.incomplete(operation));
    return new WrappedKey(uri, key.version(ciphertext.version()), ciphertext.bytes());
  }

  private SecretBytes secret(String operation, EncryptionContext context, VaultAnswer answer) {
    SecretBytes secret =
        answer
            .body()
            .object("data")
            .base64("plaintext")
            .map(SecretBytes::take)
            .orElseThrow(() -> failures.incomplete(operation));
    if (secret.length() != GeneratedKey.LENGTH) {
      secret.close();
      throw failures.odd(operation, context.tenant());
    }
    return secret;
  }
}
