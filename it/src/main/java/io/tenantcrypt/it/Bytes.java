package io.tenantcrypt.it;

/** Searches in byte arrays. */
final class Bytes {

  private Bytes() {}

  /** Whether {@code needle} occurs in {@code hay}; an empty needle does not. */
  static boolean contains(byte[] hay, byte[] needle) {
    if (needle.length == 0) {
      return false;
    }
    for (int start = 0; start <= hay.length - needle.length; start++) {
      if (matches(hay, start, needle)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] hay, int start, byte[] needle) {
    for (int i = 0; i < needle.length; i++) {
      if (hay[start + i] != needle[i]) {
        return false;
      }
    }
    return true;
  }
}
