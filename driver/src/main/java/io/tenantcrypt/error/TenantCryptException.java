package io.tenantcrypt.error;

import org.jspecify.annotations.Nullable;

/**
 * Anything that the driver refuses or cannot do. Unchecked inside; the JDBC surface translates it
 * into the {@link java.sql.SQLException} of its code in one place.
 *
 * <p>The message says what, where and what to do about it. It names tables, columns, tenants and
 * key versions; it never holds a value, a bound parameter, ciphertext or key material.
 */
public final class TenantCryptException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /** A condition without a cause. */
  public TenantCryptException(ErrorCode code, String message) {
    this(code, message, null);
  }

  /**
   * A condition with a cause. The cause must hold no value either: wrap none of the database's or
   * of a parser's exceptions whose text quotes the statement.
   */
  public TenantCryptException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Which condition. */
  public ErrorCode code() {
    return code;
  }
}
