package io.tenantcrypt.keys;

import java.util.regex.Pattern;

/**
 * One pattern of {@code keys.allowed}. {@code *} stands for any characters but the separators
 * {@code /} and {@code :}, so that it cannot swallow an account or a path; everything else stands
 * for itself.
 */
final class KekPattern {

  private final Pattern pattern;

  KekPattern(String text) {
    StringBuilder regex = new StringBuilder();
    int from = 0;
    for (int star = text.indexOf('*'); star >= 0; star = text.indexOf('*', from)) {
      regex.append(Pattern.quote(text.substring(from, star))).append("[^/:]*");
      from = star + 1;
    }
    this.pattern = Pattern.compile(regex.append(Pattern.quote(text.substring(from))).toString());
  }

  boolean matches(KekUri uri) {
    return pattern.matcher(uri.toString()).matches();
  }
}
