package io.tenantcrypt.keys.kms.vault;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.keys.kms.KmsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One set of settings about a Vault: {@code TENANTCRYPT_VAULT_TOKEN} and so on, or {@code
 * TENANTCRYPT_VAULT_NAME_TOKEN} of the set {@code NAME}. Read anew at each login, so that what is
 * changed in a file is taken up.
 */
final class VaultSettings {

  private static final String PREFIX = "TENANTCRYPT_VAULT_";
  private static final long MOST = 1 << 16;

  private final KmsSettings settings;
  private final Optional<String> set;

  /**
   * A set.
   *
   * @param set empty for the default one
   */
  VaultSettings(KmsSettings settings, Optional<String> set) {
    this.settings = settings;
    this.set = set;
  }

  /** A setting's whole name, for messages too. */
  String name(String setting) {
    return PREFIX + set.map(name -> name + "_").orElse("") + setting;
  }

  Optional<String> find(String setting) {
    return settings.environment().apply(name(setting)).filter(value -> !value.isEmpty());
  }

  /** A variable of Vault's own, which belongs to the default set. */
  Optional<String> common(String variable) {
    return set.isPresent()
        ? Optional.empty()
        : settings.environment().apply(variable).filter(value -> !value.isEmpty());
  }

  /** The value of the setting {@code X}, else what the file that {@code X_FILE} names holds. */
  Optional<String> findOrInFile(String setting) {
    return find(setting).or(() -> find(setting + "_FILE").map(file -> content(setting, file)));
  }

  /** A file's text without white space around it. */
  String content(String setting, String file) {
    try {
      Path path = Path.of(file);
      if (Files.size(path) > MOST) {
        throw new VaultFailure(ErrorCode.TC033, unreadable(setting, "it is too long"));
      }
      return Files.readString(path).strip();
    } catch (IOException | InvalidPathException e) {
      throw new VaultFailure(
          ErrorCode.TC033, unreadable(setting, "a " + e.getClass().getSimpleName()));
    }
  }

  private String unreadable(String setting, String why) {
    return "the file that "
        + name(setting)
        + "_FILE names cannot be read ("
        + why
        + "). Correct the setting or the file.";
  }
}
