package io.tenantcrypt.keys.store;

import io.tenantcrypt.crypto.LengthPrefixed;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.WrappedKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A key's copies under further KEKs as one column: LP of KEK, KMS key id and bytes of each. */
final class WrappedCopies {

  private WrappedCopies() {}

  static byte[] format(List<WrappedKey> copies) {
    LengthPrefixed out = new LengthPrefixed();
    for (WrappedKey copy : copies) {
      out.add(copy.kek().toString()).add(copy.kmsKeyId()).add(copy.bytes());
    }
    return out.toByteArray();
  }

  static List<WrappedKey> parse(byte[] column) {
    List<WrappedKey> copies = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(column);
    while (in.hasRemaining()) {
      KekUri kek = KekUri.parse(text(in));
      String kmsKeyId = text(in);
      copies.add(new WrappedKey(kek, kmsKeyId, component(in)));
    }
    return copies;
  }

  private static String text(ByteBuffer in) {
    return new String(component(in), StandardCharsets.UTF_8);
  }

  private static byte[] component(ByteBuffer in) {
    if (in.remaining() < Integer.BYTES) {
      throw new IllegalArgumentException("A column of wrapped keys ends too early");
    }
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("A column of wrapped keys ends too early");
    }
    byte[] component = new byte[length];
    in.get(component);
    return component;
  }
}
