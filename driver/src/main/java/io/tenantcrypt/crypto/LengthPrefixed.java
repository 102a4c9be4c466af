package io.tenantcrypt.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The encoding {@code LP(x)} = u32 big-endian length ‖ bytes, one component after the other. Two
 * different lists of components never give the same bytes. Not safe for several threads.
 */
public final class LengthPrefixed {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);

  /** Appends {@code LP(component)}. */
  public LengthPrefixed add(byte[] component) {
    int length = component.length;
    out.write(length >>> 24);
    out.write(length >>> 16);
    out.write(length >>> 8);
    out.write(length);
    out.write(component, 0, length);
    return this;
  }

  /** Appends {@code LP} of the text's UTF-8 bytes, unnormalised. */
  public LengthPrefixed add(String component) {
    return add(component.getBytes(StandardCharsets.UTF_8));
  }

  /** All components so far; a fresh array. */
  public byte[] toByteArray() {
    return out.toByteArray();
  }
}
