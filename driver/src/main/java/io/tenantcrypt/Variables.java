package io.tenantcrypt;

import org.jspecify.annotations.Nullable;

/** Values of {@code ${NAME}} in a policy. */
final class Variables {

  private Variables() {}

  /** The system property of this name, else the environment's, else null. */
  static @Nullable String find(String name) {
    String property = System.getProperty(name);
    return property != null ? property : System.getenv(name);
  }
}
