package io.tenantcrypt.keys;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantId;
import java.util.Optional;

/**
 * Asks KMSs whether KEKs that wrapped a tenant's keys still open what they wrapped, when none of
 * those keys is there any more. Safe for several threads.
 */
public final class KekInquiry {

  /**
   * A random key that opens nothing, wrapped under a KEK, to ask its KMS for later.
   *
   * @param id in its encryption context; no key row has it
   */
  public record Probe(WrappedKey wrapped, KeyId id) {}

  /** What is known of a KEK. */
  public enum Fate {
    /** It is there: it opens, or its KMS describes it. */
    THERE,
    /** Its KMS says that it is destroyed, and nothing else opens what it wrapped. */
    GONE,
    /** Its KMS does not tell, or what it tells settles nothing. */
    NOT_TOLD
  }

  /**
   * What a KMS has told of a KEK.
   *
   * @param code what it refused with
   */
  public record Answer(Fate fate, Optional<ErrorCode> code) {}

  private final KmsCalls kms;
  private final String deployment;

  /**
   * Asks for one deployment.
   *
   * @param deployment the policy's deployment id
   */
  public KekInquiry(KmsCalls kms, String deployment) {
    this.kms = kms;
    this.deployment = deployment;
  }

  /**
   * Wraps a probe under a KEK as it is now.
   *
   * @throws TenantCryptException as {@link KeyEncryptionKey#wrap}
   */
  public Probe probe(TenantId tenant, KekUri kek) {
    KeyId id = KeyId.random();
    try (SecretBytes nothing = SecretBytes.random(GeneratedKey.LENGTH)) {
      return new Probe(kms.of(kek, tenant).wrap(nothing, context(tenant, id)), id);
    }
  }

  /**
   * Asks for a KEK, now. Whatever its KMS answers is an answer.
   *
   * @param by what had wrapped the tenant's keys
   * @param probe one that was wrapped under the same URI after those keys, if there is one
   */
  public Answer ask(TenantId tenant, WrappedBy by, Optional<Probe> probe) {
    try {
      KeyEncryptionKey kek = kms.of(by.kek(), tenant);
      boolean named = kek.canonical().isPresent();
      if (probe.isPresent() && (named || isSame(by, probe.get()))) {
        kek.unwrap(probe.get().wrapped(), context(tenant, probe.get().id())).close();
      } else if (named) {
        kek.describe();
      } else {
        // An alias: which KEK it meant then cannot be asked for any more.
        return new Answer(Fate.NOT_TOLD, Optional.empty());
      }
      return new Answer(Fate.THERE, Optional.empty());
    } catch (TenantCryptException e) {
      return new Answer(fate(tenant, by, e), Optional.of(e.code()));
    }
  }

  private static boolean isSame(WrappedBy by, Probe probe) {
    return !by.kmsKeyId().isEmpty() && by.kmsKeyId().equals(probe.wrapped().kmsKeyId());
  }

  private Fate fate(TenantId tenant, WrappedBy by, TenantCryptException answer) {
    return answer.code() == ErrorCode.TC034
            && kms.of(by.kek(), tenant).isGoneWhenDestroyed(by.kmsKeyId())
        ? Fate.GONE
        : Fate.NOT_TOLD;
  }

  private EncryptionContext context(TenantId tenant, KeyId id) {
    return EncryptionContext.of(tenant, deployment, KeyPurpose.DEK, id);
  }
}
