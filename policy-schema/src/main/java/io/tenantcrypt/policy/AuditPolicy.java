package io.tenantcrypt.policy;

import java.util.Optional;

/**
 * How audit events are kept.
 *
 * @param backPressure what a use of a key does while the sink does not take its event; empty where
 *     the policy does not say. Administration always blocks.
 */
public record AuditPolicy(Optional<BackPressure> backPressure) {

  /** What holds where the policy says nothing. */
  public static final AuditPolicy DEFAULT = new AuditPolicy(Optional.empty());

  /** What happens while the sink is too slow. */
  public enum BackPressure {
    BLOCK,
    DROP
  }
}
