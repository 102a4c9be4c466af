package io.tenantcrypt.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.crypto.GoldenCells.Golden;
import io.tenantcrypt.policy.LogicalType.Family;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cells that another implementation made stay readable, and ours are the same to the byte. */
class GoldenCellsTest {

  static List<Golden> cells() throws IOException {
    return GoldenCells.version1();
  }

  @Test
  void goldenCells_haveEveryFamily() throws IOException {
    assertThat(cells()).hasSize(39);
    assertThat(cells().stream().map(Golden::family).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Family.values()).map(Family::label).toList());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void open_goldenCell_givesItsCanonicalBytes(Golden golden) {
    ColumnKey key =
        TestKeys.key(golden.tenant(), golden.domain(), golden.version(), golden.family());

    assertThat(TestKeys.opened(key, golden.cell())).isEqualTo(golden.canonical());
    assertThat(CellFormat.version(golden.cell(), "golden")).isEqualTo(golden.version());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void seal_underTheSameIv_givesTheGoldenCell(Golden golden) {
    ColumnKey key =
        TestKeys.keyWithIv(
            golden.tenant(), golden.domain(), golden.version(), golden.family(), golden.iv());

    assertThat(key.seal(golden.canonical(), golden.pad())).isEqualTo(golden.cell());
  }
}
