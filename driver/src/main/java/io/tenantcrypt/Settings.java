package io.tenantcrypt;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.util.EnumMap;
import java.util.List;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Settings as they were given, checked, each from the first source that names it: {@code
 * Properties}, URL, system properties, environment. Immutable. Its text hides secrets.
 */
final class Settings {

  /** Names of the environment that only look alike belong to the policy's variables. */
  private static final int MISSPELT = 2;

  private final Map<Setting, String> given;

  private Settings(Map<Setting, String> given) {
    this.given = given;
  }

  /**
   * Reads all four sources.
   *
   * @param url parameters of the URL, by full name
   * @param properties what was given to {@code connect}; its defaults count
   * @param system system properties
   * @param environment the process's
   * @throws TenantCryptException TC040 naming the setting: unknown, without a valid value, or not
   *     available in this version
   */
  static Settings resolve(
      Map<String, String> url,
      Properties properties,
      Properties system,
      Map<String, String> environment) {
    Map<Setting, String> given = new EnumMap<>(Setting.class);
    environment(environment, given);
    named(ours(system), "system properties", given);
    named(url, "the URL", given);
    named(ours(properties), "the properties of the connection", given);
    return new Settings(given);
  }

  private static Map<String, String> ours(Properties properties) {
    Map<String, String> ours = new java.util.HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (Setting.ours(name)) {
        ours.put(name, properties.getProperty(name));
      }
    }
    return ours;
  }

  private static void named(
      Map<String, String> source, String origin, Map<Setting, String> given) {
    source.forEach(
        (name, value) -> {
          Setting setting = Setting.named(name, origin);
          setting.check(value, origin);
          given.put(setting, value);
        });
  }

  private static void environment(Map<String, String> environment, Map<Setting, String> given) {
    List<String> known = Arrays.stream(Setting.values()).map(Setting::environmentName).toList();
    environment.forEach(
        (name, value) -> {
          if (!name.startsWith("TENANTCRYPT_") || value.isEmpty()) {
            // An empty variable is how a shell or a container file leaves one out.
            return;
          }
          int index = known.indexOf(name);
          if (index >= 0) {
            Setting setting = Setting.values()[index];
            setting.check(value, "the environment");
            given.put(setting, value);
            return;
          }
          NearestName nearest = NearestName.among(name, known);
          if (nearest.distance() <= MISSPELT) {
            throw new TenantCryptException(
                ErrorCode.TC040,
                "Unknown setting "
                    + name
                    + " (from the environment). Did you mean "
                    + nearest.name()
                    + "?");
          }
        });
  }

  /** What was given, else the default, else nothing. */
  Optional<String> find(Setting setting) {
    return Optional.ofNullable(given.get(setting)).or(setting::standard);
  }

  /**
   * What was given, else the default.
   *
   * @throws TenantCryptException TC040 if there is neither
   */
  String get(Setting setting) {
    return find(setting)
        .orElseThrow(
            () ->
                new TenantCryptException(
                    ErrorCode.TC040,
                    setting.fullName()
                        + " is required. Give it in the URL, in the connection's properties, as a"
                        + " system property or as "
                        + setting.environmentName()
                        + "."));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    given.forEach(
        (setting, value) ->
            text.append(text.length() == 0 ? "" : ", ")
                .append(setting.key())
                .append('=')
                .append(setting.secret() ? "<hidden>" : value));
    return text.toString();
  }
}
