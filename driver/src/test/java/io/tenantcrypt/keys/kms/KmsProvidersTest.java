package io.tenantcrypt.keys.kms;

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
import io.tenantcrypt.keys.KeyPurpose;
import io.tenantcrypt.keys.kms.memory.MemoryKmsProvider;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class KmsProvidersTest {

  private static final EncryptionContext ACME =
      EncryptionContext.of(TenantId.of("acme"), "d", KeyPurpose.DEK, KeyId.random());

  private static KmsSettings settings(boolean embedded) {
    return KmsSettings.ofProcess(Duration.ofSeconds(1), embedded);
  }

  private static KmsProviders load(boolean embedded) {
    return KmsProviders.load(KmsProvidersTest.class.getClassLoader(), settings(embedded));
  }

  private static void assertRefused(ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC040))
        .hasMessageContainingAll(words);
  }

  @Test
  void load_findsTheProvidersOfTheJar() {
    assertThat(load(true).open(KekUri.parse("memory://a")).describe().exclusive()).isTrue();
    assertThat(load(true).open(KekUri.parse("local:///nowhere/x.p12")).uri())
        .hasToString("local:///nowhere/x.p12");
  }

  @Test
  void open_unknownScheme_namesTheKnownOnes() {
    assertRefused(
        () -> load(true).open(KekUri.parse("other-kms://x")), "other-kms", "local, memory");
  }

  @Test
  void open_sameUri_givesTheSameHandle() {
    KmsProviders providers = load(true);
    assertThat(providers.open(KekUri.parse("memory://a")))
        .isSameAs(providers.open(KekUri.parse("memory://a")))
        .isNotSameAs(providers.open(KekUri.parse("memory://b")));
  }

  @Test
  void twoProvidersOfOneScheme_areRefused() {
    assertRefused(
        () ->
            new KmsProviders(
                List.of(new MemoryKmsProvider(), new MemoryKmsProvider()), settings(true)),
        "memory");
  }

  @Test
  void memory_isProcessWideByName_andBindsTheContext() {
    try (GeneratedKey made = load(true).open(KekUri.parse("memory://shared")).generate(ACME);
        SecretBytes again =
            load(true).open(KekUri.parse("memory://shared")).unwrap(made.wrapped(), ACME)) {
      assertThat(again).isEqualTo(made.plaintext());
      EncryptionContext other =
          EncryptionContext.of(TenantId.of("beta"), "d", KeyPurpose.DEK, KeyId.random());
      assertThatThrownBy(
              () -> load(true).open(KekUri.parse("memory://shared")).unwrap(made.wrapped(), other))
          .isInstanceOfSatisfying(
              TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC035));
    }
  }

  private record Failing(String scheme) implements KmsProvider {
    @Override
    public KeyEncryptionKey open(KekUri uri, KmsSettings settings) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      throw new IllegalStateException(scheme);
    }
  }

  @Test
  void close_endsEveryProvider_alsoWhereOthersFailAtIt() {
    KmsProviders providers =
        new KmsProviders(List.of(new Failing("a"), new Failing("b")), settings(true));
    assertThatThrownBy(providers::close)
        .isInstanceOf(IllegalStateException.class)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
  }

  @Test
  void memory_onADatabaseThatOutlivesIt_isRefused() {
    assertRefused(() -> load(false).open(KekUri.parse("memory://a")), "memory://", "local://");
  }
}
