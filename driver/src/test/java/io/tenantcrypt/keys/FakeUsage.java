package io.tenantcrypt.keys;

import io.tenantcrypt.tenancy.TenantId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A usage table in memory that counts its reservations. */
final class FakeUsage implements UsageTable {

  final Map<String, Long> reserved = new ConcurrentSkipListMap<>();
  final AtomicInteger reservations = new AtomicInteger();

  @Override
  public synchronized Reserved reserve(
      TenantId tenant, int version, String column, long wanted, long limit) {
    reservations.incrementAndGet();
    String name = tenant + " " + version + " " + column;
    long before = reserved.getOrDefault(name, 0L);
    long granted = Math.max(0, Math.min(wanted, limit - before));
    reserved.put(name, before + granted);
    return new Reserved(before + granted, granted);
  }

  @Override
  public List<Usage> atLeast(long messages) {
    throw new UnsupportedOperationException("No test asks for it");
  }
}
