package io.tenantcrypt.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyMakingTest {

  private static final TenantId ACME = TenantId.of("acme");
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final KeyId ID = new KeyId("00112233445566778899aabbccddeeff");

  private final FakeKek kms = new FakeKek();
  private final KeyMaking making = new KeyMaking("deployment", CLOCK);
  private final KeyOpening opening = new KeyOpening(kms.calls(), "deployment");

  private static void assertCode(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void context_isSortedAndLengthPrefixed() {
    EncryptionContext context = EncryptionContext.of(ACME, "d", KeyPurpose.DEK, ID);
    assertThat(context.asMap())
        .containsExactly(
            Map.entry("tenant_id", "acme"),
            Map.entry("tenantcrypt:deployment", "d"),
            Map.entry("tenantcrypt:key", ID.value()),
            Map.entry("tenantcrypt:purpose", "dek"));
    String hex = HexFormat.of().formatHex(context.canonical());
    String tenant = HexFormat.of().formatHex("tenant_id".getBytes(StandardCharsets.UTF_8));
    assertThat(hex).startsWith("00000009" + tenant + "00000004" + "61636d65");
    assertThatThrownBy(() -> context.asMap().put("x", "y"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void context_ofThePlatform_isAllowed_withoutDeploymentIsNot() {
    assertThat(EncryptionContext.of(TenantId.PLATFORM, "d", KeyPurpose.REGISTRY, ID).tenant())
        .isEqualTo("$platform");
    assertThatThrownBy(() -> EncryptionContext.of(ACME, "", KeyPurpose.DEK, ID))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void check_differsByKeyAndByEachPartOfTheContext() {
    try (SecretBytes key = SecretBytes.random(32);
        SecretBytes other = SecretBytes.random(32)) {
      EncryptionContext context = EncryptionContext.of(ACME, "d", KeyPurpose.DEK, ID);
      KeyCheck check = KeyCheck.of(key, context);
      assertThat(KeyCheck.copyOf(check.toByteArray())).isEqualTo(KeyCheck.of(key, context));
      assertThat(check.toByteArray()).hasSize(16);
      assertThat(
              List.of(
                  KeyCheck.of(other, context),
                  KeyCheck.of(key, EncryptionContext.of(TenantId.of("b"), "d", KeyPurpose.DEK, ID)),
                  KeyCheck.of(key, EncryptionContext.of(ACME, "e", KeyPurpose.DEK, ID)),
                  KeyCheck.of(key, EncryptionContext.of(ACME, "d", KeyPurpose.EQUALITY, ID)),
                  KeyCheck.of(
                      key, EncryptionContext.of(ACME, "d", KeyPurpose.DEK, KeyId.random()))))
          .doesNotContain(check)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void make_givesAnActiveKeyThatOpens() {
    try (KeyMaking.Made made = making.make(kms, ACME, KeyPurpose.DEK, 1);
        SecretBytes again = opening.open(ACME, made.row())) {
      assertThat(again).isEqualTo(made.plaintext());
      assertThat(made.row().state()).isEqualTo(KeyState.ACTIVE);
    }
  }

  @Test
  void make_provesTheKekByARefusal_deniedOrMismatched() {
    making.make(kms, ACME, KeyPurpose.DEK, 1).close();
    assertThat(kms.unwraps).as("once with the context, once with a wrong tenant").hasValue(2);
    kms.before =
        () ->
            kms.failure = kms.unwraps.get() == 4 ? Optional.of(ErrorCode.TC033) : Optional.empty();
    making.make(kms, ACME, KeyPurpose.DEK, 1).close();
    assertThat(kms.unwraps).hasValue(4);
  }

  @Test
  void make_underAKekThatIgnoresContexts_isRefusedAndOverwritten() {
    kms.ignoresContext = true;
    assertCode(ErrorCode.TC035, () -> making.make(kms, ACME, KeyPurpose.DEK, 1));
    assertThat(kms.alive()).isEmpty();
  }

  @Test
  void make_underAKekThatGivesBackAnotherKey_isRefused() {
    kms.givesAnother = true;
    assertCode(ErrorCode.TC035, () -> making.make(kms, ACME, KeyPurpose.DEK, 1));
  }

  @Test
  void make_whileTheProofCannotBeHad_isNotAccepted() {
    kms.before =
        () ->
            kms.failure = kms.unwraps.get() == 2 ? Optional.of(ErrorCode.TC030) : Optional.empty();
    assertCode(ErrorCode.TC030, () -> making.make(kms, ACME, KeyPurpose.DEK, 1));
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"TC030", "TC031", "TC032", "TC033", "TC034", "TC035"})
  void open_whileTheFirstCopysKmsAnswers_takesTheSecondOnOutageOnly(ErrorCode answer) {
    FakeKek second = new FakeKek();
    try (KeyMaking.Made made = making.make(kms, ACME, KeyPurpose.DEK, 1)) {
      EncryptionContext context =
          EncryptionContext.of(ACME, "deployment", KeyPurpose.DEK, made.row().id());
      WrappedKey first = made.row().copies().get(0);
      WrappedKey copy =
          new WrappedKey(
              KekUri.parse("fake://second"), "", second.wrap(made.plaintext(), context).bytes());
      KeyRow row = made.row();
      KeyRow both =
          new KeyRow(
              row.purpose(),
              row.version(),
              row.id(),
              row.state(),
              List.of(first, copy),
              row.check(),
              row.created(),
              row.activated(),
              row.retired(),
              row.destroyed());
      KeyOpening two =
          new KeyOpening(
              FakeKek.calls(uri -> uri.equals(first.kek()) ? kms : second), "deployment");
      kms.failure = Optional.of(answer);
      if (answer == ErrorCode.TC030 || answer == ErrorCode.TC031) {
        two.open(ACME, both).close();
        assertThat(second.unwraps).hasValue(1);
      } else {
        assertCode(answer, () -> two.open(ACME, both));
        assertThat(second.unwraps).hasValue(0);
      }
    }
  }

  @Test
  void open_aTombstone_isTc034() {
    try (KeyMaking.Made made = making.make(kms, ACME, KeyPurpose.DEK, 1)) {
      KeyRow gone = made.row().become(KeyState.DESTROYED, Instant.EPOCH);
      assertThat(gone.copies()).isEmpty();
      assertCode(ErrorCode.TC034, () -> opening.open(ACME, gone));
    }
  }

  @Test
  void state_onlyMovesForward() {
    assertThat(KeyState.PENDING.mayBecome(KeyState.ACTIVE)).isTrue();
    assertThat(KeyState.ACTIVE.mayBecome(KeyState.ACTIVE)).isTrue();
    assertThat(KeyState.RETIRED.mayBecome(KeyState.ACTIVE)).isFalse();
    assertThat(KeyState.DESTROYED.mayBecome(KeyState.RETIRED)).isFalse();
    assertThat(KeyState.DESTROYED.opens()).isFalse();
  }
}
