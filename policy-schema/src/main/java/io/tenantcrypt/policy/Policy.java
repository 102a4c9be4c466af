package io.tenantcrypt.policy;

import java.util.List;
import java.util.Optional;

/**
 * A whole column policy, valid in itself.
 *
 * @param version the format of the policy; 1
 * @param deployment a random identifier, part of every encryption context
 * @param revision counts up with each change
 * @param tenancy how rows belong to tenants
 * @param keys where keys come from
 * @param tables in the policy's order
 * @param statements statements exempted from the tenant boundary, in the policy's order
 * @param routines stored procedures and functions that may be called, in the policy's order
 * @param functions user-defined functions that a statement may use
 * @param extensions database extensions whose functions a statement may use
 * @param audit how audit events are kept
 */
public record Policy(
    int version,
    String deployment,
    long revision,
    TenancyPolicy tenancy,
    KeyPolicy keys,
    List<TablePolicy> tables,
    List<StatementExemption> statements,
    List<RoutinePolicy> routines,
    List<RoutineName> functions,
    List<String> extensions,
    AuditPolicy audit) {

  public Policy {
    tables = List.copyOf(tables);
    statements = List.copyOf(statements);
    routines = List.copyOf(routines);
    functions = List.copyOf(functions);
    extensions = List.copyOf(extensions);
  }

  /** A policy without reviewed exits, described routines or an audit section. */
  public Policy(
      int version,
      String deployment,
      long revision,
      TenancyPolicy tenancy,
      KeyPolicy keys,
      List<TablePolicy> tables) {
    this(
        version,
        deployment,
        revision,
        tenancy,
        keys,
        tables,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        AuditPolicy.DEFAULT);
  }

  /** The entry for a routine of the catalog; one with a schema wins over one without. */
  public Optional<RoutinePolicy> routine(String schema, String routine) {
    Optional<RoutinePolicy> loose = Optional.empty();
    for (RoutinePolicy candidate : routines) {
      if (candidate.name().routine().equals(routine)) {
        if (candidate.name().schema().isEmpty()) {
          loose = Optional.of(candidate);
        } else if (candidate.name().schema().get().equals(schema)) {
          return Optional.of(candidate);
        }
      }
    }
    return loose;
  }

  /** The entry for a table of the catalog; one with a schema wins over one without. */
  public Optional<TablePolicy> table(String schema, String table) {
    Optional<TablePolicy> loose = Optional.empty();
    for (TablePolicy candidate : tables) {
      if (candidate.name().matches(schema, table)) {
        if (candidate.name().schema().isPresent()) {
          return Optional.of(candidate);
        }
        loose = Optional.of(candidate);
      }
    }
    return loose;
  }
}
