package io.tenantcrypt.keys.kms.local;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.kms.KmsSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the key store's password comes from. */
final class LocalPassword {

  /** The variable; the system property is {@code tenantcrypt.local.password}. */
  static final String DEFAULT = "TENANTCRYPT_LOCAL_PASSWORD";

  private LocalPassword() {}

  /** The password; the receiver overwrites it. */
  static char[] read(LocalUri uri, KmsSettings settings) {
    String source =
        uri.passwordFile()
            .map(file -> "the file " + file)
            .orElse(uri.passwordEnv().orElse(DEFAULT));
    Optional<String> password =
        uri.passwordFile().isPresent()
            ? firstLine(uri.passwordFile().get())
            : settings.environment().apply(uri.passwordEnv().orElse(DEFAULT));
    return password
        .filter(text -> !text.isEmpty())
        .orElseThrow(
            () ->
                new TenantCryptException(
                    ErrorCode.TC040,
                    "There is no password for the local key store "
                        + uri.file()
                        + ": "
                        + source
                        + " gives none. Set the variable "
                        + DEFAULT
                        + " (or the system property tenantcrypt.local.password), or name another"
                        + " with ?passwordEnv= or ?passwordFile=."))
        .toCharArray();
  }

  private static Optional<String> firstLine(Path file) {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      return Optional.ofNullable(in.readLine());
    } catch (IOException e) {
      throw new TenantCryptException(
          ErrorCode.TC033,
          "The password file "
              + file
              + " of a local key store cannot be read. Look at its path"
              + " and permissions.",
          e);
    }
  }
}
