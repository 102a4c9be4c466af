package io.tenantcrypt;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Settings as they were given, checked, each from the first source that names it: {@code
 * Properties}, URL, system properties, environment. Immutable. Its text hides secrets.
 */
final class Settings {

  /** Variables that are not nearly one of ours may be what the policy's ${NAME} asks for. */
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
    Map<String, String> process = ours(system);
    process.keySet().removeIf(Settings::ofAProvider);
    named(process, "system properties", given);
    named(url, "the URL", given);
    named(ours(properties), "the properties of the connection", given);
    return new Settings(given);
  }

  private static Map<String, String> ours(Properties properties) {
    Map<String, String> ours = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (Setting.ours(name)) {
        ours.put(name, properties.getProperty(name));
      }
    }
    return ours;
  }

  /** {@code tenantcrypt.local.password} and the like are read by the KMS provider they name. */
  private static boolean ofAProvider(String name) {
    return name.indexOf('.', Setting.PREFIX.length()) > 0;
  }

  private static void named(Map<String, String> source, String origin, Map<Setting, String> given) {
    source.forEach(
        (name, value) -> {
          Setting setting = Setting.named(name, origin);
          setting.check(value, origin);
          given.put(setting, value);
        });
  }

  private static void environment(Map<String, String> environment, Map<Setting, String> given) {
    Map<String, Setting> known = new LinkedHashMap<>();
    for (Setting setting : Setting.values()) {
      known.put(setting.environmentName(), setting);
    }
    environment.forEach(
        (name, value) -> {
          // An empty variable is how a shell or a container file leaves one out.
          if (name.startsWith(Setting.ENVIRONMENT_PREFIX) && !value.isEmpty()) {
            Setting setting = known.get(name);
            if (setting == null) {
              refuseMisspelt(name, List.copyOf(known.keySet()));
            } else {
              setting.check(value, "the environment");
              given.put(setting, value);
            }
          }
        });
  }

  private static void refuseMisspelt(String name, List<String> known) {
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
  }

  /** What the real driver may see: a copy without anything of ours. */
  static Properties without(Properties properties) {
    Properties theirs = new Properties();
    for (String name : properties.stringPropertyNames()) {
      theirs.setProperty(name, properties.getProperty(name));
    }
    theirs.putAll(properties);
    theirs.keySet().removeIf(name -> Setting.ours(String.valueOf(name)));
    return theirs;
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
