package io.tenantcrypt.sql;

import io.tenantcrypt.error.ErrorCode;

/**
 * Why no statement may use a relation.
 *
 * @param code which condition
 * @param reason what is wrong and what would work
 */
public record TableJudgement(ErrorCode code, String reason) {}
