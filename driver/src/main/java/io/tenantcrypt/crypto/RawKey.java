package io.tenantcrypt.crypto;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.invoke.VarHandle;
import javax.crypto.SecretKey;

/**
 * A key for the JCA whose bytes can be overwritten, which {@link javax.crypto.spec.SecretKeySpec}
 * of JDK 17 cannot do.
 *
 * <p>{@link #getEncoded} gives a copy each time because providers take it for theirs: SunJCE's HMAC
 * overwrites the array after use, its GCM does so at the next initialisation. Handing out the live
 * array would leave us sealing under a key of zeros.
 */
final class RawKey implements SecretKey {

  private static final long serialVersionUID = 1L;

  private final String algorithm;
  private final transient SecretBytes bytes;

  /** Takes {@code bytes} over and closes them with {@link #destroy}. */
  RawKey(String algorithm, SecretBytes bytes) {
    this.algorithm = algorithm;
    this.bytes = bytes;
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  @Override
  public byte[] getEncoded() {
    byte[] copy = new byte[bytes.length()];
    copyInto(copy);
    return copy;
  }

  /**
   * Copies the key.
   *
   * @param copy of the key's length; holds zeros where this throws
   * @throws KeyDestroyedException if the key was destroyed before or meanwhile
   */
  void copyInto(byte[] copy) {
    bytes.copyInto(copy);
    // Looked at after the copy, so that a concurrent destroy cannot yield zeros as a key.
    VarHandle.acquireFence();
    if (bytes.isClosed()) {
      SecretBytes.overwrite(copy);
      throw new KeyDestroyedException();
    }
  }

  @Override
  public void destroy() {
    bytes.close();
  }

  @Override
  public boolean isDestroyed() {
    return bytes.isClosed();
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
