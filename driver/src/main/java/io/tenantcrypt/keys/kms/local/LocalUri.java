package io.tenantcrypt.keys.kms.local;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KekUri;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code local:///path/to/keys.p12?passwordEnv=NAME#alias}, read.
 *
 * @param file absolute
 * @param alias of the KEK in it
 * @param passwordEnv names the variable or property that holds the password
 * @param passwordFile holds the password in its first line
 */
record LocalUri(
    Path file, String alias, Optional<String> passwordEnv, Optional<Path> passwordFile) {

  private static final String DEFAULT_ALIAS = "tenantcrypt";
  private static final Pattern FORM =
      Pattern.compile(
          "(/[^?#]+)(?:\\?(?:passwordEnv=([A-Za-z_][A-Za-z0-9_.]*)|passwordFile=(/[^?#&]+)))?"
              + "(?:#([A-Za-z0-9_.:-]{1,128}))?");
  private static final Pattern DRIVE = Pattern.compile("/[A-Za-z]:/.*");

  static LocalUri parse(KekUri uri) {
    Matcher matcher = FORM.matcher(uri.rest());
    if (!matcher.matches()) {
      throw malformed();
    }
    return new LocalUri(
        path(matcher.group(1)),
        Optional.ofNullable(matcher.group(4)).orElse(DEFAULT_ALIAS),
        Optional.ofNullable(matcher.group(2)),
        Optional.ofNullable(matcher.group(3)).map(LocalUri::path));
  }

  private static Path path(String text) {
    try {
      String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
      Path path = Path.of(DRIVE.matcher(decoded).matches() ? decoded.substring(1) : decoded);
      return path.normalize();
    } catch (InvalidPathException e) {
      throw malformed();
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  private static TenantCryptException malformed() {
    return new TenantCryptException(
        ErrorCode.TC040,
        "A local KEK is local:///absolute/path/keys.p12, then perhaps ?passwordEnv=NAME or"
            + " ?passwordFile=/absolute/path, then perhaps #alias. A password itself never stands"
            + " in it.");
  }

  /** PKCS#12 aliases are the same in either case; ours are not. */
  String entry() {
    StringBuilder entry = new StringBuilder();
    for (int i = 0; i < alias.length(); i++) {
      char c = alias.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        entry.append('+').append((char) (c - 'A' + 'a'));
      } else {
        entry.append(c);
      }
    }
    return entry.toString();
  }
}
