package io.tenantcrypt.keys.kms.gcp;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import com.google.auth.Retryable;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.kms.KmsFailures;
import java.time.Duration;

/** What Google Cloud KMS answers, in our codes. */
final class GcpAnswers {

  private static final int DEPTH = 16;

  private final KmsFailures failures;
  private final Duration timeout;

  GcpAnswers(KmsFailures failures, Duration timeout) {
    this.failures = failures;
    this.timeout = timeout;
  }

  /**
   * An exception of the client as ours; what is written beside its status is not passed on.
   *
   * @param opens whether a wrapped key was to be opened, which may be another tenant's
   */
  TenantCryptException translate(
      String operation, String tenant, ApiException failure, boolean opens) {
    StatusCode.Code status = failure.getStatusCode().getCode();
    if (status == StatusCode.Code.DEADLINE_EXCEEDED) {
      return late(operation, tenant);
    }
    if (status == StatusCode.Code.UNAVAILABLE && isRefused(failure)) {
      return failures.answered(
          ErrorCode.TC033, operation, tenant, status + ", its credentials being refused");
    }
    return failures.answered(code(status, opens), operation, tenant, status.name());
  }

  /**
   * Whether no token is given for the credentials, and none will be. To gRPC every trouble with
   * them is an outage.
   */
  private static boolean isRefused(ApiException failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < DEPTH; i++) {
      if (cause instanceof Retryable credentials) {
        return !credentials.isRetryable();
      }
      cause = cause.getCause();
    }
    return false;
  }

  static ErrorCode code(StatusCode.Code status, boolean opens) {
    return switch (status) {
      case PERMISSION_DENIED, UNAUTHENTICATED -> ErrorCode.TC033;
      case NOT_FOUND -> ErrorCode.TC034;
      case FAILED_PRECONDITION -> ErrorCode.TC032;
      case RESOURCE_EXHAUSTED -> ErrorCode.TC031;
      case INVALID_ARGUMENT, OUT_OF_RANGE -> opens ? ErrorCode.TC035 : ErrorCode.TC040;
      case UNIMPLEMENTED, ALREADY_EXISTS -> ErrorCode.TC040;
      case OK, CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, ABORTED, INTERNAL, UNAVAILABLE, DATA_LOSS ->
          ErrorCode.TC030;
    };
  }

  /** No answer in time. */
  TenantCryptException late(String operation, String tenant) {
    return failures.unanswered(
        operation, tenant, "there was no answer within " + timeout.toMillis() + " ms");
  }

  /** No request could be made. */
  TenantCryptException unable(String operation, String tenant, Throwable why) {
    return failures.unanswered(
        operation,
        tenant,
        "no request could be made ("
            + why.getClass().getSimpleName()
            + "); perhaps no application default credentials were found, or this data source was"
            + " closed");
  }

  /**
   * Twice it answered with a checksum that does not fit, or had got something else than we sent.
   */
  TenantCryptException changed(String operation, String tenant) {
    return failures.unanswered(
        operation, tenant, "what was sent or answered was changed on its way, twice");
  }
}
