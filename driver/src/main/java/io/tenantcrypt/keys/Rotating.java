package io.tenantcrypt.keys;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Moves the versions of a tenant's data key on: a new one that opens, then seals; the older ones
 * that only open, then are destroyed. What must lie between two of these steps is the caller's
 * matter. Safe for several threads.
 *
 * <p>Each method gives the tenant as it is then, or nothing if somebody changed it meanwhile: begin
 * again. Each may be repeated. They throw {@link TenantCryptException} as the KMSs and the key
 * table answer.
 */
public final class Rotating {

  private final KeyTable table;
  private final KmsCalls kms;
  private final KeyMaking making;
  private final InstantSource clock;

  /** Works on one key table. */
  public Rotating(KeyTable table, KmsCalls kms, KeyMaking making, InstantSource clock) {
    this.table = table;
    this.kms = kms;
    this.making = making;
    this.clock = clock;
  }

  /** The version that opens cells and seals none yet, if there is one. */
  public static Optional<KeyRow> pending(TenantRing ring) {
    return deks(ring).stream().filter(row -> row.state() == KeyState.PENDING).findFirst();
  }

  /** All versions of the data key, the destroyed ones too. */
  public static List<KeyRow> deks(TenantRing ring) {
    return ring.keys().stream().filter(row -> row.purpose() == KeyPurpose.DEK).toList();
  }

  /**
   * Makes the next version, which opens cells and seals none yet; or finds the one that is there.
   * It is wrapped with every KEK that the version which seals now is wrapped with.
   */
  public Optional<TenantRing> prepare(TenantRing ring) {
    if (pending(ring.requireNotShredded()).isPresent()) {
      return Optional.of(ring);
    }
    int version = deks(ring).size() + 1;
    KeyEncryptionKey kek = kms.of(ring.kek(), ring.tenant());
    try (KeyMaking.Made made = making.make(kek, ring.tenant(), KeyPurpose.DEK, version)) {
      KeyRow row = pending(made.row());
      Optional<KeyRow> seals = ring.active(KeyPurpose.DEK);
      for (WrappedKey copy : seals.map(KeyRow::copies).orElse(List.of())) {
        if (!copy.kek().equals(ring.kek())) {
          KeyEncryptionKey further = kms.of(copy.kek(), ring.tenant());
          row = making.copy(further, ring.tenant(), row, made.plaintext());
        }
      }
      List<KeyRow> keys = new ArrayList<>(ring.keys());
      keys.add(row);
      keys.sort(Comparator.comparing(KeyRow::purpose).thenComparing(KeyRow::version));
      return replace(ring, ring.with(keys));
    }
  }

  private static KeyRow pending(KeyRow made) {
    return new KeyRow(
        made.purpose(),
        made.version(),
        made.id(),
        KeyState.PENDING,
        made.copies(),
        made.check(),
        made.created(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Lets a prepared version seal from now on, and the one that did only open.
   *
   * @throws TenantCryptException TC034 if there is no such version, or it is destroyed
   */
  public Optional<TenantRing> activate(TenantRing ring, int version) {
    KeyRow row = require(ring, version);
    return switch (row.state()) {
      case ACTIVE -> Optional.of(ring);
      case PENDING -> {
        Instant now = now();
        yield replace(
            ring,
            ring.with(
                deksChanged(
                    ring,
                    each ->
                        each.version() == version
                            ? each.become(KeyState.ACTIVE, now)
                            : each.state() == KeyState.ACTIVE
                                ? each.become(KeyState.RETIRED, now)
                                : each)));
      }
      case RETIRED, DESTROYED -> throw gone(ring, version);
    };
  }

  /**
   * Destroys all versions that only open and are older than one: their wrapped bytes leave the key
   * table.
   */
  public Optional<TenantRing> destroyBefore(TenantRing ring, int version) {
    Instant now = now();
    return destroy(
        ring,
        row -> row.version() < version && row.state() == KeyState.RETIRED,
        row -> row.become(KeyState.DESTROYED, now));
  }

  /** Destroys a version that never sealed a cell; leaves every other as it is. */
  public Optional<TenantRing> discard(TenantRing ring, int version) {
    Instant now = now();
    return destroy(
        ring,
        row -> row.version() == version && row.state() == KeyState.PENDING,
        row -> row.become(KeyState.DESTROYED, now));
  }

  private Optional<TenantRing> destroy(
      TenantRing ring, Predicate<KeyRow> which, UnaryOperator<KeyRow> change) {
    if (deks(ring).stream().noneMatch(which)) {
      return Optional.of(ring);
    }
    return replace(
        ring, ring.with(deksChanged(ring, row -> which.test(row) ? change.apply(row) : row)));
  }

  private static List<KeyRow> deksChanged(TenantRing ring, UnaryOperator<KeyRow> change) {
    return ring.keys().stream()
        .map(row -> row.purpose() == KeyPurpose.DEK ? change.apply(row) : row)
        .toList();
  }

  private static KeyRow require(TenantRing ring, int version) {
    return ring.version(KeyPurpose.DEK, version).orElseThrow(() -> gone(ring, version));
  }

  private static TenantCryptException gone(TenantRing ring, int version) {
    return new TenantCryptException(
        ErrorCode.TC034,
        "Version "
            + version
            + " of the data key of tenant "
            + ring.tenant()
            + " cannot seal any more, or does not exist. Begin a rotation of its own.");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Optional<TenantRing> replace(TenantRing ring, TenantRing next) {
    return table.replace(ring, next) ? Optional.of(next) : Optional.empty();
  }
}
