package io.tenantcrypt.keys.kms.local;

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
import io.tenantcrypt.keys.WrappedKey;
import io.tenantcrypt.keys.kms.KmsSettings;
import io.tenantcrypt.tenancy.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalKmsProviderTest {

  private static final EncryptionContext ACME =
      EncryptionContext.of(
          TenantId.of("acme"), "d", KeyPurpose.DEK, new KeyId("00112233445566778899aabbccddeeff"));
  private static final EncryptionContext BETA =
      EncryptionContext.of(
          TenantId.of("beta"), "d", KeyPurpose.DEK, new KeyId("00112233445566778899aabbccddeeff"));

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private Path file() {
    return folder.resolve("keys.p12");
  }

  private static KeyEncryptionKey open(String uri, Map<String, String> environment) {
    return new LocalKmsProvider()
        .open(
            KekUri.parse(uri),
            new KmsSettings(
                Duration.ofSeconds(1), false, name -> Optional.ofNullable(environment.get(name))));
  }

  private KeyEncryptionKey open(String more) {
    return open("local://" + file() + more, Map.of("TENANTCRYPT_LOCAL_PASSWORD", "correct"));
  }

  private static void assertCode(ErrorCode code, ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TenantCryptException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              for (String word : words) {
                assertThat(e).hasMessageContaining(word);
              }
            });
  }

  @Test
  void generate_makesAFileForTheOwnerOnly_andUnwrapsAfterAReopening() throws IOException {
    try (GeneratedKey made = open("").generate(ACME);
        SecretBytes again = open("").unwrap(made.wrapped(), ACME)) {
      assertThat(again).isEqualTo(made.plaintext());
      assertThat(again.length()).isEqualTo(32);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(folder::relativize))
          .containsExactlyInAnyOrder(Path.of("keys.p12"), Path.of("keys.p12.lock"));
    }
  }

  @Test
  void unwrap_forAnotherTenant_isTc035() {
    try (GeneratedKey made = open("").generate(ACME)) {
      assertCode(ErrorCode.TC035, () -> open("").unwrap(made.wrapped(), BETA), "beta");
    }
  }

  @Test
  void unwrap_changedOrOfAnotherAlias_isTc035() {
    KeyEncryptionKey one = open("#one");
    KeyEncryptionKey two = open("#two");
    two.generate(ACME).close();
    try (GeneratedKey made = one.generate(ACME)) {
      byte[] bytes = made.wrapped().bytes();
      bytes[20] ^= 1;
      assertCode(ErrorCode.TC035, () -> one.unwrap(new WrappedKey(one.uri(), "", bytes), ACME));
      assertCode(ErrorCode.TC035, () -> two.unwrap(made.wrapped(), ACME));
      WrappedKey moved = new WrappedKey(two.uri(), "", made.wrapped().bytes());
      assertCode(ErrorCode.TC035, () -> two.unwrap(moved, ACME));
    }
  }

  @Test
  void alias_differsByCase() {
    KeyEncryptionKey upper = open("#Acme");
    KeyEncryptionKey lower = open("#acme");
    lower.generate(ACME).close();
    try (GeneratedKey made = upper.generate(ACME)) {
      WrappedKey moved = new WrappedKey(lower.uri(), "", made.wrapped().bytes());
      assertCode(ErrorCode.TC035, () -> lower.unwrap(moved, ACME));
    }
  }

  @Test
  void wrap_twice_givesDifferentBytes() {
    KeyEncryptionKey kek = open("");
    try (SecretBytes key = SecretBytes.random(32)) {
      assertThat(kek.wrap(key, ACME)).isNotEqualTo(kek.wrap(key, ACME));
      assertThat(kek.describe().exclusive()).isTrue();
    }
  }

  @Test
  void unwrap_withoutTheFile_isTc030AndMakesNone() {
    WrappedKey wrapped = open("").generate(ACME).wrapped();
    assertThat(file().toFile().delete()).isTrue();
    assertCode(ErrorCode.TC030, () -> open("").unwrap(wrapped, ACME), file().toString());
    assertThat(file()).doesNotExist();
  }

  @Test
  void unwrap_afterTheFileWasTakenAway_doesNotUseWhatWasRead() {
    KeyEncryptionKey kek = open("");
    WrappedKey wrapped = kek.generate(ACME).wrapped();
    kek.unwrap(wrapped, ACME).close();
    assertThat(file().toFile().delete()).isTrue();
    assertCode(ErrorCode.TC030, () -> kek.unwrap(wrapped, ACME));
  }

  @Test
  void unwrap_withoutTheAlias_isTc034() {
    open("#one").generate(ACME).close();
    KeyEncryptionKey two = open("#two");
    WrappedKey wrapped = new WrappedKey(two.uri(), "", new byte[61]);
    assertCode(ErrorCode.TC034, () -> two.unwrap(wrapped, ACME), "two");
  }

  @Test
  void wrongPassword_saysWhatToDo() {
    WrappedKey wrapped = open("").generate(ACME).wrapped();
    KeyEncryptionKey wrong =
        open("local://" + file(), Map.of("TENANTCRYPT_LOCAL_PASSWORD", "incorrect"));
    assertThatThrownBy(() -> wrong.unwrap(wrapped, ACME))
        .hasMessageContainingAll("password", "TENANTCRYPT_LOCAL_PASSWORD", file().toString())
        .hasMessageNotContaining("incorrect");
    assertCode(ErrorCode.TC033, () -> wrong.generate(ACME));
  }

  @Test
  void noPassword_saysWhereToPutOne() {
    KeyEncryptionKey none = open("local://" + file(), Map.of());
    assertCode(
        ErrorCode.TC040, () -> none.generate(ACME), "TENANTCRYPT_LOCAL_PASSWORD", "passwordFile");
    assertThat(file()).doesNotExist();
  }

  @Test
  void password_fromANamedVariableOrAFile_isTheSame() throws IOException {
    Path secret = folder.resolve("secret");
    Files.writeString(secret, "correct\n");
    WrappedKey wrapped =
        open("local://" + file() + "?passwordEnv=MINE", Map.of("MINE", "correct"))
            .generate(ACME)
            .wrapped();
    KeyEncryptionKey byFile = open("local://" + file() + "?passwordFile=" + secret, Map.of());
    byFile.unwrap(new WrappedKey(byFile.uri(), "", wrapped.bytes()), ACME).close();
    KeyEncryptionKey missing =
        open("local://" + file() + "?passwordFile=" + folder.resolve("none"), Map.of());
    assertCode(ErrorCode.TC033, () -> missing.generate(ACME), "none");
  }

  @Test
  void unreadableFile_isTc030() throws IOException {
    Files.writeString(file(), "this is no key store");
    assertCode(ErrorCode.TC030, () -> open("").generate(ACME), file().toString());
    assertThat(file()).hasContent("this is no key store");
  }

  @Test
  void missingFolder_saysSo() {
    KeyEncryptionKey kek =
        open(
            "local://" + folder.resolve("no/such/keys.p12"),
            Map.of("TENANTCRYPT_LOCAL_PASSWORD", "correct"));
    assertCode(ErrorCode.TC030, () -> kek.generate(ACME), "folder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local://relative.p12",
        "local:///x.p12?password=secret",
        "local:///x.p12#a/b",
        "local:///x.p12?passwordEnv=",
        "local:///x%zz.p12"
      })
  void open_malformedUri_isTc040WithoutQuotingIt(String uri) {
    assertThatThrownBy(() -> open(uri, Map.of()))
        .hasMessageNotContaining("secret")
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC040));
  }

  @Test
  void generate_byManyThreads_keepsEveryAlias() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<WrappedKey>> results = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        String alias = "#a" + i % 4;
        results.add(pool.submit(() -> open(alias).generate(ACME).wrapped()));
      }
      for (Future<WrappedKey> result : results) {
        WrappedKey wrapped = result.get();
        String alias = wrapped.kek().toString().replaceFirst(".*#", "#");
        open(alias).unwrap(wrapped, ACME).close();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(aliases()).containsExactly("a0", "a1", "a2", "a3");
  }

  @Test
  void generate_byTwoProcesses_keepsEveryAlias() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (String prefix : List.of("x", "y")) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  LocalKeyStoreProcess.class.getName(),
                  file().toString(),
                  prefix)
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      processes.add(process);
    }
    for (Process process : processes) {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
    }
    assertThat(aliases()).hasSize(2 * LocalKeyStoreProcess.ALIASES + 1).contains("shared");
  }

  private List<String> aliases() throws Exception {
    KeyStore store = KeyStore.getInstance(file().toFile(), "correct".toCharArray());
    List<String> aliases = new ArrayList<>(Collections.list(store.aliases()));
    Collections.sort(aliases);
    return aliases;
  }
}
