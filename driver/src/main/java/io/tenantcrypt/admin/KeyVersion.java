package io.tenantcrypt.admin;

import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.KeyState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One version of a tenant's key, told.
 *
 * @param purpose {@code dek} for data keys
 * @param version from 1
 * @param state its life
 * @param keks the KEKs that it is wrapped with; empty exactly for a tombstone
 * @param created when it was made
 * @param activated when it began to seal
 * @param retired when it ceased to seal
 * @param destroyed when its wrapped bytes were removed
 */
public record KeyVersion(
    String purpose,
    int version,
    KeyState state,
    List<String> keks,
    Instant created,
    Optional<Instant> activated,
    Optional<Instant> retired,
    Optional<Instant> destroyed) {

  public KeyVersion {
    keks = List.copyOf(keks);
  }

  static KeyVersion of(KeyRow row) {
    return new KeyVersion(
        row.purpose().label(),
        row.version(),
        row.state(),
        row.copies().stream().map(copy -> copy.kek().toString()).toList(),
        row.created(),
        row.activated(),
        row.retired(),
        row.destroyed());
  }
}
