package io.tenantcrypt.keys;

import java.util.Locale;

/** What a key in the key table is for; part of its encryption context. */
public enum KeyPurpose {
  /** A tenant's data key: cells are sealed under keys derived from it. */
  DEK,
  /** A tenant's equality key: deterministic columns and blind indexes. */
  EQUALITY,
  /** The key that seals the rows of the key tables; the platform tenant's only. */
  REGISTRY;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name in the encryption context and in the key table; never changes. */
  public String label() {
    return label;
  }
}
