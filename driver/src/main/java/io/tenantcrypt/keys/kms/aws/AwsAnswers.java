package io.tenantcrypt.keys.kms.aws;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.kms.KmsFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What AWS KMS answers, in our codes. */
final class AwsAnswers {

  /**
   * By the error code on the wire, as the API reference of KMS and the list of errors common to all
   * AWS services name them. What is not here goes by its status.
   */
  private static final Map<String, ErrorCode> CODES =
      Map.ofEntries(
          Map.entry("DependencyTimeoutException", ErrorCode.TC030),
          Map.entry("KMSInternalException", ErrorCode.TC030),
          Map.entry("KeyUnavailableException", ErrorCode.TC030),
          Map.entry("LimitExceededException", ErrorCode.TC031),
          Map.entry("DisabledException", ErrorCode.TC032),
          Map.entry("KMSInvalidStateException", ErrorCode.TC032),
          Map.entry("AccessDeniedException", ErrorCode.TC033),
          Map.entry("NotFoundException", ErrorCode.TC034),
          Map.entry("InvalidCiphertextException", ErrorCode.TC035),
          Map.entry("IncorrectKeyException", ErrorCode.TC035),
          Map.entry("InvalidArnException", ErrorCode.TC040),
          Map.entry("InvalidKeyUsageException", ErrorCode.TC040),
          Map.entry("ValidationException", ErrorCode.TC040));

  private static final Set<String> USABLE = Set.of("Enabled", "Updating");
  private static final int DEPTH = 16;

  private final KmsFailures failures;
  private final Duration timeout;

  AwsAnswers(KmsFailures failures, Duration timeout) {
    this.failures = failures;
    this.timeout = timeout;
  }

  /**
   * An exception of the SDK as ours.
   *
   * @param tenant for the message; empty where the call has none
   */
  TenantCryptException translate(String operation, String tenant, SdkException failure) {
    Optional<AwsServiceException> answer = find(failure, AwsServiceException.class);
    // Credentials come from services too (STS, SSO): their refusal is the cause of a client's
    // error.
    return answer.isPresent()
        ? answered(operation, tenant, answer.get())
        : unanswered(operation, tenant, failure);
  }

  /** No cause here either: the message beside the code may quote what was sent. */
  private TenantCryptException answered(
      String operation, String tenant, AwsServiceException answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    String named = details == null || details.errorCode() == null ? "" : details.errorCode();
    ErrorCode code = code(named, answer);
    String with =
        (named.isEmpty() ? "no error code" : named)
            + " (status "
            + answer.statusCode()
            + ", request "
            + answer.requestId()
            + ")";
    return failures.answered(code, operation, tenant, with);
  }

  private static ErrorCode code(String named, AwsServiceException answer) {
    ErrorCode known = CODES.get(named);
    if (known != null) {
      return known;
    }
    if (answer.isThrottlingException() || answer.statusCode() == 429) {
      return ErrorCode.TC031;
    }
    // Every other refusal of a request is one of its signer: expired or unknown credentials, a
    // signature, a subscription. None may be taken for an outage.
    return answer.statusCode() >= 400 && answer.statusCode() < 500
        ? ErrorCode.TC033
        : ErrorCode.TC030;
  }

  /**
   * No cause: what the SDK cannot read it may quote, and an answer to Decrypt holds a key. The
   * names of the classes say what happened.
   */
  private TenantCryptException unanswered(String operation, String tenant, SdkException failure) {
    String why;
    if (find(failure, ApiCallTimeoutException.class).isPresent()
        || find(failure, ApiCallAttemptTimeoutException.class).isPresent()) {
      why = "there was no answer within " + timeout.toMillis() + " ms";
    } else if (find(failure, IOException.class).isPresent()) {
      why = "it could not be reached, or its answer did not arrive whole";
    } else {
      why =
          "no request could be made or its answer could not be read; perhaps no credentials were"
              + " found where the AWS SDK looks for them";
    }
    return failures.unanswered(operation, tenant, why + " (" + classes(failure) + ")");
  }

  /** There is no client to ask with in time. */
  TenantCryptException late(String operation, String tenant) {
    return failures.unanswered(
        operation,
        tenant,
        "no client was made within "
            + timeout.toMillis()
            + " ms; name the region, if none is named");
  }

  /** No client could be made to ask with. */
  TenantCryptException unable(String operation, String tenant, Throwable why) {
    if (why instanceof SdkClientException) {
      return new TenantCryptException(
          ErrorCode.TC040,
          "No client for AWS KMS can be made; mostly because no region is named. Write the KEK as an"
              + " ARN or with ?region=, or set AWS_REGION (system property aws.region).",
          why);
    }
    return failures.unanswered(
        operation,
        tenant,
        "no request could be made ("
            + why.getClass().getSimpleName()
            + "); perhaps this data source was closed");
  }

  /** What DescribeKey says about a key that is there. */
  void requireUsable(@Nullable String state) {
    if (state == null || !USABLE.contains(state)) {
      throw failures.unusable(String.valueOf(state));
    }
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < DEPTH; i++) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static String classes(Throwable failure) {
    StringBuilder names = new StringBuilder();
    Throwable cause = failure;
    for (int i = 0; cause != null && i < DEPTH; i++) {
      names.append(i == 0 ? "" : ", ").append(cause.getClass().getSimpleName());
      cause = cause.getCause();
    }
    return names.toString();
  }
}
