package io.tenantcrypt.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GcmColumnKeyTest {

  private static final byte[] SECRET = "078-05-1120".getBytes(UTF_8);
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void open_ofItsOwnCell_givesTheCanonicalBytes() {
    ColumnKey key = TestKeys.key();

    assertThat(TestKeys.opened(key, key.seal(SECRET, 1))).isEqualTo(SECRET);
  }

  @Test
  void seal_layout_isFormat1() {
    byte[] cell = TestKeys.key().seal(SECRET, 1);

    assertThat(cell).hasSize(SECRET.length + CellFormat.OVERHEAD);
    assertThat(HEX.formatHex(cell, 0, 6)).isEqualTo("f90100000007");
    assertThat(CellFormat.OVERHEAD).isEqualTo(35);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1",
    "1, 1, 2",
    "0, 64, 64",
    "63, 64, 64",
    "64, 64, 128",
    "15, 16, 16",
    "16, 16, 32",
    "4, 3, 6"
  })
  void seal_padded_fillsToTheNextMultiple(int length, int pad, int expected) {
    ColumnKey key = TestKeys.key();
    byte[] canonical = new byte[length];
    Arrays.fill(canonical, (byte) 0x80);

    byte[] cell = key.seal(canonical, pad);

    assertThat(cell).hasSize(expected + CellFormat.OVERHEAD - 1);
    assertThat(TestKeys.opened(key, cell)).isEqualTo(canonical);
  }

  @Test
  void seal_manyTimes_neverRepeatsAnIv() {
    ColumnKey key = TestKeys.key();
    Set<String> ivs = new HashSet<>();

    // More than two chunks of the IV source.
    for (int i = 0; i < 1_000; i++) {
      ivs.add(HEX.formatHex(key.seal(SECRET, 1), 6, 18));
    }

    assertThat(ivs).hasSize(1_000);
  }

  @Test
  void sealAndOpen_callersArrays_areUntouched() {
    ColumnKey key = TestKeys.key();
    byte[] canonical = SECRET.clone();

    byte[] cell = key.seal(canonical, 16);
    byte[] kept = cell.clone();
    TestKeys.opened(key, cell);

    assertThat(canonical).isEqualTo(SECRET);
    assertThat(cell).isEqualTo(kept);
  }

  @Test
  void open_cellMovedToAnotherTenant_isRefused() {
    assertRefused(TestKeys.key("globex", TestKeys.DOMAIN, 7, "text"));
  }

  @Test
  void open_cellMovedToAnotherDomain_isRefused() {
    assertRefused(TestKeys.key(TestKeys.TENANT, "patient.name", 7, "text"));
  }

  @Test
  void open_cellMovedToAnotherFamily_isRefused() {
    assertRefused(TestKeys.key(TestKeys.TENANT, TestKeys.DOMAIN, 7, "json"));
  }

  @Test
  void open_cellMovedToAnotherVersion_isRefused() {
    assertRefused(TestKeys.key(TestKeys.TENANT, TestKeys.DOMAIN, 8, "text"));
  }

  @Test
  void open_cellWithAnotherVersionWrittenIn_isRefused() {
    byte[] cell = TestKeys.key().seal(SECRET, 1);
    cell[5] = 8;

    assertRefused(TestKeys.key(TestKeys.TENANT, TestKeys.DOMAIN, 8, "text"), cell);
  }

  @Test
  void open_underAnotherDataKey_isRefused() {
    try (SecretBytes other = SecretBytes.random(32)) {
      assertRefused(ColumnKeys.derive(other, 7, TestKeys.TENANT, TestKeys.DOMAIN, "text"));
    }
  }

  @Test
  void open_tenantAndDomainCutDifferently_isRefused() {
    byte[] cell = TestKeys.key("ab", "c", 7, "text").seal(SECRET, 1);

    assertRefused(TestKeys.key("a", "bc", 7, "text"), cell);
  }

  @Test
  void open_everySingleBitFlip_isRefused() {
    ColumnKey key = TestKeys.key();
    byte[] cell = key.seal(SECRET, 1);

    for (int bit = 0; bit < cell.length * Byte.SIZE; bit++) {
      byte[] flipped = cell.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertRefused(key, flipped);
    }
    assertThat(TestKeys.opened(key, cell)).isEqualTo(SECRET);
  }

  @Test
  void open_everyTruncationAndOneByteMore_isRefused() {
    ColumnKey key = TestKeys.key();
    byte[] cell = key.seal(SECRET, 1);

    for (int length = 0; length < cell.length; length++) {
      assertRefused(key, Arrays.copyOf(cell, length));
    }
    assertRefused(key, Arrays.copyOf(cell, cell.length + 1));
  }

  @Test
  void seal_againstTheJca_isPlainAesGcmUnderTheDerivedKey() throws Exception {
    byte[] cell = TestKeys.key().seal(SECRET, 1);
    byte[] columnKey;
    try (SecretBytes dek = TestKeys.dek()) {
      byte[] info =
          HEX.parseHex(
              "0000000e"
                  + hex("tenantcrypt/v1")
                  + "00000004"
                  + hex("cell")
                  + "00000004"
                  + hex("acme")
                  + "0000000b"
                  + hex("patient.ssn"));
      columnKey = Hkdf.derive(dek.reveal(), info, 32);
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    RawKey key = new RawKey("AES", SecretBytes.take(columnKey));
    cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, cell, 6, 12));
    cipher.updateAAD(
        HEX.parseHex(
            "00000006"
                + "f90100000007"
                + "00000004"
                + hex("acme")
                + "0000000b"
                + hex("patient.ssn")
                + "00000004"
                + hex("text")
                + "00000000"));

    byte[] plaintext = cipher.doFinal(cell, 18, cell.length - 18);

    assertThat(HEX.formatHex(plaintext)).isEqualTo(hex("078-05-1120") + "80");
  }

  private static String hex(String text) {
    return HEX.formatHex(text.getBytes(UTF_8));
  }

  @Test
  void gcmCipher_nistVectorOfAes256_isReproduced() throws Exception {
    // McGrew and Viega, "The Galois/Counter Mode of Operation", test case 16.
    RawKey key =
        new RawKey(
            "AES",
            SecretBytes.take(
                HEX.parseHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308")));
    byte[] aad = HEX.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    byte[] plaintext =
        HEX.parseHex(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
    byte[] cell = new byte[18 + plaintext.length + 16];
    System.arraycopy(HEX.parseHex("cafebabefacedbaddecaf888"), 0, cell, 6, 12);
    System.arraycopy(plaintext, 0, cell, 18, plaintext.length);
    GcmCipher cipher = new GcmCipher(key, false);

    cipher.seal(aad, cell, plaintext.length);

    assertThat(HEX.formatHex(cell, 18, cell.length))
        .isEqualTo(
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                + "76fc6ece0f4e1768cddf8853bb2d551b");
    assertThat(Arrays.copyOf(cipher.plaintext(), cipher.open(aad, cell))).isEqualTo(plaintext);
  }

  @Test
  void sealAndOpen_fromManyThreads_allComeBack() throws Exception {
    DestroyableColumnKey key = TestKeys.key();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> rounds = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        int seed = thread;
        rounds.add(threads.submit(() -> roundTrips(key, new Random(seed))));
      }
      for (Future<Integer> round : rounds) {
        assertThat(round.get()).isEqualTo(2_000);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static int roundTrips(ColumnKey key, Random random) {
    int good = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] canonical = new byte[random.nextInt(100)];
      random.nextBytes(canonical);
      byte[] cell = key.seal(canonical, 1 + random.nextInt(32));
      if (Arrays.equals(TestKeys.opened(key, cell), canonical)) {
        good++;
      }
    }
    return good;
  }

  @Test
  void destroy_thenUse_isRefused() {
    DestroyableColumnKey key = TestKeys.key();
    byte[] cell = key.seal(SECRET, 1);

    key.destroy();
    key.destroy();

    assertThatThrownBy(() -> key.seal(SECRET, 1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> TestKeys.opened(key, cell)).isInstanceOf(KeyDestroyedException.class);
  }

  @Test
  void destroy_whileOthersSeal_neverSealsUnderZeros() throws Exception {
    for (int round = 0; round < 50; round++) {
      DestroyableColumnKey key = TestKeys.key();
      List<byte[]> cells = new ArrayList<>();
      Thread sealing = new Thread(() -> sealUntilRefused(key, cells));
      sealing.start();
      Thread.onSpinWait();
      key.destroy();
      sealing.join();

      ColumnKey same = TestKeys.key();
      for (byte[] cell : cells) {
        assertThat(TestKeys.opened(same, cell)).isEqualTo(SECRET);
      }
    }
  }

  /** Openers hold no lease on their fast way, so this is what stands between them and zeros. */
  @Test
  void destroy_whileOthersOpen_givesTheValueOrSaysSo() throws Exception {
    for (int round = 0; round < 50; round++) {
      DestroyableColumnKey key = TestKeys.key();
      byte[] cell = key.seal(SECRET, 1);
      List<byte[]> opened = new ArrayList<>();
      Thread opening = new Thread(() -> openUntilRefused(key, cell, opened));
      opening.start();
      Thread.onSpinWait();
      key.destroy();
      opening.join();

      assertThat(opened).allMatch(canonical -> Arrays.equals(canonical, SECRET));
    }
  }

  private static void openUntilRefused(ColumnKey key, byte[] cell, List<byte[]> opened) {
    try {
      while (opened.size() < 10_000) {
        opened.add(TestKeys.opened(key, cell));
      }
    } catch (KeyDestroyedException expected) {
      assertThat(expected).hasMessageContaining("destroyed");
    } catch (RuntimeException other) {
      opened.add(new byte[0]);
    }
  }

  @Test
  void open_afterwards_keepsNothingOfThePlaintext() {
    ColumnKey key = TestKeys.key();
    List<byte[]> buffers = new ArrayList<>();
    for (int length : new int[] {SECRET.length, 5_000, 3}) {
      byte[] canonical = new byte[length];
      Arrays.fill(canonical, (byte) 7);

      int read =
          key.open(
              key.seal(canonical, 1),
              (buffer, count) -> {
                buffers.add(buffer);
                return count;
              });

      assertThat(read).isEqualTo(length);
    }
    assertThat(buffers).hasSize(3).allSatisfy(buffer -> assertThat(buffer).containsOnly(0));
  }

  @Test
  void open_whereTheReaderThrows_givesTheCipherBackAndKeepsNothing() {
    ColumnKey key = TestKeys.key();
    byte[] cell = key.seal(SECRET, 1);
    List<byte[]> buffers = new ArrayList<>();

    assertThatThrownBy(
            () ->
                key.open(
                    cell,
                    (buffer, count) -> {
                      buffers.add(buffer);
                      throw new UnsupportedOperationException();
                    }))
        .isInstanceOf(UnsupportedOperationException.class);

    assertThat(buffers).singleElement().satisfies(b -> assertThat(b).containsOnly(0));
    assertThat(TestKeys.opened(key, cell)).isEqualTo(SECRET);
  }

  private static void sealUntilRefused(ColumnKey key, List<byte[]> cells) {
    try {
      while (cells.size() < 10_000) {
        cells.add(key.seal(SECRET, 1));
      }
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessageContaining("destroyed");
    }
  }

  @Test
  void derive_dataKeyOfAnotherLength_isRefused() {
    try (SecretBytes shortKey = SecretBytes.random(16)) {
      assertThatThrownBy(() -> ColumnKeys.derive(shortKey, 1, "a", "b", "text"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void derive_closedDataKeyOrVersionZero_isRefused() {
    SecretBytes closed = SecretBytes.random(32);
    closed.close();

    assertThatThrownBy(() -> ColumnKeys.derive(closed, 1, "a", "b", "text"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> TestKeys.key("a", "b", 0, "text"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void toString_holdsNoKey() {
    assertThat(TestKeys.key())
        .hasToString("ColumnKey[domain patient.ssn, tenant acme, key version 7]");
  }

  private static void assertRefused(ColumnKey key) {
    assertRefused(key, TestKeys.key().seal(SECRET, 1));
  }

  private static void assertRefused(ColumnKey key, byte[] cell) {
    assertThatThrownBy(() -> TestKeys.opened(key, cell))
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC020))
        .hasMessageContaining("tenant")
        .hasMessageNotContaining("078-05");
  }
}
