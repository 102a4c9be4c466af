package io.tenantcrypt.keys;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Makes keys under a KEK and proves that the KEK will keep them: it opens what it wrapped, and
 * refuses to open it for a tenant that does not own it. Safe for several threads.
 */
public final class KeyMaking {

  private final String deployment;
  private final InstantSource clock;

  /**
   * Makes keys of one deployment.
   *
   * @param deployment the policy's deployment id
   */
  public KeyMaking(String deployment, InstantSource clock) {
    this.deployment = deployment;
    this.clock = clock;
  }

  /**
   * A fresh key, as a row and in plaintext.
   *
   * @param row ACTIVE
   * @param plaintext the receiver closes it
   */
  public record Made(KeyRow row, SecretBytes plaintext) implements AutoCloseable {
    @Override
    public void close() {
      plaintext.close();
    }
  }

  /**
   * Makes one version and proves the KEK with it.
   *
   * @throws TenantCryptException as {@link KeyEncryptionKey}; TC035 if the KEK does not open what
   *     it wrapped, or opens it for a tenant that does not own it
   */
  public Made make(KeyEncryptionKey kek, TenantId tenant, KeyPurpose purpose, int version) {
    KeyId id = KeyId.random();
    EncryptionContext context = EncryptionContext.of(tenant, deployment, purpose, id);
    GeneratedKey generated = kek.generate(context);
    try {
      proveOpening(kek, generated.wrapped(), generated.plaintext(), context);
      proveRefusal(kek, generated.wrapped(), context);
      KeyRow row =
          KeyRow.active(
              purpose,
              version,
              id,
              generated.wrapped(),
              KeyCheck.of(generated.plaintext(), context),
              clock.instant().truncatedTo(ChronoUnit.MILLIS));
      return new Made(row, generated.plaintext());
    } catch (RuntimeException e) {
      generated.close();
      throw e;
    }
  }

  /**
   * Wraps a key that is there under a further KEK, and proves that one with it.
   *
   * @param row of the key, not a tombstone
   * @param key its bytes; not closed
   * @return the row with one copy more, the last
   * @throws TenantCryptException as {@link #make}
   */
  public KeyRow copy(KeyEncryptionKey kek, TenantId tenant, KeyRow row, SecretBytes key) {
    EncryptionContext context = EncryptionContext.of(tenant, deployment, row.purpose(), row.id());
    WrappedKey wrapped = kek.wrap(key, context);
    proveOpening(kek, wrapped, key, context);
    proveRefusal(kek, wrapped, context);
    return row.with(wrapped);
  }

  private static void proveOpening(
      KeyEncryptionKey kek, WrappedKey wrapped, SecretBytes key, EncryptionContext context) {
    try (SecretBytes again = kek.unwrap(wrapped, context)) {
      if (again.length() != GeneratedKey.LENGTH || !again.equals(key)) {
        throw new TenantCryptException(
            ErrorCode.TC035,
            "The KEK " + kek.uri() + " does not give back the key that it wrapped. Use another.");
      }
    }
  }

  /** The refusal must come from the KMS: nobody echoes a context, so only this proves its use. */
  private static void proveRefusal(
      KeyEncryptionKey kek, WrappedKey wrapped, EncryptionContext context) {
    try {
      kek.unwrap(wrapped, context.ofNobody()).close();
    } catch (TenantCryptException e) {
      // A key policy with a condition on tenant_id denies where the cryptography would refuse.
      if (e.code() == ErrorCode.TC035 || e.code() == ErrorCode.TC033) {
        return;
      }
      throw e;
    }
    throw new TenantCryptException(
        ErrorCode.TC035,
        "The KEK "
            + kek.uri()
            + " opened a key of tenant "
            + context.tenant()
            + " for another tenant: its KMS does not authenticate the encryption context. Nothing"
            + " was stored. Use a KEK that does (Vault: a transit key with derived=true).");
  }
}
