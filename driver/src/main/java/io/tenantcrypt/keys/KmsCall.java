package io.tenantcrypt.keys;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One call to a KMS, as it ended. Immutable; holds neither key nor wrapped bytes.
 *
 * @param id random, 16 hexadecimal digits; the message of a call that failed ends with it
 * @param operation what was asked for
 * @param kek under which KEK
 * @param kmsKeyId what the KMS calls the key that it used; empty if it did not say, or failed
 * @param tenant whose key it is about
 * @param context what the KMS authenticated; empty for {@link Operation#DESCRIBE}, which KMSs take
 *     no context for
 * @param failure why it gave nothing; empty if it did
 * @param latency from the question to the end
 */
public record KmsCall(
    String id,
    Operation operation,
    KekUri kek,
    String kmsKeyId,
    TenantId tenant,
    Map<String, String> context,
    Optional<ErrorCode> failure,
    Duration latency) {

  /** What a KMS is asked for. */
  public enum Operation {
    /** A fresh key, wrapped. */
    GENERATE,
    /** A key that is there, wrapped. */
    WRAP,
    /** A wrapped key, wrapped anew. */
    REWRAP,
    /** A wrapped key, in plaintext. */
    UNWRAP,
    /** What the KMS says about the KEK. */
    DESCRIBE
  }

  public KmsCall {
    context = Map.copyOf(context);
  }

  /** Told of each call, after it. What it throws takes away what the KMS gave. */
  @FunctionalInterface
  public interface Listener {

    /**
     * A call has ended.
     *
     * @throws RuntimeException if the call may not go on without being recorded
     */
    void called(KmsCall call);
  }
}
