package io.tenantcrypt;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every setting that there is, in the order of the manual. */
enum Setting {
  POLICY("policy", null, SettingForm.TEXT, "The column policy: a path, file: or classpath:."),
  POLICY_RELOAD("policyReload", "false", SettingForm.NOT_YET, "Whether to watch the policy."),
  TENANT("tenant", null, SettingForm.TENANT, "The tenant of every connection of this URL."),
  TENANT_RESOLVER(
      "tenantResolver",
      "thread",
      SettingForm.TEXT,
      "Who names the tenant of an execution: thread, mdc:<key> or a class name."),
  TENANT_BINDING(
      "tenantBinding",
      "transaction",
      SettingForm.BINDING,
      "How long a binding by client info lasts: transaction or session."),
  TENANT_BY_SQL(
      "tenantBySql",
      "off",
      SettingForm.BY_SQL,
      "Whether SET tenantcrypt.tenant = '…' may bind a connection: off or once."),
  KEK("kek", null, SettingForm.URI, "The KEK URI, instead of keys.kek of the policy."),
  KEY_STORE_URL(
      "keyStoreUrl", null, SettingForm.JDBC_URL, "Where the key tables are; else the real URL."),
  KEY_STORE_USER("keyStoreUser", null, SettingForm.TEXT, "The role that reads the key tables."),
  KEY_STORE_PASSWORD("keyStorePassword", null, SettingForm.SECRET, "That role's password."),
  KEY_STORE_SCHEMA(
      "keyStoreSchema", "tenantcrypt", SettingForm.TEXT, "The schema of the key tables."),
  KMS_TIMEOUT(
      "kmsTimeout",
      "2s",
      SettingForm.DURATION,
      "The bound of everything that a statement waits for at a KMS."),
  ALLOW_UNWRAP(
      "allowUnwrap",
      "false",
      SettingForm.BOOLEAN,
      "Whether the raw connection may be unwrapped; it bypasses everything."),
  SESSION(
      "session",
      "tenant",
      SettingForm.SESSION,
      "Whether connections work for a tenant or read across all: tenant or platform.");

  /** What every name begins with. */
  static final String PREFIX = "tenantcrypt.";

  /** What every name in the environment begins with. */
  static final String ENVIRONMENT_PREFIX = "TENANTCRYPT_";

  private final String key;
  private final @Nullable String standard;
  private final SettingForm form;
  private final String meaning;

  Setting(String key, @Nullable String standard, SettingForm form, String meaning) {
    this.key = key;
    this.standard = standard;
    this.form = form;
    this.meaning = meaning;
  }

  /** Without the prefix, for example {@code keyStoreUrl}. */
  String key() {
    return key;
  }

  /** For example {@code tenantcrypt.keyStoreUrl}. */
  String fullName() {
    return PREFIX + key;
  }

  /** For example {@code TENANTCRYPT_KEY_STORE_URL}. */
  String environmentName() {
    return ENVIRONMENT_PREFIX + name();
  }

  Optional<String> standard() {
    return Optional.ofNullable(standard);
  }

  String meaning() {
    return meaning;
  }

  boolean secret() {
    return form == SettingForm.SECRET;
  }

  /** The values that it can have, or none where they are not a closed list. */
  List<String> choices() {
    return form.choices();
  }

  /**
   * Returns if the value may be given.
   *
   * @throws TenantCryptException TC040 naming the setting
   */
  void check(String value, String origin) {
    String problem = value.isEmpty() ? "is empty" : form.problem(value);
    if (!problem.isEmpty()) {
      throw new TenantCryptException(
          ErrorCode.TC040, fullName() + " (from " + origin + ") " + problem + ".");
    }
  }

  /**
   * The setting of a full name.
   *
   * @throws TenantCryptException TC040 with the nearest name
   */
  static Setting named(String fullName, String origin) {
    for (Setting setting : values()) {
      if (setting.fullName().equals(fullName)) {
        return setting;
      }
    }
    List<String> names = Arrays.stream(values()).map(Setting::fullName).toList();
    throw new TenantCryptException(
        ErrorCode.TC040,
        "Unknown setting "
            + fullName
            + " (from "
            + origin
            + "). Did you mean "
            + NearestName.among(fullName, names).name()
            + "?");
  }

  /** Whether a name is meant for us, in whatever case it is written. */
  static boolean ours(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith(PREFIX);
  }
}
