package io.tenantcrypt.it.demo;

/** How many cells of a terminal a text takes (after Unicode Standard Annex 11). */
final class TextWidth {

  private static final int JOINER = 0x200D;
  private static final int FIRST_SKIN_TONE = 0x1F3FB;
  private static final int LAST_SKIN_TONE = 0x1F3FF;

  private TextWidth() {}

  static int of(String text) {
    int width = 0;
    boolean joined = false;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      int c = text.codePointAt(i);
      width += joined ? 0 : of(c);
      joined = c == JOINER;
    }
    return width;
  }

  /** At most so many cells of the text, with an ellipsis where it is cut. */
  static String cut(String text, int cells) {
    if (of(text) <= cells) {
      return text;
    }
    int end = 0;
    while (of(text.substring(0, text.offsetByCodePoints(end, 1))) < cells) {
      end = text.offsetByCodePoints(end, 1);
    }
    return text.substring(0, end) + "…";
  }

  private static int of(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT
        || (c >= FIRST_SKIN_TONE && c <= LAST_SKIN_TONE)) {
      return 0;
    }
    return isWide(c) ? 2 : 1;
  }

  private static boolean isWide(int c) {
    return in(c, 0x1100, 0x115F) // Hangul jamo
        || in(c, 0x2E80, 0x303E) // CJK radicals and punctuation
        || in(c, 0x3041, 0xA4CF) // kana, ideographs, Yi
        || in(c, 0xAC00, 0xD7A3) // Hangul syllables
        || in(c, 0xF900, 0xFAFF) // compatibility ideographs
        || in(c, 0xFE30, 0xFE6F)
        || in(c, 0xFF00, 0xFF60) // full-width forms
        || in(c, 0xFFE0, 0xFFE6)
        || in(c, 0x1F300, 0x1F64F) // pictographs
        || in(c, 0x1F680, 0x1F6FF)
        || in(c, 0x1F900, 0x1FAFF)
        || in(c, 0x20000, 0x3FFFD);
  }

  private static boolean in(int c, int first, int last) {
    return c >= first && c <= last;
  }
}
