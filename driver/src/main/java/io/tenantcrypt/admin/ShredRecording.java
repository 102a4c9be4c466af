package io.tenantcrypt.admin;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KekInquiry;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.WrappedBy;
import io.tenantcrypt.keys.store.ConnectionSupplier;
import io.tenantcrypt.keys.store.KeyRuntime;
import io.tenantcrypt.tenancy.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/** Notes what a certificate will tell of a tenant's keys, while they are still there. */
final class ShredRecording {

  private final KeyRuntime runtime;
  private final ConnectionSupplier data;

  ShredRecording(KeyRuntime runtime, ConnectionSupplier data) {
    this.runtime = runtime;
    this.data = data;
  }

  /**
   * Notes it.
   *
   * @param patient whether a KMS that does not answer is waited for, by throwing what it answers;
   *     else nothing is asked of it
   */
  ShredRecord of(TenantRing ring, boolean patient) {
    return new ShredRecord(
        ring.keys().stream().map(ShredRecord.Key::of).toList(),
        keks(ring),
        probes(ring, patient),
        runtime.place(data),
        runtime.product());
  }

  private List<ShredRecord.Kek> keks(TenantRing ring) {
    Map<WrappedBy, Long> shared = new TreeMap<>();
    ring.everWrappedBy().forEach(by -> shared.put(by, 0L));
    new TenantPages(runtime.table())
        .forEach(
            other -> {
              if (!other.tenant().equals(ring.tenant())) {
                SortedSet<WrappedBy> theirs = other.wrappedBy();
                shared.replaceAll(
                    (by, count) -> theirs.stream().anyMatch(by::isSame) ? count + 1 : count);
              }
            });
    SortedSet<WrappedBy> current = ring.wrappedBy();
    Set<WrappedBy> platform =
        runtime
            .table()
            .read(TenantId.PLATFORM)
            .<Set<WrappedBy>>map(TenantRing::wrappedBy)
            .orElse(Set.of());
    List<ShredRecord.Kek> keks = new ArrayList<>();
    shared.forEach(
        (by, tenants) ->
            keks.add(
                new ShredRecord.Kek(
                    by, current.contains(by), tenants, platform.stream().anyMatch(by::isSame))));
    return keks;
  }

  private List<KekInquiry.Probe> probes(TenantRing ring, boolean patient) {
    Set<KekUri> keks = new LinkedHashSet<>();
    ring.wrappedBy().forEach(by -> keks.add(by.kek()));
    List<KekInquiry.Probe> probes = new ArrayList<>();
    for (KekUri kek : keks) {
      probe(ring.tenant(), kek, patient).ifPresent(probes::add);
    }
    return probes;
  }

  private Optional<KekInquiry.Probe> probe(TenantId tenant, KekUri kek, boolean patient) {
    try {
      return Optional.of(runtime.inquiry().probe(tenant, kek));
    } catch (TenantCryptException e) {
      if (patient && (e.code() == ErrorCode.TC030 || e.code() == ErrorCode.TC031)) {
        throw e;
      }
      // A KEK that wraps nothing any more, such as a customer's who has left already, keeps no key
      // alive. The certificate then tells what its KMS says of it without a probe.
      return Optional.empty();
    }
  }
}
