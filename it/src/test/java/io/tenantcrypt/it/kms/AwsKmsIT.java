package io.tenantcrypt.it.kms;

import static io.tenantcrypt.it.kms.Refusals.assertNoKey;
import static io.tenantcrypt.it.kms.Refusals.refusal;
import static io.tenantcrypt.it.kms.Refusals.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.tenantcrypt.keys.kms.aws.AwsKmsProvider;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/** {@code aws-kms://} on the API of AWS KMS, and on one in trouble. */
class AwsKmsIT {

  private static final TenantId ACME = TenantId.of("acme");
  private static final Duration TIMEOUT = Duration.ofMillis(1_500);
  private static final KmsSettings SETTINGS =
      new KmsSettings(TIMEOUT, false, name -> Optional.empty());
  private static final EncryptionContext CONTEXT =
      EncryptionContext.of(ACME, "deployment", KeyPurpose.DEK, KeyId.random());

  @SuppressWarnings("NullAway.Init")
  private static Moto moto;

  @SuppressWarnings("NullAway.Init")
  private static String shared;

  private final AwsKmsProvider provider = new AwsKmsProvider();

  @BeforeAll
  static void start() throws Exception {
    moto = Moto.shared();
    shared = moto.key("awskms-shared");
  }

  @BeforeEach
  void heal() {
    moto.proxy().none();
  }

  @AfterEach
  void close() {
    moto.proxy().none();
    provider.close();
  }

  private KeyEncryptionKey kek(String key) {
    return provider.open(moto.kek(key), SETTINGS);
  }

  @TestFactory
  Stream<DynamicTest> contract() {
    String one = moto.key("awskms-contract-1");
    String another = moto.key("awskms-contract-2");
    return Stream.of(moto.kek("alias/awskms-contract-1"), moto.kek(one))
        .flatMap(
            uri ->
                KmsProviderContract.of(provider, uri, moto.kek(another), SETTINGS).stream()
                    .map(
                        check ->
                            DynamicTest.dynamicTest(
                                form(uri) + ": " + check.name(), check.body()::run)));
  }

  private static String form(KekUri uri) {
    return uri.rest().replaceAll("\\?.*", "");
  }

  /** The KMS itself, asked past the driver: a context in the request is not for show. */
  @Test
  void anotherTenantsContext_isRefusedByTheKmsItself() {
    try (GeneratedKey made = kek(shared).generate(CONTEXT)) {
      SdkBytes blob = SdkBytes.fromByteArray(made.wrapped().bytes());
      assertThat(
              moto.owner()
                  .decrypt(r -> r.ciphertextBlob(blob).encryptionContext(CONTEXT.asMap()))
                  .keyId())
          .isEqualTo(made.wrapped().kmsKeyId());
      EncryptionContext globex =
          EncryptionContext.of(TenantId.of("globex"), "deployment", KeyPurpose.DEK, KeyId.random());
      assertThatThrownBy(
              () ->
                  moto.owner()
                      .decrypt(r -> r.ciphertextBlob(blob).encryptionContext(globex.asMap())))
          .isInstanceOf(InvalidCiphertextException.class);
      assertThatThrownBy(() -> moto.owner().decrypt(r -> r.ciphertextBlob(blob)))
          .isInstanceOf(InvalidCiphertextException.class);
    }
  }

  @Test
  void everyCryptographicCall_namesKeyAndWholeContext() {
    int before = moto.proxy().asked().size();
    KeyEncryptionKey kek = kek("alias/awskms-shared");
    try (GeneratedKey made = kek.generate(CONTEXT);
        SecretBytes again = kek.unwrap(made.wrapped(), CONTEXT)) {
      kek.wrap(again, CONTEXT);
    }
    List<FaultProxy.Asked> asked = moto.proxy().asked();
    assertThat(asked.subList(before, asked.size()))
        .extracting(FaultProxy.Asked::operation)
        .containsExactly("GenerateDataKey", "Decrypt", "Encrypt");
    assertThat(asked.subList(before, asked.size()))
        .allSatisfy(
            each -> {
              assertThat(each.body()).contains("\"KeyId\":", "\"EncryptionContext\":");
              CONTEXT
                  .asMap()
                  .forEach(
                      (name, value) ->
                          assertThat(each.body()).contains("\"" + name + "\":\"" + value + "\""));
            });
    assertThat(asked.get(before).body()).contains("AES_256");
    assertThat(asked.get(before + 1).body())
        .as("opened under the key that wrapped, not under an alias")
        .contains("\"KeyId\":\"" + shared + "\"");
  }

  @Test
  void kek_isProvedByARefusal_andStoredWithTheKeysArn() {
    int before = moto.proxy().asked("Decrypt").size();
    try (KeyMaking.Made made =
        new KeyMaking("deployment", InstantSource.system())
            .make(kek("alias/awskms-shared"), ACME, KeyPurpose.DEK, 1)) {
      assertThat(made.row().copies().get(0).kmsKeyId()).isEqualTo(shared);
    }
    List<FaultProxy.Asked> proofs = moto.proxy().asked("Decrypt");
    assertThat(proofs).hasSize(before + 2);
    assertThat(proofs.get(before).body()).contains("\"tenant_id\":\"acme\"");
    assertThat(proofs.get(before + 1).body()).doesNotContain("\"tenant_id\":\"acme\"");
  }

  /** A KMS that gives the same key to everybody: the proof must not be content. */
  @Test
  void kek_ofAKmsThatIgnoresContexts_isNotAccepted() {
    KeyEncryptionKey kek = kek(shared);
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      String plaintext = Base64.getEncoder().encodeToString(made.plaintext().reveal());
      FaultProxy.Fault open =
          FaultProxy.json(
              200, "{\"KeyId\":\"" + shared + "\",\"Plaintext\":\"" + plaintext + "\"}");
      moto.proxy()
          .faults(
              each ->
                  each.operation().equals("Decrypt")
                      ? Optional.of(open)
                      : each.operation().equals("GenerateDataKey")
                          ? Optional.of(
                              FaultProxy.changed(
                                  "\"Plaintext\": ?\"[^\"]*\"",
                                  "\"Plaintext\":\"" + plaintext + "\""))
                          : Optional.empty());
      TenantCryptException refused =
          refusal(
              ErrorCode.TC035,
              () ->
                  new KeyMaking("deployment", InstantSource.system())
                      .make(kek, ACME, KeyPurpose.DEK, 1));
      assertThat(refused).hasMessageContaining("does not authenticate the encryption context");
    }
  }

  @Test
  void rotatedKey_opensWhatItWrappedBefore() {
    String key = moto.key("awskms-rotated");
    KeyEncryptionKey kek = kek(key);
    try (GeneratedKey before = kek.generate(CONTEXT)) {
      moto.owner().enableKeyRotation(r -> r.keyId(key));
      moto.owner().rotateKeyOnDemand(r -> r.keyId(key));
      try (SecretBytes again = kek.unwrap(before.wrapped(), CONTEXT);
          GeneratedKey after = kek.generate(CONTEXT)) {
        assertThat(again).isEqualTo(before.plaintext());
        assertThat(after.wrapped().kmsKeyId()).isEqualTo(key);
      }
    }
  }

  @Test
  void alias_pointedElsewhere_leavesOldKeysReadable() {
    String old = moto.key("awskms-moving");
    String next = moto.key("awskms-next");
    KeyEncryptionKey kek = kek("alias/awskms-moving");
    try (GeneratedKey before = kek.generate(CONTEXT)) {
      moto.owner().updateAlias(r -> r.aliasName("alias/awskms-moving").targetKeyId(next));
      try (GeneratedKey after = kek.generate(CONTEXT);
          SecretBytes again = kek.unwrap(before.wrapped(), CONTEXT)) {
        assertThat(before.wrapped().kmsKeyId()).isEqualTo(old);
        assertThat(after.wrapped().kmsKeyId()).isEqualTo(next);
        assertThat(again).isEqualTo(before.plaintext());
      }
    }
  }

  @Test
  void keyOfAnotherKind_orThatIsOff_isNotDescribedAsAKek() {
    String signing =
        moto.owner()
            .createKey(r -> r.keyUsage("SIGN_VERIFY").keySpec("RSA_2048"))
            .keyMetadata()
            .arn();
    refusal(ErrorCode.TC040, () -> kek(signing).describe());
    String off = moto.key("awskms-off");
    KeyEncryptionKey kek = kek("alias/awskms-off");
    assertThat(kek.describe().canonical()).hasToString("aws-kms://" + off);
    moto.owner().disableKey(r -> r.keyId(Moto.id(off)));
    assertThat(refusal(ErrorCode.TC032, kek::describe)).hasMessageContaining("Disabled");
    moto.owner().enableKey(r -> r.keyId(Moto.id(off)));
    moto.owner().scheduleKeyDeletion(r -> r.keyId(Moto.id(off)));
    assertThat(refusal(ErrorCode.TC032, kek::describe)).hasMessageContaining("PendingDeletion");
    refusal(ErrorCode.TC034, () -> kek("alias/awskms-nowhere").describe());
    refusal(ErrorCode.TC034, () -> kek("alias/awskms-nowhere").generate(CONTEXT));
  }

  @ParameterizedTest
  @CsvSource({
    "400, DisabledException, TC032",
    "400, KMSInvalidStateException, TC032",
    "400, AccessDeniedException, TC033",
    "400, NotFoundException, TC034",
    "400, InvalidCiphertextException, TC035",
    "400, IncorrectKeyException, TC035",
    "400, ThrottlingException, TC031",
    "400, LimitExceededException, TC031",
    "429, TooManyRequestsException, TC031",
    "500, KMSInternalException, TC030",
    "500, KeyUnavailableException, TC030",
    "503, DependencyTimeoutException, TC030",
    "503, ServiceUnavailable, TC030",
    "400, ExpiredTokenException, TC033",
    "400, UnrecognizedClientException, TC033",
    "403, InvalidSignatureException, TC033",
    "403, MissingAuthenticationTokenException, TC033",
    "400, NotAuthorized, TC033",
    "400, InvalidGrantTokenException, TC033",
    "400, SomethingNew, TC033",
    "400, InvalidKeyUsageException, TC040",
    "400, ValidationException, TC040",
  })
  void errorAnswer_hasItsCode(int status, String answer, ErrorCode code) {
    KeyEncryptionKey kek = kek(shared);
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      moto.proxy().all(FaultProxy.aws(status, answer, "hunter2"));
      List<ThrowingCallable> calls =
          List.of(
              () -> kek.unwrap(made.wrapped(), CONTEXT),
              () -> kek.generate(CONTEXT),
              () -> kek.wrap(made.plaintext(), CONTEXT));
      // What is tried again takes its time: once will do.
      for (ThrowingCallable call : calls.subList(0, code.compareTo(ErrorCode.TC031) > 0 ? 3 : 1)) {
        long begun = System.nanoTime();
        TenantCryptException refused = refusal(code, call);
        assertThat(System.nanoTime() - begun).isLessThan(TIMEOUT.toNanos() + 500_000_000L);
        assertThat(refused)
            .hasMessageContaining(answer)
            .hasMessageContaining("tenant acme")
            .hasMessageContaining(shared)
            .hasMessageContaining("status " + status + ", request 00000000-test");
        assertThat(text(refused)).doesNotContain("hunter2");
      }
      moto.proxy().none();
      kek.unwrap(made.wrapped(), CONTEXT).close();
    }
  }

  @Test
  void throttling_isRetriedWithinTheTimeout() {
    KeyEncryptionKey kek = kek(shared);
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      int before = moto.proxy().asked("Decrypt").size();
      moto.proxy()
          .faults(
              each ->
                  moto.proxy().asked("Decrypt").size() < before + 3
                      ? Optional.of(FaultProxy.aws(400, "ThrottlingException"))
                      : Optional.empty());
      kek.unwrap(made.wrapped(), CONTEXT).close();
      assertThat(moto.proxy().asked("Decrypt")).hasSize(before + 3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hang", "cut", "half", "torn"})
  void answerThatDoesNotArriveWhole_isAnOutage_inTime_andHoldsNoKey(String fault) {
    KeyEncryptionKey kek = kek(shared);
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      moto.proxy()
          .all(
              switch (fault) {
                case "hang" -> moto.proxy().hang();
                case "cut" -> FaultProxy.cut();
                case "half" -> FaultProxy.half();
                default -> FaultProxy.torn();
              });
      long begun = System.nanoTime();
      TenantCryptException out =
          refusal(ErrorCode.TC030, () -> kek.unwrap(made.wrapped(), CONTEXT));
      assertThat(System.nanoTime() - begun).isLessThan(TIMEOUT.multipliedBy(2).toNanos());
      assertNoKey(out, made.plaintext());
      moto.proxy().none();
      kek.unwrap(made.wrapped(), CONTEXT).close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"KeyId\": ?\"[^\"]*\" | \"KeyId\":\"arn:aws:kms:eu-central-1:1:key/other\" | TC035",
        "\"KeyId\": ?\"[^\"]*\" | \"Other\":\"x\" | TC035",
        "\"Plaintext\": ?\"[^\"]*\" | \"Plaintext\":\"AAAA\" | TC035",
        "\"Plaintext\": ?\"[^\"]*\" | \"Other\":\"x\" | TC030",
        "\"Plaintext\": ?\"[^\"]*\" | \"Plaintext\":\"%%%\" | TC030",
      })
  void answerForAnotherKey_orWithoutOne_isRefused(String from, String to, ErrorCode code) {
    KeyEncryptionKey kek = kek(shared);
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      moto.proxy().all(FaultProxy.changed(from.strip(), to.strip()));
      assertNoKey(refusal(code, () -> kek.unwrap(made.wrapped(), CONTEXT)), made.plaintext());
      refusal(code, () -> kek.generate(CONTEXT));
    }
  }

  @Test
  void wrappedKeyThatNamesAnotherKmsKey_isNotEvenAsked() {
    KeyEncryptionKey kek = kek(shared);
    String other = moto.key("awskms-other");
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      int before = moto.proxy().asked().size();
      for (String named : List.of(other, "", "alias/awskms-other")) {
        refusal(
            ErrorCode.TC035,
            () -> kek.unwrap(new WrappedKey(kek.uri(), named, made.wrapped().bytes()), CONTEXT));
      }
      assertThat(moto.proxy().asked()).hasSize(before);
    }
  }

  @Test
  void kms_thatIsNotThere_isAnOutage() throws Exception {
    String nowhere = "http://127.0.0.1:" + KmsServer.freePort();
    KeyEncryptionKey kek =
        provider.open(KekUri.parse("aws-kms://" + shared + "?endpoint=" + nowhere), SETTINGS);
    assertThat(refusal(ErrorCode.TC030, () -> kek.generate(CONTEXT)))
        .hasMessageContaining("could not be reached");
  }

  @Test
  void everyFormOfUri_namesTheSameKey() {
    for (String form :
        List.of(
            "alias/awskms-shared",
            shared,
            Moto.id(shared),
            shared.replaceAll("key/.*", "alias/awskms-shared"))) {
      KeyEncryptionKey kek = kek(form);
      assertThat(kek.describe().canonical()).hasToString("aws-kms://" + shared);
      try (GeneratedKey made = kek.generate(CONTEXT);
          SecretBytes again = kek.unwrap(made.wrapped(), CONTEXT)) {
        assertThat(made.wrapped().kmsKeyId()).isEqualTo(shared);
        assertThat(again).isEqualTo(made.plaintext());
      }
    }
  }

  @Test
  void closedProvider_asksNobody() {
    KeyEncryptionKey kek = kek(shared);
    kek.describe();
    provider.close();
    refusal(ErrorCode.TC030, kek::describe);
  }

  /** Endpoint and region as every user of the SDK sets them. */
  @Test
  void endpointAndRegion_comeFromTheSdksSettings() {
    System.setProperty("aws.endpointUrlKms", moto.proxy().uri().toString());
    System.setProperty("aws.region", Moto.REGION);
    try {
      KeyEncryptionKey kek = provider.open(KekUri.parse("aws-kms://alias/awskms-shared"), SETTINGS);
      assertThat(kek.describe().canonical()).hasToString("aws-kms://" + shared);
      assertThat(moto.proxy().asked("DescribeKey"))
          .last()
          .satisfies(
              asked ->
                  assertThat(asked.headers().toString().toLowerCase(Locale.ROOT))
                      .contains("credential=test/", "/" + Moto.REGION + "/kms/"));
    } finally {
      System.clearProperty("aws.endpointUrlKms");
      System.clearProperty("aws.region");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "key/1234",
        "alias/",
        "alias/a?",
        "arn:aws:kms:eu-central-1:1:key/x",
        "arn:aws:s3:eu-central-1:111122223333:alias/x",
        "alias/x?region=",
        "alias/x?password=hunter2",
        "alias/x?region=a&region=b",
        "alias/x?region=EU",
        "alias/x?endpoint=http://kms.example.com",
        "alias/x?endpoint=ftp://127.0.0.1",
        "alias/x?endpoint=https://u:hunter2@h",
        "alias/x#y",
        "arn:aws:kms:eu-central-1:111122223333:alias/x?region=eu-west-1"
      })
  void uriThatCannotBeRead_isTc040WithoutQuotingIt(String rest) {
    TenantCryptException refused =
        refusal(ErrorCode.TC040, () -> provider.open(KekUri.parse("aws-kms://" + rest), SETTINGS));
    assertThat(refused).hasMessageContaining("aws-kms://alias/NAME");
    assertThat(refused.getMessage()).doesNotContain("hunter2");
  }
}
