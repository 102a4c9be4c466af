package io.tenantcrypt.it;

import io.tenantcrypt.audit.AuditEvent;
import io.tenantcrypt.audit.AuditSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The sink of these tests, found as an application's would be. */
public final class AuditLog implements AuditSink {

  private static final List<AuditEvent> EVENTS = new CopyOnWriteArrayList<>();
  private static volatile boolean broken;

  /** For the service loader. */
  public AuditLog() {}

  /** Forgets all. */
  public static void clear() {
    EVENTS.clear();
  }

  /** Whether events are not taken. */
  static void broken(boolean now) {
    broken = now;
  }

  /** What was recorded since, of one type. */
  public static List<AuditEvent> of(AuditEvent.Type type) {
    return EVENTS.stream().filter(e -> e.type() == type).toList();
  }

  @Override
  public void accept(AuditEvent event) {
    if (broken) {
      throw new IllegalStateException("the disk is full");
    }
    EVENTS.add(event);
  }
}
