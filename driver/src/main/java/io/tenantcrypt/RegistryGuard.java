package io.tenantcrypt;

import io.tenantcrypt.admin.PolicyFinding;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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

  private volatile @Nullable Forgotten forgotten;
  private volatile boolean agreed;
  private volatile long until;

  private record Forgotten(Set<String> tables, long until) {}

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

  @Override
  public void checkPassing(String sql) {
    Set<String> names = forgotten();
    if (names.isEmpty()) {
      return;
    }
    String text = sql.toLowerCase(Locale.ROOT);
    for (String table : names) {
      String name = table.substring(table.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      if (text.contains(name)) {
        throw new TenantCryptException(
            ErrorCode.TC041,
            "Table "
                + table
                + " is on record with a protected column, and this policy does not name it: what is"
                + " written would be plaintext. Deploy the current policy, or take its columns out"
                + " on purpose with `policy retire`.");
      }
    }
  }

  /** Tables that are on record and not in the policy. */
  private Set<String> forgotten() {
    Forgotten last = forgotten;
    long now = nanos.getAsLong();
    if (last == null || now - last.until() >= 0) {
      Set<String> names = new TreeSet<>(registry.tablesOnRecord());
      columns.forEach(column -> names.remove(column.table()));
      last = new Forgotten(Set.copyOf(names), now + BELIEVED);
      forgotten = last;
    }
    return last.tables();
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

  /** What the registry says against the policy, told and not acted upon. */
  List<PolicyFinding> findings() {
    RegistryVerdict verdict;
    try {
      verdict = registry.check(columns, revision);
    } catch (TenantCryptException e) {
      if (e.code() != ErrorCode.TC041) {
        throw e;
      }
      return List.of(finding(String.valueOf(e.getMessage()), Optional.of("keystore migrate")));
    }
    List<PolicyFinding> findings = new ArrayList<>();
    for (String objection : verdict.objections()) {
      findings.add(
          finding(
              "The policy may not write to protected tables: " + objection + ".",
              Optional.of("Deploy the current policy")));
    }
    if (findings.isEmpty() && !verdict.isRecorded()) {
      findings.add(
          finding(
              "The policy's revision "
                  + revision
                  + ", or "
                  + verdict.additions().size()
                  + " protected columns of it, are not on record yet. The first write records them,"
                  + " where the application's role may.",
              Optional.of("policy record")));
    }
    return findings;
  }

  private static PolicyFinding finding(String message, Optional<String> fix) {
    return new PolicyFinding(
        PolicyFinding.Kind.REGISTRY, ErrorCode.TC041, "registry", message, fix);
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
