package io.tenantcrypt.crypto;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import javax.crypto.SecretKey;

/**
 * A key as one decrypting cipher sees it: handed out in the same array each time, which saves an
 * allocation a cell. Providers that take the array for theirs and overwrite it do no harm, since it
 * is filled anew; it only ever holds this one key or zeros. Not for encryption, where SunJCE keeps
 * the array to find out whether key and IV are used again. For one thread at a time.
 */
final class ReusedKey implements SecretKey {

  private static final long serialVersionUID = 1L;

  private final transient RawKey key;
  private final transient byte[] copy = new byte[ColumnKeys.KEY_LENGTH];

  ReusedKey(RawKey key) {
    this.key = key;
  }

  @Override
  public String getAlgorithm() {
    return key.getAlgorithm();
  }

  @Override
  public String getFormat() {
    return key.getFormat();
  }

  @Override
  public byte[] getEncoded() {
    key.copyInto(copy);
    return copy;
  }

  @Override
  public void destroy() {
    SecretBytes.overwrite(copy);
  }

  @SuppressWarnings("UnusedVariable") // the signature that serialization looks for
  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException("A key is never serialized");
  }

  @Override
  public String toString() {
    return "<hidden>";
  }
}
