package io.tenantcrypt.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyCheck;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.keys.KeyPurpose;
import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.KeyState;
import io.tenantcrypt.keys.WrappedKey;
import io.tenantcrypt.policy.KeyPolicy;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyAgesTest {

  private static final TenantId ACME = TenantId.of("acme");
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final Optional<Duration> QUARTER = Optional.of(Duration.ofDays(90));
  private static final Optional<Duration> YEAR = Optional.of(Duration.ofDays(365));

  private static Instant daysAgo(int days) {
    return NOW.minus(Duration.ofDays(days));
  }

  /** Sealing since a while. */
  private static KeyRow key(int created, int activated) {
    return new KeyRow(
        KeyPurpose.DEK,
        3,
        KeyId.random(),
        KeyState.ACTIVE,
        List.of(new WrappedKey(KekUri.parse("fake://kek"), "", new byte[] {1})),
        KeyCheck.copyOf(new byte[16]),
        daysAgo(created),
        Optional.of(daysAgo(activated)),
        Optional.empty(),
        Optional.empty());
  }

  private static List<DueKey> due(
      Optional<Duration> dek, Optional<Duration> kek, Optional<Instant> wrapped, KeyRow key) {
    KeyPolicy.Rotation rotation = new KeyPolicy.Rotation(dek, kek, Optional.empty());
    return new KeyAges(rotation, NOW, wrapped).due(ACME, key);
  }

  private static DueKey due(DueKey.Reason reason, int days) {
    return new DueKey("acme", 3, reason, days + " days");
  }

  @Test
  void policyWithoutASchedule_findsNoKeyOld() {
    assertThat(due(Optional.empty(), Optional.empty(), Optional.empty(), key(9_000, 9_000)))
        .isEmpty();
  }

  @Test
  void dataKey_isOldFromItsAgeOn_countedFromWhenItBeganToSeal() {
    assertThat(due(QUARTER, Optional.empty(), Optional.empty(), key(200, 89))).isEmpty();
    assertThat(due(QUARTER, Optional.empty(), Optional.empty(), key(200, 90)))
        .containsExactly(due(DueKey.Reason.DATA_KEY_AGE, 90));
  }

  @Test
  void wrapping_isOldFromItsAgeOn_countedFromWhenTheKeyWasMade() {
    assertThat(due(Optional.empty(), YEAR, Optional.empty(), key(364, 1))).isEmpty();
    assertThat(due(Optional.empty(), YEAR, Optional.empty(), key(365, 1)))
        .containsExactly(due(DueKey.Reason.KEK_AGE, 365));
  }

  @Test
  void wrapping_isCountedFromTheLastJobOverAllTenants_ifTheKeyWasThereThen() {
    Optional<Instant> wrapped = Optional.of(daysAgo(364));
    assertThat(due(Optional.empty(), YEAR, wrapped, key(800, 800))).isEmpty();
    assertThat(due(Optional.empty(), YEAR, wrapped, key(800, 300)))
        .as("wrapped anew before it sealed anything")
        .isEmpty();
    assertThat(due(Optional.empty(), YEAR, Optional.of(daysAgo(366)), key(800, 800)))
        .containsExactly(due(DueKey.Reason.KEK_AGE, 366));
    assertThat(due(Optional.empty(), YEAR, Optional.of(daysAgo(900)), key(400, 400)))
        .containsExactly(due(DueKey.Reason.KEK_AGE, 400));
  }

  @Test
  void keyThatIsOldInBothWays_isNamedTwice() {
    assertThat(due(QUARTER, YEAR, Optional.empty(), key(400, 100)))
        .containsExactly(due(DueKey.Reason.DATA_KEY_AGE, 100), due(DueKey.Reason.KEK_AGE, 400));
  }
}
