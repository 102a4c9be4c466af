package io.tenantcrypt.sql;

/** Numbers as scan.l reads them: decimal, 0x, 0o, 0b, underscores between digits, exponents. */
final class Numbers {

  private Numbers() {}

  /** The offset behind the number that starts here, or -1 where the server reads an error. */
  static int end(String sql, int start) {
    char first = sql.charAt(start);
    char second = at(sql, start + 1);
    if (first == '0' && "xXoObB".indexOf(second) >= 0 && second != 0) {
      int end = digits(sql, start + 2, radix(second), true);
      return end == start + 2 ? -1 : end;
    }
    int end = digits(sql, start, 10, false);
    if (at(sql, end) == '.' && at(sql, end + 1) != '.') {
      end = digits(sql, end + 1, 10, false);
    }
    char exponent = at(sql, end);
    if (exponent == 'e' || exponent == 'E') {
      int mantissa = end + 1;
      if (at(sql, mantissa) == '+' || at(sql, mantissa) == '-') {
        mantissa++;
      }
      int behind = digits(sql, mantissa, 10, false);
      return behind == mantissa ? -1 : behind;
    }
    return end;
  }

  private static int digits(String sql, int start, int radix, boolean leadingUnderscore) {
    int at = start;
    boolean underscore = leadingUnderscore;
    while (true) {
      if (isDigit(at(sql, at), radix)) {
        at++;
      } else if (underscore && at(sql, at) == '_' && isDigit(at(sql, at + 1), radix)) {
        at += 2;
      } else {
        return at;
      }
      underscore = true;
    }
  }

  private static boolean isDigit(char c, int radix) {
    return c < 0x80 && Character.digit(c, radix) >= 0;
  }

  private static int radix(char letter) {
    return switch (letter) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      default -> 2;
    };
  }

  private static char at(String sql, int index) {
    return index < sql.length() ? sql.charAt(index) : 0;
  }
}
