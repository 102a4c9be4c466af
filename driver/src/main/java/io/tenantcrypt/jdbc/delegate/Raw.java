package io.tenantcrypt.jdbc.delegate;

/** What of ours the real driver must be given in its own form. */
final class Raw {

  private Raw() {}

  /** The object of the real driver behind a value that the application gives back. */
  @SuppressWarnings("unchecked")
  static <T> T of(T value) {
    return value instanceof DelegatingArray array ? (T) array.delegate() : value;
  }
}
