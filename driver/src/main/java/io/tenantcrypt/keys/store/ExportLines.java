package io.tenantcrypt.keys.store;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The lines of an export, each hashed as it goes by. Not safe for several threads. */
final class ExportLines {

  static final String FORMAT = "tenantcrypt-keystore-export";
  static final int VERSION = 1;
  static final String HEADER = "header";
  static final String TRAILER = "trailer";

  private final MessageDigest hash = newHash();

  private static MessageDigest newHash() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  void hashed(String line) {
    hash.update(line.getBytes(StandardCharsets.UTF_8));
    hash.update((byte) '\n');
  }

  /** The hash of all lines so far, in hexadecimal digits; ends this object. */
  String sha256() {
    return HexFormat.of().formatHex(hash.digest());
  }

  void write(Writer out, String line) throws IOException {
    hashed(line);
    out.write(line);
    out.write('\n');
  }

  static String header(String deployment, int schema, String exported, Seal seal) {
    return new JsonLine(HEADER)
        .text("format", FORMAT)
        .number("version", VERSION)
        .number("schema", schema)
        .text("deployment", deployment)
        .text("exported", exported)
        .bytes("seal", seal.toByteArray())
        .toString();
  }

  static String trailer(ExportCounts counts, String sha256, Seal seal) {
    return new JsonLine(TRAILER)
        .number("tenants", counts.tenants())
        .number("keys", counts.keys())
        .number("columns", counts.columns())
        .text("sha256", sha256)
        .bytes("seal", seal.toByteArray())
        .toString();
  }
}
