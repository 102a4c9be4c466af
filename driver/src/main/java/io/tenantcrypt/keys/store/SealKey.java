package io.tenantcrypt.keys.store;

import io.tenantcrypt.crypto.SecretBytes;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import javax.crypto.SecretKey;

/** The registry key as the JCA wants it: a copy each time, since SunJCE overwrites what it gets. */
final class SealKey implements SecretKey {

  private static final long serialVersionUID = 1L;

  private final transient SecretBytes bytes;

  SealKey(SecretBytes bytes) {
    this.bytes = bytes;
  }

  @Override
  public String getAlgorithm() {
    return RowSeals.ALGORITHM;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  @Override
  public byte[] getEncoded() {
    return bytes.reveal().clone();
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
