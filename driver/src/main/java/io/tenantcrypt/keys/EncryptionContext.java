package io.tenantcrypt.keys;

import io.tenantcrypt.crypto.LengthPrefixed;
import io.tenantcrypt.tenancy.TenantId;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a KMS authenticates with each wrapped key. There is no other way to call a KMS than with
 * one, and none without a tenant can be made. Immutable; not secret.
 */
public final class EncryptionContext {

  /** The tenant, or {@code $platform}. */
  public static final String TENANT = "tenant_id";

  /** The policy's deployment id. */
  public static final String DEPLOYMENT = "tenantcrypt:deployment";

  /** The label of a {@link KeyPurpose}. */
  public static final String PURPOSE = "tenantcrypt:purpose";

  /** The key's random id. */
  public static final String KEY = "tenantcrypt:key";

  /** No application can name this one, so whoever is asked with it must refuse. */
  private static final String NOBODY = "$nobody";

  private final SortedMap<String, String> entries;

  private EncryptionContext(SortedMap<String, String> entries) {
    this.entries = Collections.unmodifiableSortedMap(entries);
  }

  /**
   * The context of one key.
   *
   * @param deployment the policy's; not empty
   */
  public static EncryptionContext of(
      TenantId tenant, String deployment, KeyPurpose purpose, KeyId key) {
    if (deployment.isEmpty()) {
      throw new IllegalArgumentException("An encryption context needs a deployment id");
    }
    SortedMap<String, String> entries = new TreeMap<>();
    entries.put(TENANT, tenant.value());
    entries.put(DEPLOYMENT, deployment);
    entries.put(PURPOSE, purpose.label());
    entries.put(KEY, key.value());
    return new EncryptionContext(entries);
  }

  /** The same with a tenant that owns nothing, to prove that a KMS refuses it. */
  EncryptionContext ofNobody() {
    SortedMap<String, String> wrong = new TreeMap<>(entries);
    wrong.put(TENANT, NOBODY);
    return new EncryptionContext(wrong);
  }

  /** Whether it names this tenant, or nobody: the one other that a tenant's KEK is tried with. */
  boolean isOf(TenantId tenant) {
    return tenant().equals(tenant.value()) || tenant().equals(NOBODY);
  }

  /** The four entries, sorted by name; never empty. */
  public Map<String, String> asMap() {
    return entries;
  }

  /** The tenant's canonical id, for messages. */
  public String tenant() {
    return entries.getOrDefault(TENANT, NOBODY);
  }

  /**
   * The sorted entries as {@code LP(name) ‖ LP(value)} one after the other, for a KMS that takes
   * bytes; a fresh array.
   */
  public byte[] canonical() {
    LengthPrefixed out = new LengthPrefixed();
    entries.forEach((name, value) -> out.add(name).add(value));
    return out.toByteArray();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EncryptionContext that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.toString();
  }
}
