package io.tenantcrypt.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dump of all live objects holds before and after a key's end. */
class KeysInMemoryTest {

  @Test
  void heapDump_afterDestroy_holdsNeitherDataKeyNorColumnKey(@TempDir Path folder)
      throws Exception {
    SecretBytes dek = SecretBytes.random(32);
    byte[] disguisedDek = disguise(dek.reveal());
    byte[] info = ColumnKeys.info(ColumnKeys.CELL_PURPOSE, TestKeys.TENANT, TestKeys.DOMAIN);
    byte[] derived = Hkdf.derive(dek.reveal(), info, 32);
    byte[] disguisedColumnKey = disguise(derived);
    SecretBytes.overwrite(derived);
    DestroyableColumnKey key = ColumnKeys.derive(dek, 1, TestKeys.TENANT, TestKeys.DOMAIN, "text");
    assertThat(TestKeys.opened(key, key.seal(new byte[16], 1))).hasSize(16);

    Path before = dump(folder.resolve("before.hprof"));
    assertThat(occurs(before, disguisedDek)).isTrue();
    assertThat(occurs(before, disguisedColumnKey)).isTrue();
    Files.delete(before);

    dek.close();
    key.destroy();

    Path after = dump(folder.resolve("after.hprof"));
    assertThat(occurs(after, disguisedDek)).isFalse();
    assertThat(occurs(after, disguisedColumnKey)).isFalse();
    assertThat(key.toString()).contains("acme");
  }

  private static Path dump(Path file) throws IOException {
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(file.toString(), true);
    return file;
  }

  /** So that the test does not find what it keeps itself. */
  private static byte[] disguise(byte[] key) {
    byte[] disguised = key.clone();
    for (int i = 0; i < disguised.length; i++) {
      disguised[i] ^= 0x55;
    }
    return disguised;
  }

  /** Whether 16 bytes of the key stand anywhere, be it in a byte array or an int array. */
  private static boolean occurs(Path file, byte[] disguised) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer dump = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      for (int i = 0; i <= dump.limit() - 16; i++) {
        int same = 0;
        while (same < 16 && dump.get(i + same) == (byte) (disguised[same] ^ 0x55)) {
          same++;
        }
        if (same == 16) {
          return true;
        }
      }
      return false;
    }
  }
}
