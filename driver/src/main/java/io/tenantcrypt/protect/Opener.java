package io.tenantcrypt.protect;

import io.tenantcrypt.codec.Form;
import org.jspecify.annotations.Nullable;

/** Opens the cells of one result column. */
public interface Opener {

  /**
   * Opens a cell in the Java form that was asked for.
   *
   * @param cell {@code byte[]}, or {@code String} for a column with text storage; not null
   * @param hint what the accessor was given besides the column: a {@code Class}, {@code Calendar}
   *     or {@code Integer} scale; else null
   * @throws io.tenantcrypt.error.TenantCryptException TC020, TC021, TC022, or as the keys answer
   */
  Object open(Object cell, Form form, @Nullable Object hint);
}
