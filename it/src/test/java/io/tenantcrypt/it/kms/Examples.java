package io.tenantcrypt.it.kms;

import java.nio.file.Path;

/** The examples of the book. */
final class Examples {

  private Examples() {}

  static Path folder() {
    return Path.of(System.getProperty("tenantcrypt.it.examples", "../src/examples"));
  }
}
