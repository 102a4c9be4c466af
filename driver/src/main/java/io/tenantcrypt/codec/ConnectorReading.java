package io.tenantcrypt.codec;

import io.tenantcrypt.policy.LogicalType;
import java.sql.Blob;
import java.sql.Clob;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** How one real driver's getters convert. Stateless. */
abstract class ConnectorReading {

  /**
   * What a getter gives.
   *
   * @param buffer its first {@code length} bytes are the canonical ones
   * @param hint a {@code Class}, {@code Calendar} or scale, or null
   */
  abstract Object read(
      Column column,
      FamilyCodec codec,
      byte[] buffer,
      int length,
      Form form,
      @Nullable Object hint);

  /** What {@code getObject} gives. */
  abstract Class<?> objectClass(LogicalType type);

  static @Nullable Calendar calendar(@Nullable Object hint) {
    return hint instanceof Calendar given ? given : null;
  }

  /** TC002: the getter of something that no cell can be. */
  static RuntimeException unavailable(Column column, Form form) {
    return column.unavailable("get as " + Codec.words(form));
  }

  /** TC022, naming the getter. */
  static RuntimeException wrongForm(Column column, Form form) {
    return column.misfit(
        "reading it as "
            + Codec.words(form)
            + " is not possible for this type, nor is it for a"
            + " plain column of it");
  }

  static Clob clob(String text) {
    return new OpenedClob(text);
  }

  static Blob blob(byte[] bytes) {
    return new OpenedBlob(bytes);
  }
}
