package io.tenantcrypt.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ProvisioningTest {

  private static final TenantId ACME = TenantId.of("acme");
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private final FakeKek kms = new FakeKek();
  private final FakeTable table = new FakeTable();
  private final Provisioning provisioning =
      new Provisioning(
          table,
          kms.calls(),
          new KekRules(
              KekRulesTest.policy(
                  "fake://kek", Map.of("gold", "fake://{byok}"), List.of("fake://kek")),
              Optional.empty()),
          new KeyMaking("deployment", CLOCK),
          CLOCK);

  private static void assertCode(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void provision_twice_asksTheKmsOnce() {
    TenantRing made = provisioning.provision(ACME, "", Map.of());
    int calls = kms.unwraps.get();
    assertThat(provisioning.provision(ACME, "", Map.of())).isEqualTo(made);
    assertThat(kms.unwraps).hasValue(calls);
    assertThat(made.active(KeyPurpose.DEK).orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void provision_whileTheKmsIsOut_storesNothing() {
    kms.failure = Optional.of(ErrorCode.TC030);
    assertCode(ErrorCode.TC030, () -> provisioning.provision(ACME, "", Map.of()));
    assertThat(table.rings).isEmpty();
  }

  @Test
  void provision_withAKekThatKeysAllowedDoesNotName_storesNothing() {
    KeyMaking making = new KeyMaking("deployment", CLOCK);
    KekRules rules =
        new KekRules(
            KekRulesTest.policy("fake://kek", Map.of(), List.of("other://*")), Optional.empty());
    Provisioning limited = new Provisioning(table, kms.calls(), rules, making, CLOCK);
    assertCode(ErrorCode.TC040, () -> limited.provision(ACME, "", Map.of()));
    assertThat(table.rings).isEmpty();
    assertThat(kms.unwraps).hasValue(0);
  }

  @Test
  void provision_keepsTierAndAttributes() {
    TenantRing ring = provisioning.provision(ACME, "gold", Map.of("byok", "kek"));
    assertThat(ring.tier()).isEqualTo("gold");
    assertThat(ring.attributes()).containsExactly(Map.entry("byok", "kek"));
    assertCode(
        ErrorCode.TC014, () -> provisioning.provision(ACME, "gold", Map.of("byok", "other")));
  }

  @Test
  void firstWrite_ofATenantInATier_takesItAsItIs() {
    TenantRing ring = provisioning.provision(ACME, "gold", Map.of("byok", "kek"));
    assertThat(provisioning.firstWrite(ACME)).isEqualTo(ring);
  }

  @Test
  void ring_withAGapOrADisorder_cannotBe() {
    TenantRing ring = provisioning.provision(ACME, "", Map.of());
    KeyRow one = ring.keys().get(0);
    KeyRow three =
        KeyRow.active(
            KeyPurpose.DEK, 3, KeyId.random(), one.copies().get(0), one.check(), Instant.EPOCH);
    assertThatThrownBy(() -> ring.with(List.of(one, three)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ring.with(List.of(three)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
