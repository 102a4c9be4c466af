package io.tenantcrypt.keys.kms.gcp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C (RFC 3720 appendix B.4), as Cloud KMS wants it beside all bytes. */
final class Checksums {

  private Checksums() {}

  static Int64Value of(ByteString bytes) {
    CRC32C crc = new CRC32C();
    for (ByteBuffer each : bytes.asReadOnlyByteBufferList()) {
      crc.update(each);
    }
    return Int64Value.of(crc.getValue());
  }
}
