package io.tenantcrypt.policy;

import java.time.LocalDate;

/**
 * One statement that may cross the tenant boundary. Sealing is never exempted.
 *
 * @param sql the statement; compared after normalisation
 * @param reason why it may
 * @param owner who answers for it
 * @param expires the last day on which it may
 */
public record StatementExemption(String sql, String reason, String owner, LocalDate expires) {}
