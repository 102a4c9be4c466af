package io.tenantcrypt.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The committed cells of every released format. */
public final class GoldenCells {

  private GoldenCells() {}

  /** One committed cell. */
  @SuppressWarnings("ArrayRecordComponent") // only read
  public record Golden(
      int version,
      String tenant,
      String domain,
      String family,
      String type,
      String literal,
      int pad,
      byte[] iv,
      byte[] canonical,
      byte[] cell) {
    @Override
    public String toString() {
      return tenant + "/" + domain + "/" + type + "/" + literal;
    }
  }

  /** All of format 1. */
  public static List<Golden> version1() throws IOException {
    try (InputStream in = GoldenCells.class.getResourceAsStream("golden-cells-v1.txt")) {
      if (in == null) {
        throw new IOException("The golden cells are not on the class path");
      }
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(GoldenCells::parse)
          .toList();
    }
  }

  private static Golden parse(String line) {
    List<String> parts = Arrays.asList(line.split(" \\| ", -1));
    HexFormat hex = HexFormat.of();
    return new Golden(
        Integer.parseInt(parts.get(0)),
        parts.get(1),
        parts.get(2),
        parts.get(3),
        parts.get(4),
        parts.get(5),
        Integer.parseInt(parts.get(6)),
        hex.parseHex(parts.get(7)),
        hex.parseHex(parts.get(8)),
        hex.parseHex(parts.get(9)));
  }
}
