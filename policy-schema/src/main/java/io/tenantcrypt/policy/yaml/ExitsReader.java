package io.tenantcrypt.policy.yaml;

import io.tenantcrypt.policy.AuditPolicy;
import io.tenantcrypt.policy.AuditPolicy.BackPressure;
import io.tenantcrypt.policy.ColumnReference;
import io.tenantcrypt.policy.RoutineName;
import io.tenantcrypt.policy.RoutinePolicy;
import io.tenantcrypt.policy.RoutinePolicy.Mode;
import io.tenantcrypt.policy.StatementExemption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what the policy lets through by name, and {@code audit}. */
final class ExitsReader {

  private static final Map<String, BackPressure> BACK_PRESSURE =
      Map.of("block", BackPressure.BLOCK, "drop", BackPressure.DROP);
  private static final Map<String, Mode> MODE =
      Map.of("in", Mode.IN, "out", Mode.OUT, "inout", Mode.INOUT);

  private final TablesReader tables;
  private final List<StatementExemption> statements = new ArrayList<>();
  private final List<RoutinePolicy> routines = new ArrayList<>();
  private final List<RoutineName> functions;
  private final List<String> extensions;
  private final AuditPolicy audit;

  ExitsReader(Section top, TablesReader tables) {
    this.tables = tables;
    top.get("statements").map(Value::items).ifPresent(all -> all.forEach(this::statement));
    top.get("routines").ifPresent(this::routines);
    functions =
        top.get("functions")
            .map(v -> Read.distinct(v, i -> Form.TABLE_NAME.read(i).map(Names::routine)))
            .orElse(List.of());
    extensions =
        top.get("extensions").map(v -> Read.distinct(v, Form.EXTENSION::read)).orElse(List.of());
    audit = top.get("audit").map(ExitsReader::audit).orElse(AuditPolicy.DEFAULT);
  }

  List<StatementExemption> statements() {
    return statements;
  }

  List<RoutinePolicy> routines() {
    return routines;
  }

  List<RoutineName> functions() {
    return functions;
  }

  List<String> extensions() {
    return extensions;
  }

  AuditPolicy audit() {
    return audit;
  }

  private static AuditPolicy audit(Value value) {
    Section section = Section.of(value, "backPressure");
    return new AuditPolicy(section.get("backPressure").flatMap(v -> Read.choice(v, BACK_PRESSURE)));
  }

  private void statement(Value value) {
    Section section = Section.of(value, "sql", "reason", "owner", "expires");
    Optional<String> sql = section.require("sql").flatMap(Form.SQL::read);
    Optional<String> reason = section.require("reason").flatMap(Form.NOTE::read);
    Optional<String> owner = section.require("owner").flatMap(Form.NOTE::read);
    Optional<LocalDate> expires = section.require("expires").flatMap(Read::date);
    if (sql.isPresent() && reason.isPresent() && owner.isPresent() && expires.isPresent()) {
      statements.add(new StatementExemption(sql.get(), reason.get(), owner.get(), expires.get()));
    }
  }

  private void routines(Value value) {
    Set<RoutineName> seen = new HashSet<>();
    value
        .entries()
        .forEach(
            (written, entry) -> {
              if (!Form.TABLE_NAME.matches(written)) {
                entry.key().problem("expected routine or schema.routine, each part a name");
                return;
              }
              RoutineName name = Names.routine(written);
              if (!seen.add(name)) {
                entry.key().problem("the routine is here a second time");
              }
              routines.add(routine(name, entry.value()));
            });
  }

  private RoutinePolicy routine(RoutineName name, Value value) {
    Section section = Section.of(value, "parameters", "results");
    List<Value> parameters = section.require("parameters").map(Value::items).orElse(List.of());
    return new RoutinePolicy(
        name,
        parameters.stream().map(this::parameter).toList(),
        section
            .get("results")
            .map(Value::items)
            .map(all -> all.stream().map(this::resultColumn).toList()));
  }

  private RoutinePolicy.ResultColumn resultColumn(Value value) {
    return new RoutinePolicy.ResultColumn(column(Section.of(value, "column")));
  }

  private Optional<ColumnReference> column(Section section) {
    Optional<ColumnReference> column =
        section.get("column").flatMap(v -> Form.COLUMN_REFERENCE.read(v).map(Names::column));
    if (column.filter(c -> !tables.has(c)).isPresent()) {
      section.get("column").ifPresent(v -> v.problem("the policy protects no such column"));
    }
    return column;
  }

  private RoutinePolicy.Parameter parameter(Value value) {
    Section section = Section.of(value, "name", "mode", "tenant", "column");
    Optional<String> name = section.get("name").flatMap(Form.COLUMN_NAME::read);
    Mode mode = section.get("mode").flatMap(v -> Read.choice(v, MODE)).orElse(Mode.IN);
    boolean tenant = section.get("tenant").flatMap(Read::truth).orElse(false);
    Optional<ColumnReference> column = column(section);
    if (tenant && (mode != Mode.IN || column.isPresent())) {
      value.problem("the tenant is an in parameter and no protected column");
    }
    return new RoutinePolicy.Parameter(name, mode, tenant, column);
  }
}
