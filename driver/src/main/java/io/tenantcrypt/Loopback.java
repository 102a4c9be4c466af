package io.tenantcrypt;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells by its URL whether a database is in this process or on this machine. */
final class Loopback {

  private static final Pattern AUTHORITY = Pattern.compile("//([^/?;]*)");
  private static final Pattern PORT = Pattern.compile(":[0-9]+$");
  private static final List<String> NAMES = List.of("", "localhost", "127.0.0.1", "[::1]");

  private Loopback() {}

  /** True only if every host of the URL is this machine; what is not understood is elsewhere. */
  static boolean holds(String url) {
    if (url.startsWith("jdbc:h2:mem:")) {
      return true;
    }
    Matcher authority = AUTHORITY.matcher(url);
    if (!authority.find()) {
      return false;
    }
    for (String host : authority.group(1).split(",", -1)) {
      String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
      if (!NAMES.contains(name)) {
        return false;
      }
    }
    return true;
  }
}
