package io.tenantcrypt.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.security.MessageDigest;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Key bytes that are overwritten when they are closed. Not serializable; never printed.
 *
 * <p>Guarantees: the one array that this object owns holds zeros once {@link #close} has returned.
 * Does not guarantee: that the garbage collector, a swap device or a provider kept no copy of it.
 * Safe for several threads; who closes it while others use it must hold them off by a lease.
 */
public final class SecretBytes implements AutoCloseable {

  private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(byte[].class);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] bytes;
  private volatile boolean closed;

  private SecretBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy; the caller's array stays the caller's to overwrite. */
  public static SecretBytes copyOf(byte[] bytes) {
    return new SecretBytes(bytes.clone());
  }

  /** Takes the array over: the caller neither keeps nor changes it. */
  public static SecretBytes take(byte[] owned) {
    return new SecretBytes(owned);
  }

  /**
   * Fresh random bytes.
   *
   * @param length in bytes, at least 1
   */
  public static SecretBytes random(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("A secret has at least one byte, not " + length);
    }
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return new SecretBytes(bytes);
  }

  /**
   * The live array, not a copy. Do not keep it, change it or hand it to anything that may.
   *
   * @throws IllegalStateException if closed
   */
  public byte[] reveal() {
    if (closed) {
      throw new IllegalStateException("A secret was used after it had been overwritten");
    }
    return bytes;
  }

  /**
   * Copies the bytes. Of a secret that is or becomes closed the copy may hold zeros: who is not
   * held off by a lease looks at {@link #isClosed} afterwards.
   */
  void copyInto(byte[] copy) {
    System.arraycopy(bytes, 0, copy, 0, bytes.length);
  }

  /** In bytes; known after closing too. */
  public int length() {
    return bytes.length;
  }

  /** Whether the bytes have been overwritten. */
  public boolean isClosed() {
    return closed;
  }

  /** Overwrites the bytes; further calls do nothing more. */
  @Override
  public void close() {
    // The flag first: whoever copies the array and then finds the flag down has copied no zeros.
    closed = true;
    overwrite(bytes);
  }

  /**
   * Writes zeros over an array in a way that the JIT may not drop as dead, as it may with {@link
   * java.util.Arrays#fill(byte[], byte)}.
   */
  public static void overwrite(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      ELEMENT.setOpaque(bytes, i, (byte) 0);
    }
    VarHandle.fullFence();
  }

  /** Compares in a time that depends on the lengths only. A closed secret equals only itself. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || (other instanceof SecretBytes that
            && !closed
            && !that.closed
            && MessageDigest.isEqual(bytes, that.bytes));
  }

  /** The length: a hash of the content would tell something about it. */
  @Override
  public int hashCode() {
    return bytes.length;
  }

  @Override
  public String toString() {
    return "<hidden>";
  }
}
