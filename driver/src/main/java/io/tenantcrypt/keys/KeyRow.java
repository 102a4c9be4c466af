package io.tenantcrypt.keys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One version of a key, as the key table holds it.
 *
 * @param purpose what for
 * @param version from 1; never used again
 * @param id random
 * @param state its life
 * @param copies the key under one KEK, and perhaps under further ones; empty exactly for a
 *     tombstone
 * @param check verified after each unwrapping
 * @param created when it was made
 * @param activated when it began to seal
 * @param retired when it ceased to seal
 * @param destroyed when its wrapped bytes were removed
 */
public record KeyRow(
    KeyPurpose purpose,
    int version,
    KeyId id,
    KeyState state,
    List<WrappedKey> copies,
    KeyCheck check,
    Instant created,
    Optional<Instant> activated,
    Optional<Instant> retired,
    Optional<Instant> destroyed) {

  public KeyRow {
    copies = List.copyOf(copies);
    if (version < 1) {
      throw new IllegalArgumentException("A key version is at least 1");
    }
    if (copies.isEmpty() != (state == KeyState.DESTROYED)) {
      throw new IllegalArgumentException("A tombstone, and nothing else, has no wrapped key");
    }
  }

  /** A fresh key that seals from now on. */
  public static KeyRow active(
      KeyPurpose purpose, int version, KeyId id, WrappedKey wrapped, KeyCheck check, Instant now) {
    return new KeyRow(
        purpose,
        version,
        id,
        KeyState.ACTIVE,
        List.of(wrapped),
        check,
        now,
        Optional.of(now),
        Optional.empty(),
        Optional.empty());
  }

  /** The same key, wrapped once more. */
  public KeyRow with(WrappedKey copy) {
    List<WrappedKey> more = new ArrayList<>(copies);
    more.add(copy);
    return with(more);
  }

  /** The same key, wrapped otherwise. */
  public KeyRow with(List<WrappedKey> other) {
    return new KeyRow(
        purpose, version, id, state, other, check, created, activated, retired, destroyed);
  }

  /** The same key further on in its life; destroying drops the wrapped bytes. */
  public KeyRow become(KeyState next, Instant now) {
    return new KeyRow(
        purpose,
        version,
        id,
        next,
        next == KeyState.DESTROYED ? List.of() : copies,
        check,
        created,
        next == KeyState.ACTIVE ? Optional.of(now) : activated,
        next == KeyState.RETIRED ? Optional.of(now) : retired,
        next == KeyState.DESTROYED ? Optional.of(now) : destroyed);
  }
}
