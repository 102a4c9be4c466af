package io.tenantcrypt.audit;

/**
 * Keeps audit events. Found by {@link java.util.ServiceLoader}; all that are found get every event,
 * and only where none is found they are logged. Called by many threads at once, before the exit is
 * used: what it throws refuses the use.
 */
@FunctionalInterface
public interface AuditSink {

  /**
   * Takes an event. Should return soon, since a statement waits for it.
   *
   * @throws RuntimeException if the event is not kept
   */
  void accept(AuditEvent event);
}
