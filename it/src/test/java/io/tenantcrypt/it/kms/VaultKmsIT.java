package io.tenantcrypt.it.kms;

import static io.tenantcrypt.it.kms.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.EncryptionContext;
import io.tenantcrypt.keys.GeneratedKey;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyEncryptionKey;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.keys.KeyMaking;
import io.tenantcrypt.keys.KeyPurpose;
import io.tenantcrypt.keys.WrappedKey;
import io.tenantcrypt.keys.kms.KmsProviderContract;
import io.tenantcrypt.keys.kms.KmsSettings;
import io.tenantcrypt.keys.kms.vault.VaultKmsProvider;
import io.tenantcrypt.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code vault://} on a real OpenBao, with the rights of the example policy. */
class VaultKmsIT {

  private static final TenantId ACME = TenantId.of("acme");
  private static final EncryptionContext CONTEXT =
      EncryptionContext.of(ACME, "deployment", KeyPurpose.DEK, KeyId.random());

  @SuppressWarnings("NullAway.Init")
  private static OpenBao bao;

  @SuppressWarnings("NullAway.Init")
  private static KmsSettings settings;

  private final VaultKmsProvider provider = new VaultKmsProvider();

  @BeforeAll
  static void start() throws Exception {
    bao = OpenBao.shared();
    settings = OpenBao.withToken(bao.token(""));
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

  private KeyEncryptionKey kek(String key) {
    return provider.open(bao.kek(key), settings);
  }

  private static String text(WrappedKey wrapped) {
    return new String(wrapped.bytes(), StandardCharsets.US_ASCII);
  }

  private static String hashed(EncryptionContext context) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(context.canonical());
    return Base64.getEncoder().encodeToString(hash);
  }

  /** The application's rights, and the one that an operator has besides for rewrapping. */
  private static KmsSettings operator() {
    String policy = "path \"transit/rewrap/tenantcrypt-*\" {\n capabilities = [\"update\"]\n}";
    bao.require("PUT", "sys/policies/acl/rewrap", "{\"policy\":" + OpenBao.quoted(policy) + "}");
    String body = "{\"policies\":[\"tenantcrypt\",\"rewrap\"]}";
    return OpenBao.withToken(bao.require("POST", "auth/token/create", body).field("client_token"));
  }

  @TestFactory
  Stream<DynamicTest> contract() {
    KmsSettings operator = operator();
    String another = bao.key("contract-another");
    return Stream.of("aes256-gcm96", "chacha20-poly1305")
        .flatMap(
            type ->
                KmsProviderContract.of(
                        provider,
                        bao.kek(bao.key("contract-" + type, type)),
                        bao.kek(another),
                        operator)
                    .stream()
                    .map(
                        check ->
                            DynamicTest.dynamicTest(
                                type + ": " + check.name(), check.body()::run)));
  }

  /** The KMS itself, asked past the driver: a context in the request is not for show. */
  @Test
  void anotherTenantsContext_isRefusedByTheKmsItself() throws Exception {
    String key = bao.key("itself");
    try (GeneratedKey made = kek(key).generate(CONTEXT)) {
      String body = "{\"ciphertext\":\"" + text(made.wrapped()) + "\"%s}";
      OpenBao.Answer own = decrypt(key, body, ",\"context\":\"" + hashed(CONTEXT) + "\"");
      assertThat(own.status()).isEqualTo(200);
      assertThat(Base64.getDecoder().decode(own.field("plaintext")))
          .isEqualTo(made.plaintext().reveal());
      EncryptionContext globex =
          EncryptionContext.of(TenantId.of("globex"), "deployment", KeyPurpose.DEK, KeyId.random());
      OpenBao.Answer wrong = decrypt(key, body, ",\"context\":\"" + hashed(globex) + "\"");
      assertThat(wrong.status()).isEqualTo(400);
      assertThat(wrong.body()).contains("message authentication failed");
      assertThat(decrypt(key, body, "").body()).contains("missing 'context'");
    }
  }

  private static OpenBao.Answer decrypt(String key, String body, String context) {
    return bao.ask(bao.root(), "", "POST", "transit/decrypt/" + key, body.formatted(context));
  }

  @Test
  void everyCryptographicCall_carriesTheHashedContext() throws Exception {
    KeyEncryptionKey kek = kek(bao.key("carries"));
    int before = bao.proxy().asked().size();
    try (GeneratedKey made = kek.generate(CONTEXT);
        SecretBytes again = kek.unwrap(made.wrapped(), CONTEXT)) {
      kek.wrap(again, CONTEXT);
    }
    List<FaultProxy.Asked> asked = bao.proxy().asked();
    List<FaultProxy.Asked> posted =
        asked.subList(before, asked.size()).stream()
            .filter(each -> each.operation().startsWith("POST"))
            .toList();
    assertThat(posted)
        .extracting(FaultProxy.Asked::operation)
        .containsExactly(
            "POST /v1/transit/datakey/plaintext/tenantcrypt-carries",
            "POST /v1/transit/decrypt/tenantcrypt-carries",
            "POST /v1/transit/encrypt/tenantcrypt-carries");
    String context = "\"context\":\"" + hashed(CONTEXT) + "\"";
    assertThat(posted).allSatisfy(each -> assertThat(each.body()).contains(context));
    assertThat(posted.get(0).body()).contains("\"bits\":256");
  }

  @Test
  void kek_isProvedByARefusal_andStoredWithItsVersion() {
    KeyEncryptionKey kek = kek(bao.key("proved"));
    try (KeyMaking.Made made =
        new KeyMaking("deployment", InstantSource.system()).make(kek, ACME, KeyPurpose.DEK, 1)) {
      assertThat(made.row().copies().get(0).kmsKeyId()).isEqualTo("transit/tenantcrypt-proved/v1");
    }
    assertThat(bao.proxy().asked("POST /v1/transit/decrypt/tenantcrypt-proved"))
        .extracting(FaultProxy.Asked::body)
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  /** A KMS that gives the same key to everybody: the proof must not be content. */
  @Test
  void kek_ofAKmsThatIgnoresContexts_isNotAccepted() {
    KeyEncryptionKey kek = kek(bao.key("ignores"));
    String plaintext = Base64.getEncoder().encodeToString(new byte[32]);
    String data =
        "{\"data\":{\"ciphertext\":\"vault:v1:AAAA\",\"plaintext\":\"" + plaintext + "\"}}";
    bao.proxy()
        .faults(
            each ->
                each.operation().startsWith("POST")
                    ? Optional.of(FaultProxy.json(200, data))
                    : Optional.empty());
    TenantCryptException refused =
        refusal(
            ErrorCode.TC035,
            () ->
                new KeyMaking("deployment", InstantSource.system())
                    .make(kek, ACME, KeyPurpose.DEK, 1));
    assertThat(refused).hasMessageContaining("does not authenticate the encryption context");
  }

  @Test
  void rotatedKey_opensOldOnes_untilTheirVersionIsTakenOutOfUse() {
    String key = bao.key("rotated");
    KeyEncryptionKey kek = kek(key);
    try (GeneratedKey before = kek.generate(CONTEXT)) {
      bao.require("POST", "transit/keys/" + key + "/rotate", "");
      try (GeneratedKey after = kek.generate(CONTEXT);
          SecretBytes again = kek.unwrap(before.wrapped(), CONTEXT)) {
        assertThat(again).isEqualTo(before.plaintext());
        assertThat(text(after.wrapped())).startsWith("vault:v2:");
        assertThat(after.wrapped().kmsKeyId()).isEqualTo("transit/" + key + "/v2");
        config(key, "{\"min_decryption_version\":2,\"min_encryption_version\":2}");
        assertThat(refusal(ErrorCode.TC032, () -> kek.unwrap(before.wrapped(), CONTEXT)))
            .hasMessageContaining("this version of it is disabled");
        kek.unwrap(after.wrapped(), CONTEXT).close();
        config(key, "{\"min_decryption_version\":1}");
        kek.unwrap(before.wrapped(), CONTEXT).close();
        config(key, "{\"min_decryption_version\":2}");
        bao.require("POST", "transit/keys/" + key + "/trim", "{\"min_available_version\":2}");
        assertThat(refusal(ErrorCode.TC034, () -> kek.unwrap(before.wrapped(), CONTEXT)))
            .hasMessageContaining("version 1 being trimmed away");
      }
    }
  }

  private static void config(String key, String body) {
    bao.require("POST", "transit/keys/" + key + "/config", body);
  }

  @Test
  void softDeletedKey_isOutOfUse_untilItIsRestored() {
    String key = bao.key("soft");
    KeyEncryptionKey kek = kek(key);
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      bao.require("DELETE", "transit/keys/" + key + "/soft-delete", "");
      refusal(ErrorCode.TC032, () -> kek.unwrap(made.wrapped(), CONTEXT));
      refusal(ErrorCode.TC032, () -> kek.generate(CONTEXT));
      refusal(ErrorCode.TC032, () -> kek.wrap(made.plaintext(), CONTEXT));
      assertThat(refusal(ErrorCode.TC032, kek::describe)).hasMessageContaining("soft-deleted");
      bao.require("POST", "transit/keys/" + key + "/soft-delete-restore", "");
      kek.unwrap(made.wrapped(), CONTEXT).close();
    }
  }

  @Test
  void deletedKey_isDestroyed_andNotMadeAgain() {
    String key = bao.key("deleted");
    KeyEncryptionKey kek = kek(key);
    // Its administrator's token may create keys, and encrypt would.
    KeyEncryptionKey mighty =
        new VaultKmsProvider().open(bao.kek(key), OpenBao.withToken(bao.root()));
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      config(key, "{\"deletion_allowed\":true}");
      bao.require("DELETE", "transit/keys/" + key, "");
      for (KeyEncryptionKey each : List.of(kek, mighty)) {
        refusal(ErrorCode.TC034, () -> each.unwrap(made.wrapped(), CONTEXT));
        refusal(ErrorCode.TC034, () -> each.generate(CONTEXT));
        refusal(ErrorCode.TC034, () -> each.wrap(made.plaintext(), CONTEXT));
        refusal(ErrorCode.TC034, each::describe);
      }
      assertThat(bao.ask(bao.root(), "", "GET", "transit/keys/" + key, "").status()).isEqualTo(404);
    }
  }

  @Test
  void keyOfAnotherKind_isNoKek_andNothingIsWrapped() {
    bao.require("POST", "transit/keys/tenantcrypt-flat", "{\"derived\":false}");
    bao.require("POST", "transit/keys/tenantcrypt-rsa", "{\"type\":\"rsa-2048\"}");
    bao.key("short", "aes128-gcm96");
    for (String key : List.of("tenantcrypt-flat", "tenantcrypt-rsa", "tenantcrypt-short")) {
      KeyEncryptionKey kek = kek(key);
      int before = bao.proxy().asked("POST /v1/transit/encrypt/" + key).size();
      assertThat(refusal(ErrorCode.TC040, kek::describe)).hasMessageContaining("derived=");
      refusal(ErrorCode.TC040, () -> kek.generate(CONTEXT));
      try (SecretBytes some = SecretBytes.random(32)) {
        refusal(ErrorCode.TC040, () -> kek.wrap(some, CONTEXT));
      }
      assertThat(bao.proxy().asked("POST /v1/transit/encrypt/" + key)).hasSize(before);
    }
  }

  @Test
  void keyThatIsNotThere_isTc034_andAMountThatIsNot_isTc040() {
    Map<String, ErrorCode> codes =
        Map.of(
            "transit/tenantcrypt-none",
            ErrorCode.TC034,
            "nomount/tenantcrypt-none",
            ErrorCode.TC040);
    codes.forEach(
        (rest, code) -> {
          KeyEncryptionKey kek =
              provider.open(
                  KekUri.parse(
                      "vault://" + bao.proxy().uri().getAuthority() + "/" + rest + "?tls=false"),
                  OpenBao.withToken(bao.root()));
          refusal(code, kek::describe);
          refusal(code, () -> kek.generate(CONTEXT));
        });
  }

  @Test
  void namespaces_holdKeysOfTheSameNameApart() {
    bao.key("space");
    bao.require("POST", "sys/namespaces/team", "");
    bao.require("team", "POST", "sys/mounts/transit", "{\"type\":\"transit\"}");
    bao.require("team", "POST", "transit/keys/tenantcrypt-space", "{\"derived\":true}");
    KmsSettings root = OpenBao.withToken(bao.root());
    KekUri outer = bao.kek("tenantcrypt-space");
    KeyEncryptionKey inner = provider.open(KekUri.parse(outer + "&namespace=team"), root);
    assertThat(inner.describe().canonical().toString())
        .isEqualTo(outer.toString().replace("?tls=false", "?namespace=team"));
    try (GeneratedKey made = inner.generate(CONTEXT)) {
      inner.unwrap(made.wrapped(), CONTEXT).close();
      WrappedKey taken = new WrappedKey(outer, made.wrapped().kmsKeyId(), made.wrapped().bytes());
      KeyEncryptionKey same = provider.open(outer, root);
      refusal(ErrorCode.TC035, () -> same.unwrap(taken, CONTEXT));
    }
    KeyEncryptionKey nowhere = provider.open(KekUri.parse(outer + "&namespace=none"), root);
    refusal(ErrorCode.TC040, nowhere::describe);
  }

  @Test
  void tls_trustsTheFilesIssuerOnly_andTheNamedHostOnly() {
    String key = bao.key("tls");
    String file = bao.certificate().certificate().toString();
    KmsSettings trusting =
        OpenBao.settings(
            Map.of("TENANTCRYPT_VAULT_TOKEN", bao.root(), "TENANTCRYPT_VAULT_CA_FILE", file));
    String rest = ":" + bao.tlsPort() + "/transit/" + key;
    KeyEncryptionKey kek = provider.open(KekUri.parse("vault://127.0.0.1" + rest), trusting);
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      kek.unwrap(made.wrapped(), CONTEXT).close();
    }
    KeyEncryptionKey other = provider.open(KekUri.parse("vault://localhost" + rest), trusting);
    assertThat(refusal(ErrorCode.TC030, other::describe)).hasMessageContaining("no TLS connection");
    VaultKmsProvider strangers = new VaultKmsProvider();
    KeyEncryptionKey untrusted =
        strangers.open(KekUri.parse("vault://127.0.0.1" + rest), OpenBao.withToken(bao.root()));
    assertThat(refusal(ErrorCode.TC030, untrusted::describe))
        .hasMessageContaining("TENANTCRYPT_VAULT_CA_FILE");
    KeyEncryptionKey unreadable =
        new VaultKmsProvider()
            .open(
                KekUri.parse("vault://127.0.0.1" + rest),
                OpenBao.settings(
                    Map.of("VAULT_TOKEN", bao.root(), "VAULT_CACERT", "/nowhere/ca.pem")));
    assertThat(refusal(ErrorCode.TC033, unreadable::describe))
        .hasMessageContaining("NoSuchFileException");
  }

  @Test
  void whoMayNotUseDatakey_hasKeysMadeHere() {
    String key = bao.key("here");
    bao.require(
        "PUT",
        "sys/policies/acl/nodatakey",
        "{\"policy\":"
            + OpenBao.quoted(
                "path \"transit/datakey/plaintext/tenantcrypt-*\" {\n capabilities = [\"deny\"]\n}")
            + "}");
    String token =
        bao.require("POST", "auth/token/create", "{\"policies\":[\"tenantcrypt\",\"nodatakey\"]}")
            .field("client_token");
    KeyEncryptionKey kek = provider.open(bao.kek(key), OpenBao.withToken(token));
    int before = bao.proxy().asked("POST /v1/transit/encrypt/" + key).size();
    try (GeneratedKey made = kek.generate(CONTEXT);
        SecretBytes again = kek.unwrap(made.wrapped(), CONTEXT)) {
      assertThat(again).isEqualTo(made.plaintext());
    }
    assertThat(bao.proxy().asked("POST /v1/transit/encrypt/" + key)).hasSize(before + 1);
  }

  @Test
  void wrappedKeyThatNamesAnother_isNotEvenAsked() {
    KeyEncryptionKey kek = kek(bao.key("names"));
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      int before = bao.proxy().asked().size();
      for (String named :
          List.of("", "transit/tenantcrypt-other/v1", "transit/tenantcrypt-names/v2")) {
        refusal(
            ErrorCode.TC035,
            () -> kek.unwrap(new WrappedKey(kek.uri(), named, made.wrapped().bytes()), CONTEXT));
      }
      assertThat(bao.proxy().asked()).hasSize(before);
    }
  }
}
