package io.tenantcrypt.audit;

import java.lang.System.Logger;
import java.util.Optional;

/** Writes each event as one line of {@code key=value} pairs to the logger of this package. */
final class LogAuditSink implements AuditSink {

  /** The logger's name. */
  static final String NAME = "io.tenantcrypt.audit";

  private final Logger logger = System.getLogger(NAME);

  @Override
  public void accept(AuditEvent event) {
    logger.log(Logger.Level.INFO, line(event));
  }

  static String line(AuditEvent event) {
    StringBuilder line = new StringBuilder();
    line.append("type=").append(event.type());
    line.append(" time=").append(event.time());
    line.append(" session=").append(event.session());
    put(line, "tenant", event.tenant());
    put(line, "statement", event.fingerprint());
    put(line, "code", event.code());
    put(line, "owner", event.owner());
    put(line, "reason", event.reason());
    event.kms().ifPresent(call -> put(line, call));
    return line.toString();
  }

  private static void put(StringBuilder line, AuditEvent.KmsUse call) {
    line.append(" operation=").append(call.operation());
    line.append(" call=").append(call.call());
    put(line, "kek", Optional.of(call.kek()));
    put(line, "key", Optional.of(call.key()));
    put(line, "context", Optional.of(call.context().toString()));
    line.append(" micros=").append(call.latency().toNanos() / 1_000);
  }

  // Quoted, so that a reason cannot look like another event.
  private static void put(StringBuilder line, String key, Optional<String> value) {
    value.ifPresent(
        v -> {
          line.append(' ').append(key).append("=\"");
          v.codePoints()
              .map(c -> Character.isISOControl(c) ? ' ' : c)
              .forEach(
                  c -> {
                    if (c == '"' || c == '\\') {
                      line.append('\\');
                    }
                    line.appendCodePoint(c);
                  });
          line.append('"');
        });
  }
}
