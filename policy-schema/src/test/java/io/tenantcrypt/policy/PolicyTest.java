package io.tenantcrypt.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyTest {

  private static final TablePolicy LOOSE = table(TableName.of("patient"));
  private static final TablePolicy QUALIFIED = table(TableName.of("clinic", "patient"));

  private static TablePolicy table(TableName name) {
    return new TablePolicy(name, false, Optional.empty(), Map.of());
  }

  private static Policy policy(TablePolicy... tables) {
    return new Policy(
        1,
        "3f9c0b6a51d24e7788aa10c2b4d5e6f7",
        1,
        new TenancyPolicy(
            "tenant_id",
            TenancyPolicy.Unscoped.REFUSE,
            TenancyPolicy.Unlisted.ALLOW,
            Optional.empty()),
        new KeyPolicy(
            Optional.empty(),
            Map.of(),
            List.of(),
            KeyPolicy.Cache.DEFAULT,
            KeyPolicy.Rotation.NONE,
            KeyPolicy.Envelope.TABLE,
            KeyPolicy.Provision.EXPLICIT),
        List.of(tables));
  }

  @Test
  void table_withSchema_winsInEitherOrder() {
    assertThat(policy(LOOSE, QUALIFIED).table("clinic", "patient")).contains(QUALIFIED);
    assertThat(policy(QUALIFIED, LOOSE).table("clinic", "patient")).contains(QUALIFIED);
  }

  @Test
  void table_withoutSchema_isThatOfAnySchema() {
    assertThat(policy(LOOSE, QUALIFIED).table("other", "patient")).contains(LOOSE);
  }

  @Test
  void table_isComparedExactly() {
    assertThat(policy(LOOSE).table("clinic", "Patient")).isEmpty();
    assertThat(policy(QUALIFIED).table("Clinic", "patient")).isEmpty();
  }

  @Test
  void routine_withSchema_winsInEitherOrder() {
    RoutinePolicy loose = routine(Optional.empty());
    RoutinePolicy qualified = routine(Optional.of("clinic"));

    assertThat(routines(loose, qualified).routine("clinic", "admit")).contains(qualified);
    assertThat(routines(qualified, loose).routine("clinic", "admit")).contains(qualified);
    assertThat(routines(qualified, loose).routine("other", "admit")).contains(loose);
    assertThat(routines(qualified).routine("other", "admit")).isEmpty();
    assertThat(routines(loose).routine("clinic", "Admit")).isEmpty();
  }

  private static RoutinePolicy routine(Optional<String> schema) {
    return new RoutinePolicy(new RoutineName(schema, "admit"), List.of());
  }

  private static Policy routines(RoutinePolicy... routines) {
    Policy bare = policy();
    return new Policy(
        bare.version(),
        bare.deployment(),
        bare.revision(),
        bare.tenancy(),
        bare.keys(),
        bare.tables(),
        List.of(),
        List.of(routines),
        List.of(),
        List.of(),
        AuditPolicy.DEFAULT);
  }

  @Test
  void shortConstructor_leavesExitsEmpty() {
    Policy policy = policy();

    assertThat(policy.statements()).isEmpty();
    assertThat(policy.routines()).isEmpty();
    assertThat(policy.functions()).isEmpty();
    assertThat(policy.extensions()).isEmpty();
    assertThat(policy.audit()).isEqualTo(AuditPolicy.DEFAULT);
  }

  @Test
  void names_readAsThePolicyWritesThem() {
    assertThat(TableName.of("clinic", "patient")).hasToString("clinic.patient");
    assertThat(TableName.of("patient")).hasToString("patient");
    assertThat(new ColumnReference(TableName.of("clinic", "patient"), "ssn"))
        .hasToString("clinic.patient.ssn");
    assertThat(new RoutineName(Optional.of("clinic"), "admit")).hasToString("clinic.admit");
  }
}
