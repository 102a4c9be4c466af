package io.tenantcrypt.jdbc;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a result set may be updatable. PostgreSQL's driver takes the table that it writes to from
 * the words of the text, those in comments and quotes too, so only a text is let through where the
 * one FROM that the words show is the one that was analysed.
 */
final class Updatable {

  private static final Pattern FROM = Pattern.compile("\\bfrom\\b");

  /** What may hold a word that is none, and WITH, whose names may hide a table's. */
  private static final Pattern MISLEADING =
      Pattern.compile("[\"'$\\\\]|--|/\\*|\\bfrom\\b.*\\bfrom\\b|\\bwith\\b", Pattern.DOTALL);

  private Updatable() {}

  static void require(String sql) {
    String text = sql.toLowerCase(Locale.ROOT);
    if (FROM.matcher(text).find() && MISLEADING.matcher(text).find()) {
      throw new TenantCryptException(
          ErrorCode.TC003,
          "A result set can be updatable only where the text has one FROM and no quotes, comments or"
              + " WITH. Use CONCUR_READ_ONLY and UPDATE, or parameters for the quoted values.");
    }
  }
}
