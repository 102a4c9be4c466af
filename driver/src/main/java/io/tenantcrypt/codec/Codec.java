package io.tenantcrypt.codec;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.policy.LogicalType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Java values to canonical bytes and back. Stateless; safe for several threads. */
@SuppressWarnings("DoNotCallSuggester")
public final class Codec {

  private Codec() {}

  /**
   * Canonical bytes of a value bound by the application; a fresh array, the caller's is neither
   * kept nor changed.
   *
   * @param column names the column in errors
   * @param hints what the setter was given besides index and value, in its order: {@code Calendar},
   *     target SQL type ({@code Integer} or {@code SQLType}), scale or length
   * @throws TenantCryptException TC022 if the value does not fit the type; TC002 if this form is
   *     not available on a protected column
   */
  public static byte[] encode(
      String column, LogicalType type, Form form, Object value, List<?> hints) {
    throw new TenantCryptException(
        ErrorCode.TC022, column + type + form + value.getClass() + hints);
  }

  /** Canonical bytes of a literal in a statement's text, read as the database would read it. */
  public static byte[] encodeLiteral(String column, LogicalType type, String text) {
    throw new TenantCryptException(ErrorCode.TC022, column + type + text.length());
  }

  /**
   * The Java form of canonical bytes.
   *
   * @param length how many bytes of {@code buffer} are canonical
   * @param hint a {@code Class}, {@code Calendar} or scale, or null
   */
  public static Object decode(
      String column,
      LogicalType type,
      byte[] buffer,
      int length,
      Form form,
      @Nullable Object hint) {
    throw new TenantCryptException(
        ErrorCode.TC022, column + type + buffer.length + length + form + (hint == null));
  }
}
