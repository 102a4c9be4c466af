package io.tenantcrypt.keys.kms.vault;

import io.tenantcrypt.crypto.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes one flat JSON object (RFC 8259) in UTF-8. Its bytes are overwritten when it is closed. Not
 * safe for several threads.
 */
final class JsonWriter implements AutoCloseable {

  private byte[] bytes = new byte[256];
  private int length;

  JsonWriter text(String name, String value) {
    return name(name).quoted(value);
  }

  JsonWriter number(String name, int value) {
    return name(name).raw(Integer.toString(value).getBytes(StandardCharsets.US_ASCII));
  }

  /** In base64 with padding; no string of it is made. */
  JsonWriter base64(String name, byte[] value) {
    byte[] encoded = Base64.getEncoder().encode(value);
    name(name).write('"').raw(encoded).write('"');
    SecretBytes.overwrite(encoded);
    return this;
  }

  /** The whole object; a fresh array. */
  byte[] toByteArray() {
    byte[] whole = Arrays.copyOf(bytes, length == 0 ? 2 : length + 1);
    whole[0] = '{';
    whole[whole.length - 1] = '}';
    return whole;
  }

  private JsonWriter name(String name) {
    return write(length == 0 ? '{' : ',').quoted(name).write(':');
  }

  private JsonWriter quoted(String text) {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    write('"');
    for (byte each : plain) {
      if (each >= 0 && each < ' ') {
        raw(String.format("\\u%04x", each).getBytes(StandardCharsets.US_ASCII));
      } else {
        if (each == '"' || each == '\\') {
          write('\\');
        }
        write(each);
      }
    }
    SecretBytes.overwrite(plain);
    return write('"');
  }

  private JsonWriter raw(byte[] more) {
    for (byte each : more) {
      write(each);
    }
    return this;
  }

  private JsonWriter write(int next) {
    if (length == bytes.length) {
      byte[] old = bytes;
      bytes = Arrays.copyOf(old, old.length * 2);
      SecretBytes.overwrite(old);
    }
    bytes[length++] = (byte) next;
    return this;
  }

  @Override
  public void close() {
    SecretBytes.overwrite(bytes);
    length = 0;
  }
}
