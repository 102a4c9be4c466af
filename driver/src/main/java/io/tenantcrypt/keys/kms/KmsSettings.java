package io.tenantcrypt.keys.kms;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What every provider is told.
 *
 * @param timeout for one call, everything in it included; above zero
 * @param embeddedDatabase whether the data lies in an in-memory database or one on this very
 *     machine; the composition root decides it by the real URL
 * @param environment reads a setting by its name in the environment's spelling, for example {@code
 *     TENANTCRYPT_LOCAL_PASSWORD}; secrets come this way and never in a URI
 */
public record KmsSettings(
    Duration timeout, boolean embeddedDatabase, Function<String, Optional<String>> environment) {

  /**
   * Settings read from the system properties and then the environment: {@code TENANTCRYPT_X_Y} is
   * the property {@code tenantcrypt.x.y} as well as the variable.
   */
  public static KmsSettings ofProcess(Duration timeout, boolean embeddedDatabase) {
    return new KmsSettings(timeout, embeddedDatabase, ProcessEnvironment::find);
  }
}
