package io.tenantcrypt.crypto;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;

/** Algorithm 1: AES-256-GCM with a fresh random IV. Safe for several threads. */
final class GcmColumnKey implements DestroyableColumnKey {

  private static final int CIPHERTEXT_OFFSET = CellFormat.HEADER_LENGTH + CellFormat.IV_LENGTH;

  private final RawKey key;
  private final CellHeader header;
  private final byte[] head;
  private final byte[] aad;
  private final String where;
  private final IvSource ivs;
  private final GcmCiphers ciphers;

  /** Takes {@code key} over. */
  GcmColumnKey(
      RawKey key, CellHeader header, String tenant, String domain, String family, IvSource ivs) {
    this.key = key;
    this.ciphers = new GcmCiphers(key);
    this.header = header;
    this.head = header.bytes();
    this.aad = aad(head, tenant, domain, family);
    this.where = "domain " + domain + ", tenant " + tenant + ", key version " + header.version();
    this.ivs = ivs;
  }

  /** The bound row key is the empty component: {@code bindTo} is not available yet. */
  private static byte[] aad(byte[] head, String tenant, String domain, String family) {
    return new LengthPrefixed()
        .add(head)
        .add(tenant)
        .add(domain)
        .add(family)
        .add(new byte[0])
        .toByteArray();
  }

  @Override
  public byte[] seal(byte[] canonical, int pad) {
    int plaintext = CellFormat.paddedLength(canonical.length, pad);
    byte[] cell = new byte[CIPHERTEXT_OFFSET + plaintext + CellFormat.TAG_LENGTH];
    System.arraycopy(head, 0, cell, 0, head.length);
    ivs.next(cell, head.length);
    // The plaintext is laid out in the cell itself and encrypted in place: no second copy of it.
    System.arraycopy(canonical, 0, cell, CIPHERTEXT_OFFSET, canonical.length);
    cell[CIPHERTEXT_OFFSET + canonical.length] = CellFormat.END_MARK;
    GcmCipher cipher = ciphers.take();
    try {
      cipher.seal(aad, cell, plaintext);
    } catch (GeneralSecurityException e) {
      Arrays.fill(cell, (byte) 0);
      throw new IllegalStateException("This Java runtime could not seal a cell: " + where, e);
    } finally {
      ciphers.giveBack(cipher);
    }
    return cell;
  }

  @Override
  public <R> R open(byte[] cell, PlaintextReader<R> reader) {
    if (cell.length < CellFormat.OVERHEAD || !CellFormat.bears(cell, header)) {
      throw new TenantCryptException(
          ErrorCode.TC020, "A cell was given to a key whose header it does not bear: " + where);
    }
    GcmCipher cipher = ciphers.take();
    try {
      int padded = cipher.open(aad, cell);
      return reader.read(cipher.plaintext(), CellFormat.length(cipher.plaintext(), padded));
    } catch (AEADBadTagException e) {
      throw new TenantCryptException(
          ErrorCode.TC020, "A cell does not authenticate: " + where + ".", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime could not open a cell: " + where, e);
    } finally {
      cipher.wipe();
      ciphers.giveBack(cipher);
    }
  }

  @Override
  public void destroy() {
    key.destroy();
    ciphers.forgetAll();
  }

  @Override
  public String toString() {
    return "ColumnKey[" + where + "]";
  }
}
