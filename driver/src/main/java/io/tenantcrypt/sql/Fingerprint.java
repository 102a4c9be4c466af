package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.Reading;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What tells a statement from others in a record without telling its values: the first 128 bits of
 * SHA-256 over its tokens, where every constant counts as the same one, since the hash of a text
 * that holds a guessable value would tell it.
 */
public final class Fingerprint {

  private static final int BYTES = 16;

  private Fingerprint() {}

  /** The fingerprint of a text; of one that cannot be read, {@code unreadable}. */
  public static String of(String sql, Reading reading) {
    try {
      return of(Dialect.of(reading).lex(sql));
    } catch (Refusal e) {
      return "unreadable";
    }
  }

  static String of(List<Token> tokens) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Token token : tokens) {
        byte[] part = (token.kind() + " " + shape(token)).getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        digest.update(part);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }

  private static String shape(Token token) {
    return switch (token.kind()) {
      case STRING, BITS, NUMBER -> "";
      case WORD, QUOTED, PARAMETER, OPERATOR, PUNCTUATION, OTHER -> token.value();
    };
  }
}
