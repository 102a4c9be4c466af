package io.tenantcrypt.admin;

import io.tenantcrypt.keys.KeyTable;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.tenancy.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All tenants in pages, so that a large table is read while it changes. */
final class TenantPages {

  private static final int PAGE = 500;

  private final KeyTable table;

  TenantPages(KeyTable table) {
    this.table = table;
  }

  /** The platform's own first, if it is there, and then each tenant in the order of their ids. */
  void forEachAndPlatform(Consumer<TenantRing> visitor) {
    table.read(TenantId.PLATFORM).ifPresent(visitor);
    forEach(visitor);
  }

  /** Each tenant in the order of their ids, the platform's own left out. */
  void forEach(Consumer<TenantRing> visitor) {
    Optional<TenantId> after = Optional.empty();
    List<TenantRing> page;
    do {
      page = table.list(after, PAGE);
      page.forEach(visitor);
      after = page.isEmpty() ? after : Optional.of(page.get(page.size() - 1).tenant());
    } while (page.size() == PAGE);
  }
}
