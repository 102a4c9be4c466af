package io.tenantcrypt.keys.kms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.EncryptionContext;
import io.tenantcrypt.keys.FakeKek;
import io.tenantcrypt.keys.GeneratedKey;
import io.tenantcrypt.keys.KekContract;
import io.tenantcrypt.keys.KekDescription;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyEncryptionKey;
import io.tenantcrypt.keys.WrappedKey;
import io.tenantcrypt.keys.kms.local.LocalKmsProvider;
import io.tenantcrypt.keys.kms.memory.MemoryKmsProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The contract holds for the providers that need no server, and finds out those that break it. */
class KmsProviderContractTest {

  private static final KmsSettings SETTINGS =
      new KmsSettings(
          Duration.ofSeconds(5),
          true,
          name ->
              name.equals("TENANTCRYPT_LOCAL_PASSWORD")
                  ? Optional.of("contract")
                  : Optional.empty());

  private static Stream<DynamicTest> tests(List<KekContract.Check> checks) {
    return checks.stream().map(check -> DynamicTest.dynamicTest(check.name(), check.body()::run));
  }

  @TestFactory
  Stream<DynamicTest> memory() {
    return tests(
        KmsProviderContract.of(
            new MemoryKmsProvider(),
            KekUri.parse("memory://one"),
            KekUri.parse("memory://two"),
            SETTINGS));
  }

  @TestFactory
  Stream<DynamicTest> local(@TempDir Path folder) {
    String file = "local://" + folder.resolve("contract.p12").toAbsolutePath();
    return tests(
        KmsProviderContract.of(
            new LocalKmsProvider(),
            KekUri.parse(file + "#one"),
            KekUri.parse(file + "#two"),
            SETTINGS));
  }

  /** Which checks fail. */
  private static List<String> broken(KeyEncryptionKey kek) {
    KeyEncryptionKey other = new MemoryKmsProvider().open(KekUri.parse("memory://other"), SETTINGS);
    List<String> broken = new ArrayList<>();
    for (KekContract.Check check : KekContract.of(() -> kek, () -> other)) {
      try {
        check.body().run();
      } catch (AssertionError e) {
        broken.add(check.name());
      }
    }
    return broken;
  }

  private static KeyEncryptionKey memory(String name) {
    return new MemoryKmsProvider().open(KekUri.parse("memory://" + name), SETTINGS);
  }

  @Test
  void kekThatKeepsIt_breaksNothing() {
    assertThat(broken(memory("good"))).isEmpty();
  }

  @Test
  void kekThatIgnoresTheContext_isFoundOut() {
    FakeKek kek = new FakeKek();
    kek.ignoresContext = true;
    assertThat(broken(kek)).contains("unwrap refuses each other context");
  }

  @Test
  void kekThatGivesAnotherKey_isFoundOut() {
    FakeKek kek = new FakeKek();
    kek.givesAnother = true;
    assertThat(broken(kek))
        .contains("unwrap gives back what was generated", "unwrap refuses changed bytes");
  }

  @Test
  void kekThatAnswersAnUnknownCode_orQuotesBytes_isFoundOut() {
    for (String text : List.of("no name of the KEK", "quoted")) {
      KeyEncryptionKey kek =
          new Wrapping(memory("bad")) {
            @Override
            public SecretBytes unwrap(WrappedKey wrapped, EncryptionContext context) {
              try {
                return super.unwrap(wrapped, context);
              } catch (TenantCryptException e) {
                throw new TenantCryptException(
                    ErrorCode.TC035,
                    text.equals("quoted")
                        ? uri() + java.util.HexFormat.of().formatHex(wrapped.bytes())
                        : text);
              }
            }
          };
      assertThat(broken(kek)).as(text).contains("unwrap refuses each other context");
    }
  }

  private static class Wrapping implements KeyEncryptionKey {
    private final KeyEncryptionKey kek;

    Wrapping(KeyEncryptionKey kek) {
      this.kek = kek;
    }

    @Override
    public KekUri uri() {
      return kek.uri();
    }

    @Override
    public GeneratedKey generate(EncryptionContext context) {
      return kek.generate(context);
    }

    @Override
    public WrappedKey wrap(SecretBytes plaintext, EncryptionContext context) {
      return kek.wrap(plaintext, context);
    }

    @Override
    public SecretBytes unwrap(WrappedKey wrapped, EncryptionContext context) {
      return kek.unwrap(wrapped, context);
    }

    @Override
    public KekDescription describe() {
      return kek.describe();
    }
  }
}
