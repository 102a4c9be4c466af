package io.tenantcrypt.jdbc.delegate;

/** Values for a class that an application asked for, which may be that of a primitive type. */
final class Primitives {

  private Primitives() {}

  /**
   * As {@link Class#cast}, which takes no value for the class of a primitive type: there the object
   * of the type's wrapper is what a driver gives.
   */
  @SuppressWarnings("unchecked") // the wrapper is all that an application can take it for
  static <T> T cast(Class<T> type, Object value) {
    return type.isPrimitive() ? (T) value : type.cast(value);
  }
}
