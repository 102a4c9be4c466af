package io.tenantcrypt.keys;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Unwraps the keys of the key table and holds them against their checks. Safe for threads. */
public final class KeyOpening {

  private final KmsCalls kms;
  private final String deployment;

  /**
   * Opens keys of one deployment.
   *
   * @param deployment the policy's deployment id
   */
  public KeyOpening(KmsCalls kms, String deployment) {
    this.kms = kms;
    this.deployment = deployment;
  }

  /**
   * Unwraps a key. A further copy takes over only if the KMS of the one before is out, never if it
   * denies.
   *
   * @return the key; the receiver closes it
   * @throws TenantCryptException as {@link KeyEncryptionKey#unwrap}; TC034 for a tombstone; TC035
   *     with the word CROSS_TENANT_DEK if what the KMS gave is another key
   */
  public SecretBytes open(TenantId tenant, KeyRow row) {
    EncryptionContext context = context(tenant, row);
    SecretBytes key = unwrap(tenant, row, context);
    if (KeyCheck.of(key, context).equals(row.check())) {
      return key;
    }
    key.close();
    throw new TenantCryptException(
        ErrorCode.TC035,
        "CROSS_TENANT_DEK: the KMS gave a key that is not the "
            + row.purpose().label()
            + " key of tenant "
            + tenant
            + ", version "
            + row.version()
            + ". It was dropped. Look at who can write to the key tables and at the KEK "
            + row.copies().get(0).kek()
            + ".");
  }

  /**
   * Unwraps each copy of a key by itself and drops it: also a copy that is asked only in an outage.
   *
   * @return how many there are
   * @throws TenantCryptException as {@link #open}
   */
  public int prove(TenantId tenant, KeyRow row) {
    for (WrappedKey copy : row.copies()) {
      open(tenant, row.with(List.of(copy))).close();
    }
    return row.copies().size();
  }

  /** What a key of a tenant is wrapped with. */
  EncryptionContext context(TenantId tenant, KeyRow row) {
    return EncryptionContext.of(tenant, deployment, row.purpose(), row.id());
  }

  private SecretBytes unwrap(TenantId tenant, KeyRow row, EncryptionContext context) {
    @Nullable TenantCryptException out = null;
    for (WrappedKey copy : row.copies()) {
      try {
        return kms.of(copy.kek(), tenant).unwrap(copy, context);
      } catch (TenantCryptException e) {
        if (!NoOutage.isOutage(e)) {
          throw e;
        }
        out = out == null ? e : out;
      }
    }
    if (out != null) {
      throw out;
    }
    throw new TenantCryptException(
        ErrorCode.TC034,
        "The "
            + row.purpose().label()
            + " key of tenant "
            + tenant
            + ", version "
            + row.version()
            + ", is destroyed. What was sealed under it cannot be opened any more.");
  }
}
