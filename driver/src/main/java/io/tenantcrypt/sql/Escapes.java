package io.tenantcrypt.sql;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes the escapes of {@code E'…'} and {@code U&…}; what the server rejects is refused. */
final class Escapes {

  private Escapes() {}

  /** The content of {@code E'…'}: octal and hexadecimal escapes are bytes of UTF-8. */
  static String backslash(String raw, int start) {
    if (raw.indexOf('\\') < 0) {
      return raw;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    int i = 0;
    while (i < raw.length()) {
      int c = raw.codePointAt(i);
      if (c != '\\') {
        append(bytes, c);
        i += Character.charCount(c);
        continue;
      }
      i = escape(raw, i + 1, bytes, start);
    }
    return decode(bytes, start);
  }

  private static int escape(String raw, int at, ByteArrayOutputStream bytes, int start) {
    char c = raw.charAt(at);
    switch (c) {
      case 'b' -> bytes.write('\b');
      case 'f' -> bytes.write('\f');
      case 'n' -> bytes.write('\n');
      case 'r' -> bytes.write('\r');
      case 't' -> bytes.write('\t');
      case 'x' -> {
        int end = run(raw, at + 1, 2, 16);
        if (end > at + 1) {
          bytes.write(nonZero(raw.substring(at + 1, end), 16, start));
          return end;
        }
        bytes.write('x');
      }
      case 'u' -> {
        return unicodeEscape(raw, at + 1, 4, bytes, start);
      }
      case 'U' -> {
        return unicodeEscape(raw, at + 1, 8, bytes, start);
      }
      default -> {
        int end = run(raw, at, 3, 8);
        if (end > at) {
          bytes.write(nonZero(raw.substring(at, end), 8, start) & 0xff);
          return end;
        }
        int codePoint = raw.codePointAt(at);
        append(bytes, codePoint);
        return at + Character.charCount(codePoint);
      }
    }
    return at + 1;
  }

  private static int unicodeEscape(
      String raw, int at, int digits, ByteArrayOutputStream bytes, int start) {
    int codePoint = hex(raw, at, digits, start);
    int end = at + digits;
    if (isHigh(codePoint)) {
      boolean paired = end + 1 < raw.length() && raw.charAt(end) == '\\';
      char marker = paired ? raw.charAt(end + 1) : 0;
      int width = marker == 'u' ? 4 : marker == 'U' ? 8 : 0;
      if (width == 0) {
        throw invalid(start);
      }
      codePoint = pair(codePoint, hex(raw, end + 2, width, start), start);
      end += 2 + width;
    }
    append(bytes, valid(codePoint, start));
    return end;
  }

  /** The content of {@code U&'…'} or {@code U&"…"}. */
  static String unicode(String raw, char escape, int start) {
    if (escape >= 0x80
        || Character.digit(escape, 16) >= 0
        || "+'\"".indexOf(escape) >= 0
        || escape == '\u000b'
        || Lexer.isSpace(escape)) {
      throw Lexer.refuse("an invalid UESCAPE character", start);
    }
    StringBuilder decoded = new StringBuilder();
    int i = 0;
    while (i < raw.length()) {
      char c = raw.charAt(i);
      if (c != escape) {
        decoded.append(c);
        i++;
      } else if (i + 1 < raw.length() && raw.charAt(i + 1) == escape) {
        decoded.append(c);
        i += 2;
      } else {
        int end = i + width(raw, i);
        int codePoint = unit(raw, i, start);
        if (isHigh(codePoint)) {
          if (end >= raw.length() || raw.charAt(end) != escape) {
            throw invalid(start);
          }
          codePoint = pair(codePoint, unit(raw, end, start), start);
          end += width(raw, end);
        }
        decoded.appendCodePoint(valid(codePoint, start));
        i = end;
      }
    }
    return decoded.toString();
  }

  private static int width(String raw, int escapeAt) {
    return escapeAt + 1 < raw.length() && raw.charAt(escapeAt + 1) == '+' ? 8 : 5;
  }

  private static int unit(String raw, int escapeAt, int start) {
    int width = width(raw, escapeAt);
    return width == 8 ? hex(raw, escapeAt + 2, 6, start) : hex(raw, escapeAt + 1, 4, start);
  }

  private static int hex(String raw, int at, int digits, int start) {
    if (run(raw, at, digits, 16) != at + digits) {
      throw invalid(start);
    }
    long value = Long.parseLong(raw.substring(at, at + digits), 16);
    if (value > Character.MAX_CODE_POINT) {
      throw invalid(start);
    }
    return (int) value;
  }

  private static int run(String raw, int at, int most, int radix) {
    int end = at;
    while (end < raw.length()
        && end < at + most
        && raw.charAt(end) < 0x80
        && Character.digit(raw.charAt(end), radix) >= 0) {
      end++;
    }
    return end;
  }

  private static int nonZero(String digits, int radix, int start) {
    int value = Integer.parseInt(digits, radix) & 0xff;
    if (value == 0) {
      throw invalid(start);
    }
    return value;
  }

  private static boolean isHigh(int codePoint) {
    return codePoint >= 0xd800 && codePoint <= 0xdbff;
  }

  private static int pair(int high, int low, int start) {
    if (low < 0xdc00 || low > 0xdfff) {
      throw invalid(start);
    }
    return Character.toCodePoint((char) high, (char) low);
  }

  private static int valid(int codePoint, int start) {
    if (codePoint == 0 || (codePoint >= 0xd800 && codePoint <= 0xdfff)) {
      throw invalid(start);
    }
    return codePoint;
  }

  private static void append(ByteArrayOutputStream bytes, int codePoint) {
    bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(ByteArrayOutputStream bytes, int start) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw invalid(start);
    }
  }

  private static Refusal invalid(int start) {
    return Lexer.refuse("an invalid escape", start);
  }
}
