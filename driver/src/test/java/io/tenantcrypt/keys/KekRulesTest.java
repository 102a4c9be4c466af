package io.tenantcrypt.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.policy.KeyPolicy;
import io.tenantcrypt.tenancy.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KekRulesTest {

  private static final TenantId ACME = TenantId.of("acme");

  /** A policy of keys with these KEKs. */
  public static KeyPolicy policy(String kek, Map<String, String> tiers, List<String> allowed) {
    return new KeyPolicy(
        Optional.of(kek),
        tiers,
        allowed,
        KeyPolicy.Cache.DEFAULT,
        KeyPolicy.Rotation.NONE,
        KeyPolicy.Envelope.TABLE,
        KeyPolicy.Provision.EXPLICIT);
  }

  private static KekRules rules(String kek, Map<String, String> tiers, List<String> allowed) {
    return new KekRules(policy(kek, tiers, allowed), Optional.empty());
  }

  private static void assertRefused(ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .hasMessageContainingAll(words)
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC040));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "alias/x", "AWS://x", "aws-kms:x", "aws-kms://", "aws-kms://a b", "x://{y}"})
  void parse_malformed_isRefusedWithoutQuotingIt(String text) {
    assertRefused(() -> KekUri.parse(text), "scheme://rest");
  }

  @Test
  void parse_wellFormed_keepsTheText() {
    KekUri uri = KekUri.parse("aws-kms://arn:aws:kms:eu-central-1:111122223333:key/1-2");
    assertThat(uri.scheme()).isEqualTo("aws-kms");
    assertThat(uri).hasToString("aws-kms://arn:aws:kms:eu-central-1:111122223333:key/1-2");
  }

  @Test
  void choose_withoutTier_expandsTheTenant() {
    KekRules rules = rules("aws-kms://alias/tc-{tenant}", Map.of(), List.of());
    assertThat(rules.choose(ACME, "", Map.of())).hasToString("aws-kms://alias/tc-acme");
    assertThat(rules.platform()).hasToString("aws-kms://alias/tc--platform");
  }

  @Test
  void choose_withOverride_takesItInPlaceOfThePolicys() {
    KekRules rules =
        new KekRules(policy("aws-kms://a", Map.of(), List.of()), Optional.of("vault://b"));
    assertThat(rules.platform()).hasToString("vault://b");
  }

  @Test
  void choose_noKekAtAll_saysWhereToNameOne() {
    KeyPolicy none =
        new KeyPolicy(
            Optional.empty(),
            Map.of(),
            List.of(),
            KeyPolicy.Cache.DEFAULT,
            KeyPolicy.Rotation.NONE,
            KeyPolicy.Envelope.TABLE,
            KeyPolicy.Provision.EXPLICIT);
    assertRefused(
        () -> new KekRules(none, Optional.empty()).platform(), "keys.kek", "tenantcrypt.kek");
  }

  @Test
  void choose_tierWithAttribute_expandsIt() {
    KekRules rules =
        rules("aws-kms://a", Map.of("byok", "aws-kms://{arn}"), List.of("aws-kms://arn:*:key/*"));
    KekUri uri = rules.choose(ACME, "byok", Map.of("arn", "arn:aws:key/9"));
    assertThat(uri).hasToString("aws-kms://arn:aws:key/9");
  }

  @Test
  void choose_unknownTier_namesTheTiers() {
    KekRules rules = rules("aws-kms://a", Map.of("eu", "aws-kms://b"), List.of());
    assertRefused(() -> rules.choose(ACME, "us", Map.of()), "[eu]");
  }

  @Test
  void choose_attributesThatTheTemplateDoesNotName_isRefused() {
    KekRules rules = rules("aws-kms://a", Map.of("x", "aws-kms://{arn}"), List.of("aws-kms://*"));
    assertRefused(() -> rules.choose(ACME, "x", Map.of()), "[arn]", "[]");
    assertRefused(() -> rules.choose(ACME, "", Map.of("arn", "b")), "[arn]");
    assertRefused(() -> rules.choose(ACME, "x", Map.of("arn", "b", "z", "c")), "[arn, z]");
  }

  @Test
  void choose_attributesWithNothingThatLimitsThem_isRefused() {
    KekRules rules = rules("aws-kms://a", Map.of("x", "aws-kms://{arn}"), List.of());
    assertRefused(() -> rules.choose(ACME, "x", Map.of("arn", "b")), "keys.allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a?x=1", "a#b", "{tenant}", "a b", "a%2e", "../x", "ключ"})
  void choose_attributeThatCouldAddParameters_isRefused(String value) {
    KekRules rules = rules("aws-kms://a", Map.of("x", "aws-kms://{arn}"), List.of("aws-kms://*"));
    assertRefused(() -> rules.choose(ACME, "x", Map.of("arn", value)), "arn");
  }

  @ParameterizedTest
  @CsvSource({
    "aws-kms://arn:aws:kms:eu-*:*:key/*, aws-kms://arn:aws:kms:eu-west-1:1:key/2, true",
    "aws-kms://arn:aws:kms:eu-*:*:key/*, aws-kms://arn:aws:kms:us-east-1:1:key/2, false",
    "aws-kms://arn:aws:kms:eu-*:*:key/*, aws-kms://arn:aws:kms:eu-x:1:evil:key/2, false",
    "aws-kms://arn:aws:kms:eu-*:*:key/*, aws-kms://arn:aws:kms:eu-x:1:key/2/3, false",
    "aws-kms://a.c, aws-kms://abc, false",
    "aws-kms://alias/*, aws-kms://alias/, true",
    "aws-kms://a, aws-kms://ab, false",
    "aws-kms://a, vault://a, false"
  })
  void requireAllowed_byPattern(String pattern, String uri, boolean allowed) {
    KekUri kek = KekUri.parse(uri);
    KekRules rules = rules("aws-kms://a", Map.of(), List.of(pattern));
    if (allowed) {
      rules.requireAllowed(ACME, kek, kek);
      assertThat(new KekPattern(pattern).matches(kek)).isTrue();
    } else {
      assertRefused(() -> rules.requireAllowed(ACME, kek, kek), "keys.allowed", "acme");
    }
  }

  @Test
  void requireAllowed_aliasWhoseKeyIsPermitted_passes() {
    KekRules rules = rules("aws-kms://alias/eu", Map.of(), List.of("aws-kms://arn:*:key/*"));
    KekUri alias = KekUri.parse("aws-kms://alias/eu");
    KekUri resolved = KekUri.parse("aws-kms://arn:aws:key/1");
    rules.requireAllowed(ACME, alias, resolved);
    assertRefused(() -> rules.requireAllowed(ACME, alias, alias), "keys.allowed");
  }
}
