package io.tenantcrypt.jdbc;

import io.tenantcrypt.error.ErrorCode;
import java.sql.SQLException;
import java.sql.Wrapper;

/** Who may have what is beneath: ourselves always, the real driver's only where it is allowed. */
final class Unwrapping {

  private Unwrapping() {}

  static <T> T unwrap(Wrapper ours, Wrapper raw, Class<T> wanted, JdbcSettings settings)
      throws SQLException {
    if (wanted.isInstance(ours)) {
      return wanted.cast(ours);
    }
    if (settings.allowUnwrap()) {
      return raw.unwrap(wanted);
    }
    throw SqlExceptions.of(
        ErrorCode.TC001,
        "unwrap("
            + wanted.getName()
            + ") would bypass the tenant boundary. The setting allowUnwrap=true permits it.");
  }

  static boolean wraps(Wrapper ours, Wrapper raw, Class<?> wanted, JdbcSettings settings)
      throws SQLException {
    return wanted.isInstance(ours) || (settings.allowUnwrap() && raw.isWrapperFor(wanted));
  }
}
