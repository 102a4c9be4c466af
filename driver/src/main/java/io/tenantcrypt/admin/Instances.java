package io.tenantcrypt.admin;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.InstanceRow;
import io.tenantcrypt.keys.InstanceTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The running drivers that the key tables know, and what they have seen of a change. An instance
 * registers once it has read the key tables, is heard of three times in the time that it believes a
 * tenant's versions (at least every ten seconds), and takes itself out when it is closed. Safe for
 * several threads; throws {@link TenantCryptException} as the key tables answer.
 */
public final class Instances {

  private final InstanceTable table;

  Instances(InstanceTable table) {
    this.table = table;
  }

  /** All that are known, the silent ones too, by their start. */
  public List<InstanceSummary> list() {
    Instant now = table.now();
    return table.list().stream().map(row -> InstanceSummary.of(row, now)).toList();
  }

  /**
   * Forgets an instance that was lost without taking itself out. Do so only if you know that its
   * process is gone: one that is only frozen may still send what it had sealed.
   *
   * @throws TenantCryptException TC041 if it is not known, or is heard of
   */
  public void forget(String id) {
    Instant now = table.now();
    InstanceRow row =
        table.list().stream()
            .filter(each -> each.id().value().equals(id))
            .findFirst()
            .orElseThrow(
                () -> new TenantCryptException(ErrorCode.TC041, "There is no such instance."));
    if (row.isLive(now)) {
      throw new TenantCryptException(
          ErrorCode.TC041, "Instance " + id + " is heard of: stop it instead of forgetting it.");
    }
    table.remove(row.id());
  }

  /** The database's clock. */
  Instant now() {
    return table.now();
  }

  /**
   * What is in the way of all instances' having seen a change of a tenant's keys. A silent one can
   * act upon nothing older than its time to believe, so it is waited for no longer than that.
   *
   * @param change when it was made at the latest
   * @param known how long instances that are not registered yet may believe what they have read;
   *     zero if they do not matter
   */
  Optional<String> inTheWay(Instant change, Duration known) {
    Instant now = table.now();
    if (!now.isAfter(change.plus(known))) {
      return Optional.of("the time for which instances believe what they have read");
    }
    for (InstanceRow row : table.list()) {
      boolean seen = row.seen().isAfter(change);
      boolean over =
          !row.isLive(now) && now.isAfter(change.plus(row.ringTtl()).plus(row.silentAfter()));
      if (!seen && !over) {
        return Optional.of("instance " + row.id() + ", which has not read the key tables since");
      }
    }
    return Optional.empty();
  }

  /** All that are known, as they have told of themselves. */
  List<InstanceRow> rows() {
    return table.list();
  }

  /** An instance that works on another database than this, if there is one. */
  Optional<InstanceRow> elsewhere(String database) {
    return table.list().stream().filter(row -> !row.database().equals(database)).findFirst();
  }

  /** Instances that were not heard of since a change that they may have been frozen at. */
  List<InstanceRow> silentSince(Instant change) {
    Instant now = table.now();
    return table.list().stream()
        .filter(row -> !row.isLive(now) && !row.seen().isAfter(change))
        .toList();
  }
}
