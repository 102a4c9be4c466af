package io.tenantcrypt.admin;

import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KeyOpening;
import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.WrappedKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Asks the KMSs of each scheme for the first key that is met. For one thread. */
final class KekProbes {

  private final KeyOpening opening;
  private final Map<String, KekProbe> probes = new TreeMap<>();

  KekProbes(KeyOpening opening) {
    this.opening = opening;
  }

  void look(TenantRing ring) {
    for (KeyRow row : ring.keys()) {
      for (WrappedKey copy : row.copies()) {
        probes.computeIfAbsent(copy.kek().scheme(), scheme -> probe(ring, row, copy));
      }
    }
  }

  private KekProbe probe(TenantRing ring, KeyRow row, WrappedKey copy) {
    String scheme = copy.kek().scheme();
    String kek = copy.kek().toString();
    String tenant = ring.tenant().value();
    try {
      opening.prove(ring.tenant(), row.with(List.of(copy)));
      return new KekProbe(scheme, kek, tenant, Optional.empty(), "");
    } catch (TenantCryptException e) {
      return new KekProbe(
          scheme, kek, tenant, Optional.of(e.code()), String.valueOf(e.getMessage()));
    }
  }

  List<KekProbe> all() {
    return List.copyOf(probes.values());
  }
}
