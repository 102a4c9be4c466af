package io.tenantcrypt.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AuditTrailTest {

  private static final Instant NOW = Instant.parse("2026-07-15T12:00:00Z");

  private static void use(AuditTrail trail, String reason) {
    trail.used(
        AuditEvent.Type.STATEMENT_EXEMPTED,
        AuditEvent.Session.TENANT,
        Optional.of("acme"),
        Optional.of("00ff"),
        Optional.of(reason),
        Optional.of("who"));
  }

  @Test
  void event_goesToEverySink() {
    List<AuditEvent> one = new ArrayList<>();
    List<AuditEvent> two = new ArrayList<>();
    use(new AuditTrail(List.of(one::add, two::add), () -> NOW), "why");

    assertThat(one).hasSize(1).isEqualTo(two);
    assertThat(one.get(0).time()).isEqualTo(NOW);
  }

  @Test
  void sinkThatFails_refusesTheUse() {
    AuditTrail trail =
        new AuditTrail(
            List.of(
                event -> {
                  throw new IllegalStateException("full");
                }),
            () -> NOW);
    assertThatThrownBy(() -> use(trail, "why"))
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC040));
  }

  @Test
  void logLine_isOneLine_whateverTheReason() {
    List<AuditEvent> events = new ArrayList<>();
    use(new AuditTrail(List.of(events::add), () -> NOW), "say \"no\"\ntype=FORGED \\");

    assertThat(LogAuditSink.line(events.get(0)))
        .isEqualTo(
            "type=STATEMENT_EXEMPTED time=2026-07-15T12:00:00Z session=TENANT tenant=\"acme\""
                + " statement=\"00ff\" owner=\"who\""
                + " reason=\"say \\\"no\\\" type=FORGED \\\\\"");
  }

  @Test
  void callToAKms_isOneLine_withItsContextQuoted() {
    List<AuditEvent> events = new ArrayList<>();
    AuditTrail trail = new AuditTrail(List.of(events::add), () -> NOW);
    trail.called(
        "acme",
        new AuditEvent.KmsUse(
            "0123456789abcdef",
            "unwrap",
            "aws-kms://alias/a",
            "arn:aws:kms:eu-central-1:111122223333:key/1",
            new TreeMap<>(Map.of("tenant_id", "acme", "tenantcrypt:purpose", "dek")),
            Duration.ofNanos(1_234_567)),
        Optional.of(ErrorCode.TC033));
    assertThat(LogAuditSink.line(events.get(0)))
        .isEqualTo(
            "type=KMS_CALL time=2026-07-15T12:00:00Z session=NONE tenant=\"acme\" code=\"TC033\""
                + " operation=unwrap call=0123456789abcdef kek=\"aws-kms://alias/a\""
                + " key=\"arn:aws:kms:eu-central-1:111122223333:key/1\""
                + " context=\"{tenant_id=acme, tenantcrypt:purpose=dek}\" micros=1234");
  }

  @Test
  void withoutASink_theLogTakesTheEvents() {
    AuditTrail trail = AuditTrail.load(new ClassLoader(null) {}, () -> NOW);
    use(trail, "why");
    assertThat(trail.clock().instant()).isEqualTo(NOW);
  }
}
