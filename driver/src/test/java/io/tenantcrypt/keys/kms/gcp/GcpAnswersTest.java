package io.tenantcrypt.keys.kms.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.gax.grpc.GrpcStatusCode;
import com.google.api.gax.rpc.ApiException;
import com.google.auth.Retryable;
import io.grpc.Status;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.kms.KmsFailures;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GcpAnswersTest {

  private static final GcpAnswers ANSWERS =
      new GcpAnswers(
          new KmsFailures("Google Cloud KMS", KekUri.parse("gcp-kms://x")), Duration.ofSeconds(1));

  /** As google-auth's own, which is not public. */
  private static final class Refused extends IOException implements Retryable {

    private static final long serialVersionUID = 1L;
    private final boolean retryable;

    Refused(boolean retryable) {
      super("hunter2");
      this.retryable = retryable;
    }

    @Override
    public boolean isRetryable() {
      return retryable;
    }

    @Override
    public int getRetryCount() {
      return 0;
    }
  }

  private static TenantCryptException translated(Status status, Throwable cause) {
    Throwable raw = status.withCause(cause).asRuntimeException();
    return ANSWERS.translate(
        "Decrypt", "acme", new ApiException(raw, GrpcStatusCode.of(status.getCode()), true), true);
  }

  @Test
  void refusedCredentials_areADenial_althoughGrpcCallsThemAnOutage() {
    TenantCryptException refused =
        translated(Status.UNAVAILABLE, new IOException("source", new Refused(false)));
    assertThat(refused.code()).isEqualTo(ErrorCode.TC033);
    assertThat(refused)
        .hasMessageContaining("credentials being refused")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void credentialsInPassingTrouble_andAllElse_areAnOutage() {
    assertThat(translated(Status.UNAVAILABLE, new Refused(true)).code()).isEqualTo(ErrorCode.TC030);
    assertThat(translated(Status.UNAVAILABLE, new IOException()).code()).isEqualTo(ErrorCode.TC030);
    assertThat(translated(Status.INTERNAL, new Refused(false)).code()).isEqualTo(ErrorCode.TC030);
  }
}
