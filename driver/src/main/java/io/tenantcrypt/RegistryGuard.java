package io.tenantcrypt;

import io.tenantcrypt.jdbc.WriteGuard;
import io.tenantcrypt.keys.store.ProtectedColumnRegistry;
import io.tenantcrypt.keys.store.RegisteredColumn;
import io.tenantcrypt.keys.store.RegistryVerdict;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.TablePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Holds the policy against the registry of protected columns: before the first write, which records
 * the policy, and then at most once a second.
 */
final class RegistryGuard implements WriteGuard {

  private static final long BELIEVED = Duration.ofSeconds(1).toNanos();

  private final ProtectedColumnRegistry registry;
  private final List<RegisteredColumn> columns;
  private final long revision;
  private final LongSupplier nanos;

  private volatile boolean agreed;
  private volatile long until;

  RegistryGuard(ProtectedColumnRegistry registry, Policy policy, LongSupplier nanos) {
    this.registry = registry;
    this.columns = columns(policy);
    this.revision = policy.revision();
    this.nanos = nanos;
  }

  @Override
  public void check(StatementPlan.Protected plan) {
    long now = nanos.getAsLong();
    if (!agreed || now - until >= 0) {
      verdict();
      until = now + BELIEVED;
      agreed = true;
    }
  }

  /**
   * Asks the registry now, and records the policy where it is stronger.
   *
   * @throws io.tenantcrypt.error.TenantCryptException TC041 if the policy is weaker
   */
  void verdict() {
    agreed = false;
    RegistryVerdict verdict = registry.check(columns, revision);
    verdict.requireWrites();
    if (!verdict.isRecorded()) {
      registry.register(columns, revision);
    }
  }

  private static List<RegisteredColumn> columns(Policy policy) {
    List<RegisteredColumn> columns = new ArrayList<>();
    for (TablePolicy table : policy.tables()) {
      for (ColumnPolicy column : table.columns().values()) {
        columns.add(
            new RegisteredColumn(
                table.name().toString(),
                column.name(),
                column.domain(),
                column.type().family().label(),
                column.encryption().name().toLowerCase(Locale.ROOT),
                column.storage().name().toLowerCase(Locale.ROOT),
                RegisteredColumn.ENCRYPTED));
      }
    }
    return List.copyOf(columns);
  }
}
