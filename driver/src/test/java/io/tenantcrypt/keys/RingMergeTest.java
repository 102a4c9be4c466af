package io.tenantcrypt.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.keys.RingMerge.Outcome;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RingMergeTest {

  private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");
  private static final KekUri KEK = KekUri.parse("fake://kek");

  private static KeyRow key(int version, KeyState state) {
    return key(version, state, version);
  }

  /** A version; the same number is the same key. */
  private static KeyRow key(int version, KeyState state, int number) {
    KeyRow row =
        KeyRow.active(
            KeyPurpose.DEK,
            version,
            new KeyId("%032x".formatted(number)),
            new WrappedKey(KEK, "", new byte[] {1}),
            KeyCheck.copyOf(
                new byte[] {(byte) number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
            Instant.EPOCH);
    return state == KeyState.ACTIVE ? row : row.become(state, Instant.EPOCH);
  }

  private static TenantRing ring(long epoch, KeyRow... keys) {
    return new TenantRing(
        TenantId.of("acme"),
        "",
        new TreeMap<>(),
        KEK,
        TenantState.ACTIVE,
        epoch,
        Instant.EPOCH,
        List.of(keys));
  }

  private static RingMerge merge(TenantRing here, TenantRing exported) {
    return RingMerge.of(Optional.of(here), exported, NOW);
  }

  private static List<KeyState> states(RingMerge merge) {
    return merge.next().orElseThrow().keys().stream().map(KeyRow::state).toList();
  }

  @Test
  void missingTenant_isAddedAsExported() {
    TenantRing exported = ring(7, key(1, KeyState.ACTIVE));
    assertThat(RingMerge.of(Optional.empty(), exported, NOW))
        .isEqualTo(new RingMerge(Outcome.ADDED, Optional.of(exported), ""));
  }

  @Test
  void sameTenant_isUnchanged() {
    TenantRing ring = ring(7, key(1, KeyState.ACTIVE));
    assertThat(merge(ring, ring).outcome()).isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void newerExport_takesTheTablesPlace_tombstonesIncluded() {
    TenantRing exported = ring(7, key(1, KeyState.DESTROYED), key(2, KeyState.ACTIVE));
    RingMerge merge = merge(ring(4, key(1, KeyState.ACTIVE)), exported);
    assertThat(merge.outcome()).isEqualTo(Outcome.ADVANCED);
    assertThat(merge.next()).contains(exported);
  }

  @Test
  void newerTable_thatLacksNothing_stays() {
    RingMerge merge =
        merge(
            ring(7, key(1, KeyState.DESTROYED), key(2, KeyState.ACTIVE)),
            ring(4, key(1, KeyState.ACTIVE)));
    assertThat(merge.outcome()).isEqualTo(Outcome.KEPT);
    assertThat(merge.next()).isEmpty();
  }

  @Test
  void tableOfTheSameEpoch_thatDiffers_stays() {
    TenantRing table = ring(6, key(1, KeyState.ACTIVE)).with(TenantState.SUSPENDED);
    assertThat(merge(table, ring(7, key(1, KeyState.ACTIVE))).outcome()).isEqualTo(Outcome.KEPT);
  }

  @Test
  void newerTable_thatLacksVersions_getsThemToOpenWith() {
    RingMerge merge =
        merge(
            ring(9, key(1, KeyState.ACTIVE)),
            ring(
                7,
                key(1, KeyState.RETIRED),
                key(2, KeyState.DESTROYED),
                key(3, KeyState.RETIRED),
                key(4, KeyState.ACTIVE)));
    assertThat(merge.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(states(merge))
        .containsExactly(KeyState.ACTIVE, KeyState.DESTROYED, KeyState.RETIRED, KeyState.RETIRED);
    assertThat(merge.next().orElseThrow().epoch()).isEqualTo(10);
  }

  @Test
  void destroyedKey_neverComesBack_howeverNewTheExportIs() {
    RingMerge merge =
        merge(
            ring(4, key(1, KeyState.DESTROYED), key(2, KeyState.ACTIVE)),
            ring(7, key(1, KeyState.RETIRED), key(2, KeyState.ACTIVE)));
    assertThat(merge.outcome()).isEqualTo(Outcome.CONFLICT);
    assertThat(merge.reason()).contains("dek key version 1", "DESTROYED");
  }

  @Test
  void tombstone_isNeverDropped_byANewerExportThatLacksIt() {
    RingMerge merge =
        merge(
            ring(4, key(1, KeyState.ACTIVE), key(2, KeyState.DESTROYED)),
            ring(7, key(1, KeyState.ACTIVE)));
    assertThat(merge.outcome()).isEqualTo(Outcome.CONFLICT);
    assertThat(merge.reason()).contains("lacks dek key version 2");
  }

  @Test
  void keyThatIsDestroyedInAnOlderExport_andAliveHere_isAConflict() {
    RingMerge merge =
        merge(
            ring(9, key(1, KeyState.ACTIVE)),
            ring(7, key(1, KeyState.DESTROYED), key(2, KeyState.ACTIVE)));
    assertThat(merge.outcome()).isEqualTo(Outcome.CONFLICT);
  }

  @Test
  void twoKeysOfOneVersion_areAConflict_whicheverIsNewer() {
    TenantRing table = ring(5, key(1, KeyState.RETIRED), key(2, KeyState.ACTIVE, 20));
    for (long epoch : List.of(3L, 5L, 7L)) {
      RingMerge merge =
          merge(table, ring(epoch, key(1, KeyState.RETIRED), key(2, KeyState.ACTIVE)));
      assertThat(merge.outcome()).isEqualTo(Outcome.CONFLICT);
      assertThat(merge.reason()).contains("another key as dek key version 2");
    }
  }

  /** All rings of up to two versions against each other: what is written never goes back. */
  @Test
  void nothing_everGoesBack() {
    List<TenantRing> all = new ArrayList<>();
    for (long epoch = 1; epoch <= 3; epoch++) {
      for (KeyState first : KeyState.values()) {
        all.add(ring(epoch, key(1, first)));
        for (KeyState second : KeyState.values()) {
          all.add(ring(epoch, key(1, first), key(2, second)));
        }
      }
    }
    long written = 0;
    for (TenantRing here : all) {
      for (TenantRing exported : all) {
        Optional<TenantRing> next = merge(here, exported).next();
        if (next.isPresent()) {
          written++;
          assertThat(next.get().epoch()).isGreaterThan(here.epoch());
          assertThat(here.keys())
              .allSatisfy(
                  key ->
                      assertThat(
                              key.state()
                                  .mayBecome(
                                      next.get()
                                          .version(key.purpose(), key.version())
                                          .orElseThrow()
                                          .state()))
                          .isTrue());
          assertThat(active(next.get()))
              .isLessThanOrEqualTo(Math.max(active(here), active(exported)));
        }
      }
    }
    assertThat(written).isPositive();
  }

  private static long active(TenantRing ring) {
    return Stream.of(ring)
        .flatMap(each -> each.keys().stream())
        .filter(key -> key.state() == KeyState.ACTIVE)
        .count();
  }

  @Test
  void shreddedTenant_isNotBroughtBack_whateverTheExportHolds() {
    TenantRing tombstone = ring(7, key(1, KeyState.ACTIVE)).shredded(NOW);
    for (TenantRing exported :
        List.of(
            ring(7, key(1, KeyState.ACTIVE)),
            ring(99, key(1, KeyState.ACTIVE), key(2, KeyState.ACTIVE)))) {
      RingMerge merge = merge(tombstone, exported);
      assertThat(merge.outcome()).isEqualTo(Outcome.KEPT);
      assertThat(merge.next()).isEmpty();
    }
  }

  @Test
  void newerTombstone_takesTheTablesPlace_andForgetsNoKek() {
    KekUri other = KekUri.parse("memory://other");
    KeyRow moved = key(1, KeyState.ACTIVE).with(new WrappedKey(other, "", new byte[] {2}));
    TenantRing tombstone = ring(6, key(1, KeyState.ACTIVE)).shredded(NOW);
    RingMerge merge = merge(ring(4, moved), tombstone);
    assertThat(merge.outcome()).isEqualTo(Outcome.ADVANCED);
    assertThat(merge.next().orElseThrow().state()).isEqualTo(TenantState.SHREDDED);
    assertThat(merge.next().orElseThrow().everWrappedBy())
        .extracting(WrappedBy::kek)
        .containsExactlyInAnyOrder(KEK, other);
  }
}
