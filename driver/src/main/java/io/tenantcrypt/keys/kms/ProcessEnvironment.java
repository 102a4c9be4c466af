package io.tenantcrypt.keys.kms;

import java.util.Locale;
import java.util.Optional;

/** System properties first, then the environment. */
final class ProcessEnvironment {

  private ProcessEnvironment() {}

  static Optional<String> find(String name) {
    String property = name.toLowerCase(Locale.ROOT).replace('_', '.');
    return Optional.ofNullable(System.getProperty(property))
        .or(() -> Optional.ofNullable(System.getProperty(name)))
        .or(() -> Optional.ofNullable(System.getenv(name)));
  }
}
