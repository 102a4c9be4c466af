package io.tenantcrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {

  private static Properties properties(String... pairs) {
    Properties properties = new Properties();
    for (int i = 0; i < pairs.length; i += 2) {
      properties.setProperty(pairs[i], pairs[i + 1]);
    }
    return properties;
  }

  private static Settings environment(String name, String value) {
    return Settings.resolve(Map.of(), properties(), properties(), Map.of(name, value));
  }

  private static Settings url(String name, String value) {
    return Settings.resolve(Map.of(name, value), properties(), properties(), Map.of());
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC040));
  }

  @Test
  void resolve_fromAllFourSources_takesTheFirst() {
    String name = "tenantcrypt.policy";
    Map<String, String> environment = Map.of("TENANTCRYPT_POLICY", "environment");
    Map<String, String> url = Map.of(name, "url");
    Properties system = properties(name, "system");
    Properties given = properties(name, "properties");
    Properties none = properties();
    assertThat(Settings.resolve(url, given, system, environment).get(Setting.POLICY))
        .isEqualTo("properties");
    assertThat(Settings.resolve(url, none, system, environment).get(Setting.POLICY))
        .isEqualTo("url");
    assertThat(Settings.resolve(Map.of(), none, system, environment).get(Setting.POLICY))
        .isEqualTo("system");
    assertThat(Settings.resolve(Map.of(), none, none, environment).get(Setting.POLICY))
        .isEqualTo("environment");
  }

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      names = {"POLICY_RELOAD"},
      mode = EnumSource.Mode.EXCLUDE)
  void resolve_everySetting_fromEachSource(Setting setting) {
    String value =
        switch (setting) {
          case TENANT_BINDING -> "session";
          case TENANT_BY_SQL -> "once";
          case SESSION -> "platform";
          case ALLOW_UNWRAP -> "true";
          case KMS_TIMEOUT -> "3s";
          case KEK -> "vault://transit/key";
          case KEY_STORE_URL -> "jdbc:postgresql://keys/db";
          default -> "other";
        };
    String name = setting.fullName();
    assertThat(url(name, value).get(setting)).isEqualTo(value);
    assertThat(environment(setting.environmentName(), value).get(setting)).isEqualTo(value);
    assertThat(
            Settings.resolve(Map.of(), properties(name, value), properties(), Map.of())
                .get(setting))
        .isEqualTo(value);
    assertThat(
            Settings.resolve(Map.of(), properties(), properties(name, value), Map.of())
                .get(setting))
        .isEqualTo(value);
  }

  @Test
  void defaults_areTheManuals() {
    Settings none = Settings.resolve(Map.of(), properties(), properties(), Map.of());
    assertThat(none.get(Setting.TENANT_RESOLVER)).isEqualTo("thread");
    assertThat(none.get(Setting.TENANT_BINDING)).isEqualTo("transaction");
    assertThat(none.get(Setting.TENANT_BY_SQL)).isEqualTo("off");
    assertThat(none.get(Setting.KEY_STORE_SCHEMA)).isEqualTo("tenantcrypt");
    assertThat(none.get(Setting.KMS_TIMEOUT)).isEqualTo("2s");
    assertThat(none.get(Setting.ALLOW_UNWRAP)).isEqualTo("false");
    assertThat(none.find(Setting.TENANT)).isEmpty();
    assertRefused(() -> none.get(Setting.POLICY))
        .hasMessageContaining("tenantcrypt.policy is required")
        .hasMessageContaining("TENANTCRYPT_POLICY");
  }

  @Test
  void environmentNames_areSpeltInFull() {
    assertThat(Arrays.stream(Setting.values()).map(Setting::environmentName))
        .contains("TENANTCRYPT_KEY_STORE_URL", "TENANTCRYPT_TENANT_BY_SQL", "TENANTCRYPT_KEK");
  }

  @ParameterizedTest
  @CsvSource({
    "tenantcrypt.polcy, tenantcrypt.policy",
    "tenantcrypt.Policy, tenantcrypt.policy",
    "TenantCrypt.tenant, tenantcrypt.tenant",
    "tenantcrypt.keystoreurl, tenantcrypt.keyStoreUrl",
    "tenantcrypt.kmsTimout, tenantcrypt.kmsTimeout"
  })
  void unknownName_inUrlPropertiesOrSystem_isRefusedWithTheNearest(String name, String nearest) {
    assertRefused(() -> url(name, "x"))
        .hasMessageContaining("Unknown setting " + name)
        .hasMessageContaining("the URL")
        .hasMessageContaining("Did you mean " + nearest);
    assertRefused(() -> Settings.resolve(Map.of(), properties(name, "x"), properties(), Map.of()))
        .hasMessageContaining("properties of the connection");
    assertRefused(() -> Settings.resolve(Map.of(), properties(), properties(name, "x"), Map.of()))
        .hasMessageContaining("system properties");
  }

  @Test
  void unknownName_inTheEnvironment_isRefusedOnlyWhereItIsMisspelt() {
    assertRefused(() -> environment("TENANTCRYPT_POLICYY", "x"))
        .hasMessageContaining("Did you mean TENANTCRYPT_POLICY?");
    assertThat(environment("TENANTCRYPT_LOCAL_PASSWORD", "x")).hasToString("");
    assertThat(environment("TENANTCRYPT_POLICY", "")).hasToString("");
  }

  @Test
  void systemProperties_ofAProvider_areLeftToIt() {
    Properties system = properties("tenantcrypt.local.password", "x");
    assertThat(Settings.resolve(Map.of(), properties(), system, Map.of())).hasToString("");
  }

  @ParameterizedTest
  @CsvSource({
    "tenantcrypt.tenantBinding, forever, 'must be one of transaction, session'",
    "tenantcrypt.tenantBySql, always, 'must be one of off, once'",
    "tenantcrypt.allowUnwrap, yes, 'must be one of false, true'",
    "tenantcrypt.kmsTimeout, 2, 'is no duration'",
    "tenantcrypt.kmsTimeout, 0s, 'is zero'",
    "tenantcrypt.kmsTimeout, -2s, 'is no duration'",
    "tenantcrypt.kek, alias, 'is no KEK URI'",
    "tenantcrypt.tenant, 'a b', 'is no tenant id'",
    "tenantcrypt.keyStoreUrl, postgresql://x, 'is no JDBC URL'",
    "tenantcrypt.keyStoreUrl, jdbc:tenantcrypt:postgresql://x, 'must be the real database'",
    "tenantcrypt.policyReload, true, 'is not available in this version'",
    "tenantcrypt.session, admin, 'must be one of tenant, platform'",
    "tenantcrypt.policy, '', 'is empty'"
  })
  void value_thatIsNotValid_isRefusedNamingTheSetting(String name, String value, String problem) {
    assertRefused(() -> url(name, value)).hasMessageContaining(name).hasMessageContaining(problem);
  }

  @Test
  void without_anySettings_leavesTheRealDriversAlone() {
    Properties defaults = properties("user", "app", "tenantcrypt.policy", "p");
    Properties given = new Properties(defaults);
    given.setProperty("password", "secret");
    given.setProperty("TENANTCRYPT.kek", "x");
    given.put("socketFactoryArg", 7);
    Properties theirs = Settings.without(given);
    assertThat(theirs)
        .containsOnlyKeys("user", "password", "socketFactoryArg")
        .containsEntry("socketFactoryArg", 7);
    assertThat(given).containsKey("TENANTCRYPT.kek");
  }

  @Test
  void text_hidesTheSecret() {
    assertThat(url("tenantcrypt.keyStorePassword", "s3cret"))
        .hasToString("keyStorePassword=<hidden>");
  }
}
