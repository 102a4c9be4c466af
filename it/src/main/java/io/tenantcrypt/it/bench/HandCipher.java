package io.tenantcrypt.it.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a careful programmer writes by hand: one cached key a tenant and one reused {@code Cipher} a
 * tenant and direction, AES-256-GCM with a fresh random IV before each ciphertext; where it is
 * bound, tenant, table and column are additional data, made once for each. For one thread.
 */
final class HandCipher {

  private static final int IV = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Keyed> byTenant = new HashMap<>();
  private final boolean bound;

  /** The protected columns, in the order of their additional data. */
  enum Cell {
    NAME,
    DOB,
    NOTE
  }

  HandCipher(boolean bound) {
    this.bound = bound;
  }

  private static final class Keyed {
    private final SecretKeySpec key;
    private final Cipher seal = cipher();
    private final Cipher open = cipher();
    private final Map<Cell, byte[]> contexts = new EnumMap<>(Cell.class);

    Keyed(String tenant) {
      try {
        byte[] bytes =
            MessageDigest.getInstance("SHA-256").digest(tenant.getBytes(StandardCharsets.UTF_8));
        key = new SecretKeySpec(bytes, "AES");
        for (Cell cell : Cell.values()) {
          String text = "tenant=" + tenant + ";table=bench;column=" + cell + ";type=text";
          contexts.put(cell, text.getBytes(StandardCharsets.UTF_8));
        }
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private static Cipher cipher() {
      try {
        return Cipher.getInstance("AES/GCM/NoPadding");
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Makes the keys and ciphers of these tenants now, so that none is made while it is measured. */
  void prepare(String... tenants) {
    for (String tenant : tenants) {
      byTenant.computeIfAbsent(tenant, Keyed::new);
    }
  }

  byte[] seal(String tenant, Cell column, String value) throws GeneralSecurityException {
    Keyed keyed = byTenant.computeIfAbsent(tenant, Keyed::new);
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    byte[] cell = new byte[IV + text.length + TAG_BITS / Byte.SIZE];
    byte[] iv = new byte[IV];
    random.nextBytes(iv);
    System.arraycopy(iv, 0, cell, 0, IV);
    keyed.seal.init(Cipher.ENCRYPT_MODE, keyed.key, new GCMParameterSpec(TAG_BITS, iv));
    if (bound) {
      keyed.seal.updateAAD(keyed.contexts.get(column));
    }
    keyed.seal.doFinal(text, 0, text.length, cell, IV);
    return cell;
  }

  String open(String tenant, Cell column, byte[] cell) throws GeneralSecurityException {
    Keyed keyed = byTenant.computeIfAbsent(tenant, Keyed::new);
    keyed.open.init(Cipher.DECRYPT_MODE, keyed.key, new GCMParameterSpec(TAG_BITS, cell, 0, IV));
    if (bound) {
      keyed.open.updateAAD(keyed.contexts.get(column));
    }
    return new String(keyed.open.doFinal(cell, IV, cell.length - IV), StandardCharsets.UTF_8);
  }
}
