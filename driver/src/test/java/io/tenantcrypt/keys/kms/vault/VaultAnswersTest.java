package io.tenantcrypt.keys.kms.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.kms.KmsFailures;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaultAnswersTest {

  private static final VaultAnswers ANSWERS =
      new VaultAnswers(new KmsFailures("Vault", KekUri.parse("vault://h/transit/k")));

  private static VaultAnswer answer(int status, String body) {
    return VaultAnswer.of(status, body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "300, TC030, TC030",
    "307, TC030, TC030",
    "400, TC035, TC040",
    "401, TC033, TC033",
    "403, TC033, TC033",
    "404, TC040, TC040",
    "405, TC040, TC040",
    "412, TC030, TC030",
    "413, TC033, TC033",
    "429, TC031, TC031",
    "472, TC033, TC033",
    "500, TC030, TC030",
    "501, TC030, TC030",
    "502, TC030, TC030",
    "503, TC030, TC030",
    "504, TC030, TC030",
  })
  void status_hasItsCode(int status, ErrorCode opening, ErrorCode other) {
    VaultAnswer answer = answer(status, "{\"errors\":[\"hunter2\"]}");
    TenantCryptException refused = ANSWERS.refusal("decrypt", "acme", answer, true);
    assertThat(refused.code()).isEqualTo(opening);
    assertThat(refused)
        .hasMessageContaining("decrypt under the KEK vault://h/transit/k for tenant acme")
        .hasMessageContaining("status " + status)
        .hasMessageNotContaining("hunter2");
    assertThat(ANSWERS.refusal("encrypt", "acme", answer, false).code()).isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource({
    "400, TC030",
    "404, TC030",
    "403, TC033",
  })
  void answerOfSomethingBeforeVault_destroysNothing(int status, ErrorCode code) {
    assertThat(ANSWERS.refusal("decrypt", "", answer(status, "<html>"), true).code())
        .isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "encryption key not found, TC034",
    "refusing to use soft-deleted key, TC032",
    "ciphertext or signature version is disallowed by policy (too old), TC032",
    "cipher: message authentication failed, TC035",
    "chacha20poly1305: message authentication failed, TC035",
    "invalid ciphertext: no prefix, TC035",
    "invalid ciphertext: version is too new, TC035",
    "invalid ciphertext length, TC035",
  })
  void badRequest_isReadByItsWords(String words, ErrorCode code) {
    VaultAnswer answer = answer(400, "{\"errors\":[\"x\",\"" + words + "\"]}");
    assertThat(ANSWERS.refusal("decrypt", "acme", answer, true).code()).isEqualTo(code);
  }

  /** Keys that were in a mount or namespace may live on where it was moved to. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | TC034",
        "[~no handler for route~] | TC040",
        "[~namespace not found~] | TC040",
      })
  void notFound_isAKeysEnd_whereVaultHasNoWordsForIt(String errors, ErrorCode code) {
    VaultAnswer answer = answer(404, "{\"errors\":" + errors.replace('~', '"') + "}");
    assertThat(ANSWERS.refusal("decrypt", "acme", answer, true).code()).isEqualTo(code);
  }

  private static JsonObject key(String more) {
    return answer(200, "{\"data\":{" + more + "}}").body().object("data");
  }

  @Test
  void derivedKeyOf256Bits_isFit() {
    for (String type : new String[] {"aes256-gcm96", "chacha20-poly1305", "xchacha20-poly1305"}) {
      assertThatCode(() -> ANSWERS.requireFit(key("\"type\":\"" + type + "\",\"derived\":true")))
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"type\":\"aes256-gcm96\",\"derived\":false | TC040",
        "\"type\":\"aes256-gcm96\",\"derived\":\"true\" | TC040",
        "\"type\":\"aes256-gcm96\" | TC040",
        "\"type\":\"aes128-gcm96\",\"derived\":true | TC040",
        "\"type\":\"rsa-4096\",\"derived\":false | TC040",
        "\"derived\":true | TC040",
        "\"type\":\"aes256-gcm96\",\"derived\":true,\"soft_deleted\":true | TC032",
      })
  void keyThatCannotHoldTenantsApart_isNot(String members, ErrorCode code) {
    assertThatThrownBy(() -> ANSWERS.requireFit(key(members)))
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void success_withoutJson_isAnOutage() {
    assertThatThrownBy(() -> answer(200, "<html>hunter2"))
        .isInstanceOfSatisfying(
            VaultFailure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC030))
        .hasMessageNotContaining("hunter2");
  }
}
