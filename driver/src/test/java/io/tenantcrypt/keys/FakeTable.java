package io.tenantcrypt.keys;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A key table in memory that counts its readings. */
final class FakeTable implements KeyTable {

  final ConcurrentMap<TenantId, TenantRing> rings = new ConcurrentHashMap<>();
  final AtomicInteger reads = new AtomicInteger();
  volatile boolean other;

  /** What every reading answers with. */
  volatile Optional<ErrorCode> failure = Optional.empty();

  TenantRing ring(TenantId tenant) {
    return Objects.requireNonNull(rings.get(tenant));
  }

  @Override
  public Optional<TenantRing> read(TenantId tenant) {
    reads.incrementAndGet();
    if (failure.isPresent()) {
      throw new TenantCryptException(failure.get(), "as the test wants it");
    }
    return Optional.ofNullable(rings.get(tenant));
  }

  @Override
  public boolean insert(TenantRing ring) {
    return rings.putIfAbsent(ring.tenant(), ring) == null;
  }

  @Override
  public boolean replace(TenantRing expected, TenantRing next) {
    return rings.replace(expected.tenant(), expected, next);
  }

  @Override
  public List<TenantRing> list(Optional<TenantId> after, int limit) {
    return List.copyOf(rings.values());
  }

  @Override
  public void create() {}

  @Override
  public boolean holdsOtherThan(String scheme) {
    return other;
  }
}
