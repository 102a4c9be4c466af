package io.tenantcrypt.admin;

import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KeyOpening;
import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.KeyState;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.WrappedKey;
import java.util.ArrayList;
import java.util.List;

/** What one look through tenants has found so far. For one thread. */
final class KeyStoreLook {

  private final KeyOpening opening;
  private final boolean openKeys;
  private final Pace pace;
  private final List<KeyStoreFinding> findings = new ArrayList<>();
  private long tenants;
  private long keys;
  private long columns;
  private long opened;

  KeyStoreLook(KeyOpening opening, boolean openKeys, int perSecond) {
    this.opening = opening;
    this.openKeys = openKeys;
    this.pace = Pace.of(perSecond);
  }

  void columns(long onRecord) {
    columns = onRecord;
  }

  void find(String where, TenantCryptException e) {
    findings.add(new KeyStoreFinding(where, e.code(), String.valueOf(e.getMessage())));
  }

  void findTenant(String id, TenantCryptException e) {
    tenants++;
    find(id, e);
  }

  /** A tenant whose seals hold. */
  void at(TenantRing ring) {
    tenants++;
    keys += ring.keys().size();
    for (KeyRow row : ring.keys()) {
      if (openKeys && row.state() != KeyState.DESTROYED) {
        for (WrappedKey copy : row.copies()) {
          open(ring, row.with(List.of(copy)));
        }
      }
    }
  }

  private void open(TenantRing ring, KeyRow row) {
    pace.await();
    try {
      opened += opening.prove(ring.tenant(), row);
    } catch (TenantCryptException e) {
      find(ring.tenant().value(), e);
    }
  }

  KeyStoreReport report() {
    return new KeyStoreReport(tenants, keys, columns, opened, findings);
  }
}
