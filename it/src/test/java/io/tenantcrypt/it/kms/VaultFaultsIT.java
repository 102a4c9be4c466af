package io.tenantcrypt.it.kms;

import static io.tenantcrypt.it.kms.Refusals.assertNoKey;
import static io.tenantcrypt.it.kms.Refusals.refusal;
import static io.tenantcrypt.it.kms.Refusals.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.it.Stopwatch;
import io.tenantcrypt.keys.EncryptionContext;
import io.tenantcrypt.keys.GeneratedKey;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyEncryptionKey;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.keys.KeyPurpose;
import io.tenantcrypt.keys.kms.vault.VaultKmsProvider;
import io.tenantcrypt.tenancy.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code vault://} on an OpenBao in trouble: by a proxy before it, and by a sealed one. */
class VaultFaultsIT {

  private static final EncryptionContext CONTEXT =
      EncryptionContext.of(TenantId.of("acme"), "deployment", KeyPurpose.DEK, KeyId.random());

  @SuppressWarnings("NullAway.Init")
  private static OpenBao bao;

  @SuppressWarnings("NullAway.Init")
  private static String token;

  @SuppressWarnings("NullAway.Init")
  private static String key;

  private final VaultKmsProvider provider = new VaultKmsProvider();

  @BeforeAll
  static void start() throws Exception {
    bao = OpenBao.shared();
    token = bao.token("");
    key = bao.key("faults");
  }

  @BeforeEach
  void heal() {
    bao.proxy().none();
  }

  @AfterEach
  void close() {
    bao.proxy().none();
    provider.close();
  }

  private KeyEncryptionKey kek() {
    return provider.open(bao.kek(key), OpenBao.withToken(token));
  }

  /** Only what is about keys fails: a token may go on living. */
  private static void onTransit(FaultProxy.Fault fault) {
    bao.proxy()
        .faults(
            each -> each.operation().contains("/transit/") ? Optional.of(fault) : Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429 | {\"errors\":[\"request path is over its quota\"]} | TC031",
        "429 |  | TC031",
        "503 | {\"errors\":[\"Vault is sealed\"]} | TC030",
        "500 | {\"errors\":[\"internal error\"]} | TC030",
        "502 | <html>bad gateway</html> | TC030",
        "504 |  | TC030",
        "412 | {\"errors\":[\"required index state not present\"]} | TC030",
        "307 |  | TC030",
        "403 | {\"errors\":[\"permission denied\"]} | TC033",
        "403 | <html>no</html> | TC033",
        "401 |  | TC033",
        "418 | {\"errors\":[]} | TC033",
        "404 | {\"errors\":[]} | TC034",
        "404 | <html>not found</html> | TC030",
        "405 | {\"errors\":[\"unsupported operation\"]} | TC040",
        "400 | {\"errors\":[\"encryption key not found\"]} | TC034",
        "400 | {\"errors\":[\"refusing to use soft-deleted key\"]} | TC032",
        "400 | <html>bad request</html> | TC030",
        "200 | <html>welcome</html> | TC030",
        "200 |  | TC030",
        "200 | {} | TC030",
        "200 | {\"data\":null} | TC030",
        "204 |  | TC030",
      })
  void errorAnswer_hasItsCode(int status, String body, ErrorCode code) {
    KeyEncryptionKey kek = kek();
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      onTransit(FaultProxy.json(status, body == null ? "" : body));
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> kek.unwrap(made.wrapped(), CONTEXT), () -> kek.generate(CONTEXT))) {
        long begun = System.nanoTime();
        TenantCryptException refused = refusal(code, call);
        assertThat(System.nanoTime() - begun).isLessThan(OpenBao.TIMEOUT.toNanos() + 500_000_000L);
        assertThat(refused).hasMessageContaining(key);
        assertThat(text(refused)).doesNotContain(token).doesNotContain("html");
      }
      bao.proxy().none();
      kek.unwrap(made.wrapped(), CONTEXT).close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cipher: message authentication failed | TC035",
        "invalid ciphertext: no prefix | TC035",
        "invalid ciphertext: version is too new | TC035",
        "something new | TC035",
        "ciphertext or signature version is disallowed by policy (too old) | TC032",
      })
  void invalidRequest_isReadByItsWords(String words, ErrorCode code) {
    KeyEncryptionKey kek = kek();
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      onTransit(FaultProxy.json(400, "{\"errors\":[\"" + words + "\"]}"));
      TenantCryptException refused = refusal(code, () -> kek.unwrap(made.wrapped(), CONTEXT));
      assertThat(refused).hasMessageContaining("tenant acme").hasMessageContaining("status 400");
      assertThat(text(refused)).doesNotContain(words);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void passingTrouble_isTriedAgainWithinTheTimeout(int status) {
    KeyEncryptionKey kek = kek();
    String decrypt = "POST /v1/transit/decrypt/" + key;
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      int before = bao.proxy().asked(decrypt).size();
      bao.proxy()
          .faults(
              each ->
                  bao.proxy().asked(decrypt).size() < before + 3
                      ? Optional.of(FaultProxy.json(status, "{\"errors\":[\"x\"]}"))
                      : Optional.empty());
      kek.unwrap(made.wrapped(), CONTEXT).close();
      assertThat(bao.proxy().asked(decrypt)).hasSize(before + 3);
    }
  }

  @Test
  void lostConnection_isTriedAgain() {
    KeyEncryptionKey kek = kek();
    String decrypt = "POST /v1/transit/decrypt/" + key;
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      int before = bao.proxy().asked(decrypt).size();
      bao.proxy()
          .faults(
              each ->
                  bao.proxy().asked(decrypt).size() < before + 2
                      ? Optional.of(FaultProxy.cut())
                      : Optional.empty());
      kek.unwrap(made.wrapped(), CONTEXT).close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hang", "drip", "cut", "half", "torn"})
  void answerThatDoesNotArriveWhole_isAnOutage_inTime_andHoldsNoKey(String fault) {
    KeyEncryptionKey kek = kek();
    try (GeneratedKey made = kek.generate(CONTEXT);
        Stopwatch call = Stopwatch.start()) {
      onTransit(
          switch (fault) {
            case "hang" -> bao.proxy().hang();
            case "drip" -> bao.proxy().drip(50);
            case "cut" -> FaultProxy.cut();
            case "half" -> FaultProxy.half();
            default -> FaultProxy.torn();
          });
      TenantCryptException out =
          refusal(ErrorCode.TC030, () -> kek.unwrap(made.wrapped(), CONTEXT));
      assertThat(call.elapsed()).isLessThan(OpenBao.TIMEOUT.plusMillis(500));
      assertNoKey(out, made.plaintext());
      assertThat(text(out)).doesNotContain(token);
      bao.proxy().none();
      kek.unwrap(made.wrapped(), CONTEXT).close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"plaintext\":\"[^\"]*\" | \"plaintext\":\"AAAA\" | TC035",
        "\"plaintext\":\"[^\"]*\" | \"plaintext\":\"%%%\" | TC030",
        "\"plaintext\":\"[^\"]*\" | \"plaintext\":17 | TC030",
        "\"plaintext\":\"[^\"]*\" | \"other\":\"x\" | TC030",
        "^ | x | TC030",
        "$ | x | TC030",
      })
  void answerWithoutAKey_isAnOutage_orWithAnOddOneARefusal(String from, String to, ErrorCode code) {
    KeyEncryptionKey kek = kek();
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      onTransit(FaultProxy.changed(from.strip(), to.strip()));
      assertNoKey(refusal(code, () -> kek.unwrap(made.wrapped(), CONTEXT)), made.plaintext());
      refusal(code, () -> kek.generate(CONTEXT));
    }
  }

  /** Whether the token died cannot be learnt then. */
  @ParameterizedTest
  @ValueSource(strings = {"hang", "cut", "500"})
  void denial_staysOne_whereTheQuestionAboutTheTokenGetsNoAnswer(String fault) {
    KeyEncryptionKey kek = kek();
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      FaultProxy.Fault silence =
          switch (fault) {
            case "hang" -> bao.proxy().hang();
            case "cut" -> FaultProxy.cut();
            default -> FaultProxy.json(500, "");
          };
      FaultProxy.Fault denied = FaultProxy.json(403, "{\"errors\":[\"permission denied\"]}");
      bao.proxy()
          .faults(
              each -> Optional.of(each.operation().contains("/lookup-self") ? silence : denied));
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> kek.unwrap(made.wrapped(), CONTEXT), () -> kek.generate(CONTEXT))) {
        long begun = System.nanoTime();
        refusal(ErrorCode.TC033, call);
        assertThat(System.nanoTime() - begun).isLessThan(OpenBao.TIMEOUT.toNanos() + 500_000_000L);
      }
    }
  }

  @Test
  void answerWithAnotherWrappedForm_isNotStored() {
    KeyEncryptionKey kek = kek();
    kek.describe();
    for (String form :
        List.of("", "wault:v1:AAAA", "vault:v0:AAAA", "vault:v1:A", "vault:v1:AB==")) {
      onTransit(FaultProxy.changed("\"ciphertext\":\"[^\"]*\"", "\"ciphertext\":\"" + form + "\""));
      refusal(ErrorCode.TC030, () -> kek.generate(CONTEXT));
    }
  }

  @Test
  void sealedServer_isAnOutage_andWorksAgainOnceUnsealed() throws Exception {
    OpenBao own = OpenBao.own();
    KeyEncryptionKey kek =
        provider.open(own.kek(own.key("sealed")), OpenBao.withToken(own.token("")));
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      own.require("PUT", "sys/seal", "");
      assertThat(refusal(ErrorCode.TC030, () -> kek.unwrap(made.wrapped(), CONTEXT)))
          .hasMessageContaining("status 503");
      Matcher unseal = Pattern.compile("Unseal Key: (\\S+)").matcher(own.log());
      assertThat(unseal.find()).isTrue();
      own.require("PUT", "sys/unseal", "{\"key\":\"" + unseal.group(1) + "\"}");
      kek.unwrap(made.wrapped(), CONTEXT).close();
    } finally {
      own.close();
    }
  }

  @Test
  void kms_thatIsNotThere_isAnOutage() throws Exception {
    String nowhere = "vault://127.0.0.1:" + KmsServer.freePort() + "/transit/x?tls=false";
    KeyEncryptionKey kek = provider.open(KekUri.parse(nowhere), OpenBao.withToken(token));
    assertThat(refusal(ErrorCode.TC030, () -> kek.generate(CONTEXT)))
        .hasMessageContaining("could not be reached");
  }

  @Test
  void redirection_isNotFollowed_soThatTheTokenStaysHere() throws Exception {
    KeyEncryptionKey kek = kek();
    kek.describe();
    try (FaultProxy elsewhere = new FaultProxy(bao.proxy().uri())) {
      onTransit(
          (exchange, real) -> {
            exchange.getResponseHeaders().set("Location", elsewhere.uri() + "/v1/transit/x");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
          });
      refusal(ErrorCode.TC030, () -> kek.generate(CONTEXT));
      assertThat(elsewhere.asked()).isEmpty();
    }
  }

  @Test
  void closedProvider_asksNobody() {
    KeyEncryptionKey kek = kek();
    kek.describe();
    provider.close();
    int before = bao.proxy().asked().size();
    refusal(ErrorCode.TC030, kek::describe);
    assertThat(bao.proxy().asked()).hasSize(before);
  }
}
