package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import io.tenantcrypt.sql.BoundaryProof.Condition;
import io.tenantcrypt.sql.BoundaryProof.Equality;
import io.tenantcrypt.sql.BoundaryProof.Term;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoundaryProofTest {

  private final TableRef a = ref("a");
  private final TableRef b = ref("b");
  private final TableRef c = ref("c");

  @Test
  void equalityWithTenant_inConditionOnAll_pinsThatReference() {
    assertThat(BoundaryProof.pinned(List.of(where(tenant(a))))).containsExactly(a);
  }

  @Test
  void equalityWithTenant_ofReferenceThatIsNotRestricted_pinsNothing() {
    assertThat(BoundaryProof.pinned(List.of(new Condition(List.of(tenant(a)), Set.of(b)))))
        .isEmpty();
  }

  @Test
  void chainOfEqualities_acrossConditions_pinsAll() {
    assertThat(
            BoundaryProof.pinned(List.of(where(link(b, c)), where(link(a, b)), where(tenant(a)))))
        .containsExactlyInAnyOrder(a, b, c);
  }

  @Test
  void chainWithoutTenant_pinsNothing() {
    assertThat(BoundaryProof.pinned(List.of(where(link(a, b), link(b, c))))).isEmpty();
  }

  @Test
  void outerJoinsOn_pinsItsOwnSideThroughTheOther_andNotTheOther() {
    Condition on = new Condition(List.of(tenant(a), link(a, b)), Set.of(b));

    assertThat(BoundaryProof.pinned(List.of(on))).containsExactly(b);
  }

  @Test
  void referencePinnedByOuterJoin_pinsAnotherInWhere() {
    Condition on = new Condition(List.of(tenant(b)), Set.of(b));

    assertThat(BoundaryProof.pinned(List.of(on, where(link(a, b)))))
        .containsExactlyInAnyOrder(a, b);
  }

  @Test
  void mergesOn_whereItInserts_pinsTheTargetAndNotTheSource() {
    Condition on = new Condition(List.of(tenant(a), link(a, b)), Set.of(a));

    assertThat(BoundaryProof.pinned(List.of(on))).containsExactly(a);
  }

  @Test
  void mergesOn_whereItOnlyMatches_pinsBoth() {
    Condition on = new Condition(List.of(tenant(a), link(a, b)), Set.of(a, b));

    assertThat(BoundaryProof.pinned(List.of(on))).containsExactlyInAnyOrder(a, b);
  }

  @Test
  void commonColumnOfALeftJoin_pinsTheRightSideThroughTheLeft_andNotTheLeft() {
    Condition using = new Condition(List.of(link(a, b)), Set.of(b));

    assertThat(BoundaryProof.pinned(List.of(using, where(tenant(a)))))
        .containsExactlyInAnyOrder(a, b);
    assertThat(BoundaryProof.pinned(List.of(using, new Condition(List.of(tenant(b)), Set.of(b)))))
        .containsExactly(b);
  }

  @Test
  void commonColumnOfAFullJoin_pinsNeitherSideThroughTheOther() {
    Condition using = new Condition(List.of(link(a, b)), Set.of());

    assertThat(BoundaryProof.pinned(List.of(using, where(tenant(a))))).containsExactly(a);
  }

  private Condition where(Equality... equalities) {
    return new Condition(List.of(equalities), Set.of(a, b, c));
  }

  private static Equality tenant(TableRef ref) {
    return new Equality(BoundaryProof.TENANT, new Term.Ref(ref));
  }

  private static Equality link(TableRef left, TableRef right) {
    return new Equality(new Term.Ref(left), new Term.Ref(right));
  }

  private static TableRef ref(String name) {
    Relation relation =
        new Relation(
            new RelationName("public", name),
            Relation.Kind.TABLE,
            List.of(),
            List.of(),
            Set.of(),
            false);
    return new TableRef(new TableFacts(relation, Optional.empty(), Map.of()), name, 1);
  }

  @Test
  void coalesceOfAValueAndTheColumnItself_pinsByTheValue() {
    Analyzer analyzer = new Analyzer(Clinic.policy(Unscoped.REFUSE));
    String update = "UPDATE patient SET name = ? WHERE id = ? AND tenant_id = ";

    assertThat(PlanText.of(analyzer.analyze(update + "coalesce(?, tenant_id)", Clinic.view())))
        .endsWith("| check ?3");
    for (String other :
        List.of(
            "coalesce(?, name)",
            "coalesce(NULL, tenant_id)",
            "coalesce(tenant_id, ?)",
            "coalesce(?, ?, tenant_id)",
            "coalesce(?, tenant_id || '')",
            "coalesce(lower(?), tenant_id)",
            "\"coalesce\"(?, tenant_id)",
            "nullif(?, tenant_id)")) {
      assertThat(PlanText.of(analyzer.analyze(update + other, Clinic.view())))
          .as(other)
          .startsWith("TC00");
    }
    String foreign =
        "UPDATE visit v SET patient_id = 1 FROM patient p WHERE p.tenant_id = ?"
            + " AND v.tenant_id = coalesce(?, p.tenant_id)";
    assertThat(PlanText.of(analyzer.analyze(foreign, Clinic.view()))).startsWith("TC001");
  }
}
