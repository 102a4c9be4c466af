package io.tenantcrypt.admin;

import io.tenantcrypt.error.ErrorCode;
import java.util.Optional;

/**
 * Whether the KMSs of one scheme give a key that is in use.
 *
 * @param scheme for example {@code aws-kms}
 * @param kek the KEK that was asked
 * @param tenant whose key was asked for
 * @param code why it was not given; empty if it was
 * @param message the same, told; empty if it was given
 */
public record KekProbe(
    String scheme, String kek, String tenant, Optional<ErrorCode> code, String message) {}
