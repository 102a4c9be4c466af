package io.tenantcrypt.it.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Base64;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What tests of every provider expect of a refusal. */
final class Refusals {

  private Refusals() {}

  /** Expects a refusal of this code. */
  static TenantCryptException refusal(ErrorCode code, ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(TenantCryptException.class);
    TenantCryptException refused = (TenantCryptException) thrown;
    assertThat(refused.code()).as(refused.getMessage()).isEqualTo(code);
    return refused;
  }

  /** Nothing of a key stands in an exception or what caused it. */
  static void assertNoKey(Throwable thrown, SecretBytes key) {
    assertThat(text(thrown))
        .doesNotContain(Base64.getEncoder().encodeToString(key.reveal()).substring(0, 8))
        .doesNotContain(HexFormat.of().formatHex(key.reveal()).substring(0, 10));
    assertThat(thrown.getSuppressed()).isEmpty();
  }

  /** All that would be logged. */
  static String text(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
