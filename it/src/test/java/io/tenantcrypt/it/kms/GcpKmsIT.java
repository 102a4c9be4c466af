package io.tenantcrypt.it.kms;

import static io.tenantcrypt.it.kms.Refusals.assertNoKey;
import static io.tenantcrypt.it.kms.Refusals.refusal;
import static io.tenantcrypt.it.kms.Refusals.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.kms.v1.CryptoKey;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionState;
import com.google.cloud.kms.v1.DecryptRequest;
import com.google.cloud.kms.v1.DecryptResponse;
import com.google.cloud.kms.v1.EncryptRequest;
import com.google.cloud.kms.v1.EncryptResponse;
import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import com.google.protobuf.Message;
import io.grpc.Status;
import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.it.Stopwatch;
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
import io.tenantcrypt.keys.kms.gcp.GcpKmsProvider;
import io.tenantcrypt.tenancy.TenantId;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code gcp-kms://} by Google's own client, on the service's published base class. */
class GcpKmsIT {

  private static final TenantId ACME = TenantId.of("acme");
  private static final Duration TIMEOUT = Duration.ofMillis(1_500);
  private static final KmsSettings SETTINGS =
      new KmsSettings(TIMEOUT, false, name -> Optional.empty());
  private static final EncryptionContext CONTEXT =
      EncryptionContext.of(ACME, "deployment", KeyPurpose.DEK, KeyId.random());

  @SuppressWarnings("NullAway.Init")
  private static CloudKms kms;

  private final GcpKmsProvider provider = new GcpKmsProvider();

  @BeforeAll
  static void start() throws IOException {
    kms = new CloudKms();
    // Google's client takes seconds for its first call of a process.
    KmsSettings patient = new KmsSettings(Duration.ofSeconds(60), false, name -> Optional.empty());
    try (GcpKmsProvider first = new GcpKmsProvider()) {
      first.open(kms.kek(kms.key("first")), patient).describe();
    }
  }

  @AfterAll
  static void stop() {
    kms.close();
  }

  @AfterEach
  void close() {
    kms.heal();
    provider.close();
  }

  private KeyEncryptionKey kek(String key) {
    return provider.open(kms.kek(key), SETTINGS);
  }

  @TestFactory
  Stream<DynamicTest> contract() {
    return KmsProviderContract.of(
            provider, kms.kek(kms.key("one")), kms.kek(kms.key("another")), SETTINGS)
        .stream()
        .map(check -> DynamicTest.dynamicTest(check.name(), check.body()::run));
  }

  @Test
  void everyCryptographicCall_namesKeyWholeContextAndChecksums() {
    String key = kms.key("calls");
    KeyEncryptionKey kek = kek(key);
    int before = kms.asked().size();
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      kek.unwrap(made.wrapped(), CONTEXT).close();
    }
    ByteString context = ByteString.copyFrom(CONTEXT.canonical());
    EncryptRequest encrypt = (EncryptRequest) kms.asked().get(before);
    assertThat(encrypt.getName()).isEqualTo(key);
    assertThat(encrypt.getAdditionalAuthenticatedData()).isEqualTo(context);
    assertThat(encrypt.getAdditionalAuthenticatedDataCrc32C()).isEqualTo(CloudKms.crc(context));
    assertThat(encrypt.hasPlaintextCrc32C()).isTrue();
    DecryptRequest decrypt = (DecryptRequest) kms.asked().get(before + 1);
    assertThat(decrypt.getName()).isEqualTo(key);
    assertThat(decrypt.getAdditionalAuthenticatedData()).isEqualTo(context);
    assertThat(decrypt.getAdditionalAuthenticatedDataCrc32C()).isEqualTo(CloudKms.crc(context));
    assertThat(decrypt.getCiphertextCrc32C()).isEqualTo(CloudKms.crc(decrypt.getCiphertext()));
  }

  @Test
  void kek_isProvedByARefusal_andStoredWithItsVersion() {
    String key = kms.key("proved");
    try (KeyMaking.Made made =
        new KeyMaking("deployment", InstantSource.system())
            .make(kek(key), ACME, KeyPurpose.DEK, 1)) {
      assertThat(made.row().copies().get(0).kmsKeyId()).isEqualTo(key + "/cryptoKeyVersions/1");
    }
  }

  /** A KMS that gives the same key to everybody: the proof must not be content. */
  @Test
  void kek_ofAKmsThatIgnoresContexts_isNotAccepted() {
    KeyEncryptionKey kek = kek(kms.key("ignores"));
    kms.ignoresContexts(true);
    TenantCryptException refused =
        refusal(
            ErrorCode.TC035,
            () ->
                new KeyMaking("deployment", InstantSource.system())
                    .make(kek, ACME, KeyPurpose.DEK, 1));
    assertThat(refused).hasMessageContaining("does not authenticate the encryption context");
  }

  @Test
  void rotatedKey_opensOldOnes_untilTheirVersionIsDisabled() {
    String key = kms.key("rotated");
    KeyEncryptionKey kek = kek(key);
    try (GeneratedKey before = kek.generate(CONTEXT)) {
      kms.rotate(key);
      try (GeneratedKey after = kek.generate(CONTEXT)) {
        assertThat(after.wrapped().kmsKeyId()).isEqualTo(key + "/cryptoKeyVersions/2");
        kek.unwrap(before.wrapped(), CONTEXT).close();
        for (CryptoKeyVersionState state :
            List.of(CryptoKeyVersionState.DISABLED, CryptoKeyVersionState.DESTROYED)) {
          kms.state(key, 1, state);
          refusal(ErrorCode.TC032, () -> kek.unwrap(before.wrapped(), CONTEXT));
          kek.unwrap(after.wrapped(), CONTEXT).close();
        }
        kek.describe();
        kms.state(key, 2, CryptoKeyVersionState.DISABLED);
        assertThat(refusal(ErrorCode.TC032, kek::describe)).hasMessageContaining("DISABLED");
        refusal(ErrorCode.TC032, () -> kek.generate(CONTEXT));
        kms.state(key, 1, CryptoKeyVersionState.ENABLED);
        kek.unwrap(before.wrapped(), CONTEXT).close();
      }
    }
  }

  @Test
  void keyOfAnotherKind_orAnotherKey_isNoKek() {
    KeyEncryptionKey kek = kek(kms.key("kinds"));
    kms.changes(
        answer ->
            ((CryptoKey) answer)
                .toBuilder().setPurpose(CryptoKey.CryptoKeyPurpose.ASYMMETRIC_SIGN).build());
    assertThat(refusal(ErrorCode.TC040, kek::describe)).hasMessageContaining("ASYMMETRIC_SIGN");
    kms.changes(answer -> ((CryptoKey) answer).toBuilder().clearPrimary().build());
    refusal(ErrorCode.TC040, kek::describe);
    kms.changes(answer -> ((CryptoKey) answer).toBuilder().setName("projects/other").build());
    refusal(ErrorCode.TC035, kek::describe);
    kms.heal();
    assertThat(kek.describe().canonical().rest()).endsWith("/cryptoKeys/kinds");
  }

  @ParameterizedTest
  @CsvSource({
    "PERMISSION_DENIED, TC033, TC033",
    "UNAUTHENTICATED, TC033, TC033",
    "NOT_FOUND, TC034, TC034",
    "FAILED_PRECONDITION, TC032, TC032",
    "RESOURCE_EXHAUSTED, TC031, TC031",
    "INVALID_ARGUMENT, TC035, TC040",
    "OUT_OF_RANGE, TC035, TC040",
    "UNIMPLEMENTED, TC040, TC040",
    "ALREADY_EXISTS, TC040, TC040",
    "UNAVAILABLE, TC030, TC030",
    "DEADLINE_EXCEEDED, TC030, TC030",
    "INTERNAL, TC030, TC030",
    "UNKNOWN, TC030, TC030",
    "ABORTED, TC030, TC030",
    "CANCELLED, TC030, TC030",
    "DATA_LOSS, TC030, TC030",
  })
  void status_hasItsCode(Status.Code status, ErrorCode opening, ErrorCode wrapping) {
    KeyEncryptionKey kek = kek(kms.key("status"));
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      kms.fails(status.toStatus());
      long begun = System.nanoTime();
      TenantCryptException refused = refusal(opening, () -> kek.unwrap(made.wrapped(), CONTEXT));
      assertThat(System.nanoTime() - begun).isLessThan(TIMEOUT.toNanos() + 500_000_000L);
      assertThat(refused).hasMessageContaining("tenant acme");
      assertThat(text(refused)).doesNotContain("hunter2");
      refusal(wrapping, () -> kek.generate(CONTEXT));
      refusal(wrapping, kek::describe);
      kms.heal();
      kek.unwrap(made.wrapped(), CONTEXT).close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNAVAILABLE", "RESOURCE_EXHAUSTED"})
  void passingTrouble_isTriedAgainWithinTheTimeout(Status.Code status) {
    KeyEncryptionKey kek = kek(kms.key("again"));
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      kms.fails(status.toStatus(), status.toStatus(), Status.OK);
      kek.unwrap(made.wrapped(), CONTEXT).close();
    }
  }

  @Test
  void silentKms_isAnOutage_inTime() {
    KeyEncryptionKey kek = kek(kms.key("silent"));
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      kms.silent(true);
      try (Stopwatch call = Stopwatch.start()) {
        refusal(ErrorCode.TC030, () -> kek.unwrap(made.wrapped(), CONTEXT));
        assertThat(call.elapsed()).isLessThan(TIMEOUT.plusMillis(500));
      }
    }
  }

  @Test
  void kms_thatIsNotThere_isAnOutage() throws Exception {
    String uri =
        kms.kek(kms.key("nowhere")).toString().replaceAll(":[0-9]+$", ":" + KmsServer.freePort());
    KeyEncryptionKey kek = provider.open(KekUri.parse(uri), SETTINGS);
    refusal(ErrorCode.TC030, () -> kek.generate(CONTEXT));
  }

  private static Message changed(Message answer, String what) {
    if (answer instanceof EncryptResponse wrapped) {
      EncryptResponse.Builder builder = wrapped.toBuilder();
      switch (what) {
        case "checksum" -> builder.setCiphertextCrc32C(Int64Value.of(1));
        case "none" -> builder.clearCiphertextCrc32C();
        case "bytes" -> builder.setCiphertext(ByteString.copyFromUtf8("x"));
        case "plaintext" -> builder.setVerifiedPlaintextCrc32C(false);
        default -> builder.setVerifiedAdditionalAuthenticatedDataCrc32C(false);
      }
      return builder.build();
    }
    DecryptResponse.Builder builder = ((DecryptResponse) answer).toBuilder();
    switch (what) {
      case "checksum" -> builder.setPlaintextCrc32C(Int64Value.of(1));
      case "none" -> builder.clearPlaintextCrc32C();
      default -> builder.setPlaintext(ByteString.copyFrom(new byte[32]));
    }
    return builder.build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"checksum", "none", "bytes", "plaintext", "context"})
  void answerOfAnotherChecksum_isAskedForOnceMore_andThenAnOutage(String what) {
    KeyEncryptionKey kek = kek(kms.key("checksums"));
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      List<ThrowingCallable> calls =
          what.equals("plaintext") || what.equals("context")
              ? List.of(() -> kek.generate(CONTEXT))
              : List.of(() -> kek.generate(CONTEXT), () -> kek.unwrap(made.wrapped(), CONTEXT));
      for (ThrowingCallable call : calls) {
        kms.changes(answer -> changed(answer, what));
        int before = kms.asked().size();
        TenantCryptException out = refusal(ErrorCode.TC030, call);
        assertThat(out).hasMessageContaining("changed on its way, twice");
        assertNoKey(out, made.plaintext());
        assertThat(kms.asked()).hasSize(before + 2);
      }
      kms.changes(once(answer -> changed(answer, what)));
      kek.generate(CONTEXT).close();
      kms.changes(once(answer -> changed(answer, what)));
      kek.unwrap(made.wrapped(), CONTEXT).close();
    }
  }

  private static UnaryOperator<Message> once(UnaryOperator<Message> change) {
    AtomicInteger times = new AtomicInteger();
    return answer -> times.getAndIncrement() == 0 ? change.apply(answer) : answer;
  }

  @Test
  void answerWithAnotherKeysName_orNoKey_isRefused() {
    String key = kms.key("named");
    KeyEncryptionKey kek = kek(key);
    for (String name :
        List.of("", key, key + "2/cryptoKeyVersions/1", key + "/cryptoKeyVersions/0", "x")) {
      kms.changes(answer -> ((EncryptResponse) answer).toBuilder().setName(name).build());
      refusal(ErrorCode.TC035, () -> kek.generate(CONTEXT));
    }
    kms.heal();
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      ByteString brief = ByteString.copyFromUtf8("short");
      kms.changes(
          answer ->
              ((DecryptResponse) answer)
                  .toBuilder().setPlaintext(brief).setPlaintextCrc32C(CloudKms.crc(brief)).build());
      refusal(ErrorCode.TC035, () -> kek.unwrap(made.wrapped(), CONTEXT));
      kms.changes(
          answer ->
              ((DecryptResponse) answer)
                  .toBuilder()
                      .clearPlaintext()
                      .setPlaintextCrc32C(CloudKms.crc(ByteString.EMPTY))
                      .build());
      refusal(ErrorCode.TC030, () -> kek.unwrap(made.wrapped(), CONTEXT));
    }
  }

  @Test
  void wrappedKeyThatNamesAnother_isNotEvenAsked() {
    KeyEncryptionKey kek = kek(kms.key("other"));
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      int before = kms.asked().size();
      for (String named : List.of("", "projects/x", made.wrapped().kmsKeyId() + "x")) {
        refusal(
            ErrorCode.TC035,
            () -> kek.unwrap(new WrappedKey(kek.uri(), named, made.wrapped().bytes()), CONTEXT));
      }
      assertThat(kms.asked()).hasSize(before);
    }
  }

  @Test
  void closedProvider_asksNobody() {
    KeyEncryptionKey kek = kek(kms.key("closed"));
    try (SecretBytes some = SecretBytes.random(32)) {
      kek.wrap(some, CONTEXT);
      provider.close();
      refusal(ErrorCode.TC030, () -> kek.wrap(some, CONTEXT));
    }
  }
}
