package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.plan.TargetColumn;
import io.tenantcrypt.plan.TenantCheck;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.TableFunction;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.statement.update.Update;

/** Plans SELECT, INSERT, UPDATE and DELETE. */
final class Queries {

  private final Policy policy;
  private final String keyStoreSchema;
  private final Sensitive sensitive;

  Queries(Policy policy, String keyStoreSchema, Sensitive sensitive) {
    this.policy = policy;
    this.keyStoreSchema = keyStoreSchema;
    this.sensitive = sensitive;
  }

  StatementPlan plan(String sql, List<Token> tokens, SessionView view) {
    return sensitive.mentionedIn(tokens, view)
        ? analysed(sql, tokens, view, false).plan()
        : innocent(sql, tokens, view);
  }

  /** The plan of a statement that may cross the boundary; sealing and opening are as ever. */
  StatementPlan exempted(String sql, List<Token> tokens, SessionView view) {
    return sensitive.mentionedIn(tokens, view)
        ? analysed(sql, tokens, view, true).plan()
        : innocent(sql, tokens, view);
  }

  /** A statement's plan with how it was come by. */
  record Analysed(StatementPlan plan, Draft draft, List<Output> outputs) {}

  /** What an explanation tells beyond the plan; empty where no tenant table is touched. */
  Optional<Analysed> explained(String sql, List<Token> tokens, SessionView view, boolean exempt) {
    return sensitive.mentionedIn(tokens, view)
        ? Optional.of(analysed(sql, tokens, view, exempt))
        : Optional.empty();
  }

  // No name in the text reaches a tenant table. A table that is not in the catalog may have come
  // after it was read, so it is looked for again.
  private StatementPlan innocent(String sql, List<Token> tokens, SessionView view) {
    Effects effects =
        tokens.stream().anyMatch(t -> t.isName() && t.value().equals("set_config"))
            ? Effects.ofReadingState()
            : Effects.NONE;
    ParsedStatement parsed;
    try {
      parsed = SqlParser.parse(sql, tokens, view.standardConformingStrings());
    } catch (Refusal e) {
      return new StatementPlan.PassThrough(effects, true); // exotic, but provably harmless
    }
    requireKnown(parsed, view);
    return new StatementPlan.PassThrough(effects, true);
  }

  private void requireKnown(ParsedStatement parsed, SessionView view) {
    Set<String> local = new HashSet<>();
    Set<Object> qualifiers = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
    List<Table> named = new ArrayList<>();
    collect(parsed.tree(), local, qualifiers, named);
    for (Function function : TreeAudit.inventory(parsed.tree()).functions()) {
      if (function instanceof TableFunction) {
        continue; // only wraps the function that it calls, which is looked at itself
      }
      List<String> name = function.getMultipartName().stream().map(Names::fold).toList();
      Functions.requireKnown(view, name, parsed.start(function) + 1);
    }
    Tables tables = new Tables(policy, view, keyStoreSchema);
    for (Table table : named) {
      List<Token> parts = parsed.name(table);
      boolean skip =
          qualifiers.contains(table)
              || parts.isEmpty()
              || parts.size() > 2
              || (parts.size() == 1 && local.contains(parts.get(0).value()));
      if (!skip) {
        tables.resolve(
            parts.size() == 2 ? Optional.of(parts.get(0).value()) : Optional.empty(),
            parts.get(parts.size() - 1).value(),
            parsed.start(table) + 1);
      }
    }
  }

  private static void collect(
      Object node, Set<String> local, Set<Object> qualifiers, List<Table> named) {
    if (node instanceof Alias alias) {
      Names.alias(alias).ifPresent(local::add);
    } else if (node instanceof WithItem<?> item) {
      Names.alias(item.getAlias()).ifPresent(local::add);
    } else if (node instanceof Column column && column.getTable() != null) {
      qualifiers.add(column.getTable());
    } else if (node instanceof AllTableColumns star) {
      qualifiers.add(star.getTable());
    } else if (node instanceof Table table) {
      named.add(table);
    }
    for (Object child : Children.of(node)) {
      collect(child, local, qualifiers, named);
    }
  }

  private Analysed analysed(String sql, List<Token> tokens, SessionView view, boolean exempt) {
    requireOrdinaryPath(tokens, view);
    ParsedStatement parsed = SqlParser.parse(sql, tokens, view.standardConformingStrings());
    Inventory inventory = TreeAudit.check(parsed);
    boolean probe = Probe.isIt(parsed);
    Unscoped unscoped =
        exempt ? Unscoped.REFUSE : probe ? Unscoped.SCOPE : policy.tenancy().unscoped();
    Analysis analysis = analyse(parsed, view, unscoped, exempt);
    Draft draft = analysis.draft();
    draft.requireAllSeen(inventory);
    if (!draft.touchesTenants() && !draft.touchesCells() && !draft.edits().changesText()) {
      return new Analysed(
          new StatementPlan.PassThrough(Effects.NONE, true), draft, analysis.outputs());
    }
    if (exempt) {
      requireOwnRows(draft);
    }
    draft.placeParameters();
    Edits.Result result = draft.edits().apply(sql);
    if (result.slots().stream().anyMatch(ParameterSlot.Tenant.class::isInstance)) {
      verify(result, draft, view);
    }
    Optional<String> withoutTenant = Optional.empty();
    if (probe && !exempt) {
      int end = tokens.get(tokens.size() - 1).end();
      withoutTenant = Optional.of(sql.substring(0, end) + " WHERE 1=0");
    } else if (draft.touchesTenants()
        && draft.everyTenantBlockEmpty()
        && result.slots().isEmpty()) {
      withoutTenant = Optional.of(result.sql());
    }
    List<OutputColumn> outputs = analysis.outputs().stream().map(Queries::output).toList();
    StatementPlan plan =
        new StatementPlan.Protected(
            result.sql(),
            result.slots(),
            draft.parameterCount(),
            outputs,
            analysis.target(),
            exempt && !draft.seals() ? List.of() : draft.checks(),
            exempt ? needsKey(result.slots(), outputs) : draft.touchesTenants(),
            withoutTenant,
            Effects.NONE,
            !draft.sealsLiteral());
    return new Analysed(plan, draft, analysis.outputs());
  }

  // A cell is sealed for one tenant: in a row that may be another's nobody could open it again.
  private static void requireOwnRows(Draft draft) {
    boolean lost =
        (draft.seals() && draft.trace().changesOpen())
            || (draft.copies() && draft.trace().anyOpen());
    if (lost) {
      throw Refusal.protectedUse(
          "an exempted statement stores cells in rows that may be another tenant's, where they"
              + " would never open again; pin every table that it reads or changes, or leave"
              + " protected columns out of it",
          draft.parsed().tokens().get(0).position());
    }
  }

  private static boolean needsKey(List<ParameterSlot> slots, List<OutputColumn> outputs) {
    return slots.stream().anyMatch(Queries::sealsForTenant)
        || outputs.stream()
            .anyMatch(o -> o instanceof OutputColumn.Cell c && !c.column().platform());
  }

  private static boolean sealsForTenant(ParameterSlot slot) {
    return (slot instanceof ParameterSlot.Sealed sealed && !sealed.column().platform())
        || (slot instanceof ParameterSlot.SealedLiteral literal && !literal.column().platform());
  }

  // With pg_catalog behind another schema, = and every function could be somebody's own.
  private static void requireOrdinaryPath(List<Token> tokens, SessionView view) {
    List<String> path = view.searchPath();
    String first =
        path.stream().filter(s -> !s.startsWith("pg_temp")).findFirst().orElse("pg_catalog");
    if (!first.equals("pg_catalog")) {
      throw Refusal.unsupported(
          "search_path puts another schema before pg_catalog, so that operators and functions may"
              + " be others than the server's own; leave pg_catalog out of search_path",
          tokens.get(0).position());
    }
    tokens.stream()
        .filter(t -> t.kind() == Token.Kind.QUOTED && !t.text().startsWith("\""))
        .findFirst()
        .ifPresent(
            t -> {
              throw Refusal.unsupported("an identifier with Unicode escapes", t.position());
            });
  }

  private static OutputColumn output(Output output) {
    return output.origin() instanceof Origin.Cell cell
        ? new OutputColumn.Cell(cell.column())
        : OutputColumn.PLAIN;
  }

  private record Analysis(Draft draft, List<Output> outputs, List<TargetColumn> target) {}

  private Analysis analyse(
      ParsedStatement parsed, SessionView view, Unscoped unscoped, boolean exempt) {
    Draft draft = new Draft(parsed, new Tables(policy, view, keyStoreSchema), exempt);
    Selects selects = new Selects(draft, unscoped);
    Object tree = parsed.tree();
    if (tree instanceof Select select) {
      return new Analysis(draft, selects.query(select, null, Ctes.NONE), List.of());
    }
    Changes.Result result;
    if (tree instanceof Insert insert) {
      result = new Inserts(draft, selects, unscoped).analyse(insert);
    } else if (tree instanceof Update update) {
      result = new Changes(draft, selects, unscoped).update(update);
    } else if (tree instanceof Delete delete) {
      result = new Changes(draft, selects, unscoped).delete(delete);
    } else {
      throw Refusal.unsupported(
          tree.getClass().getSimpleName() + " on tenants' tables",
          parsed.tokens().get(0).position());
    }
    return new Analysis(draft, result.outputs(), result.target().targets());
  }

  /** The scoped text must pass the proof that an unscoped one fails, with no predicate added. */
  private void verify(Edits.Result result, Draft original, SessionView view) {
    List<List<Token>> statements =
        Lexer.split(Lexer.lex(result.sql(), view.standardConformingStrings()));
    ParsedStatement parsed =
        SqlParser.parse(result.sql(), statements.get(0), view.standardConformingStrings());
    Inventory inventory = TreeAudit.check(parsed);
    Analysis again = analyse(parsed, view, Unscoped.REFUSE, false);
    again.draft().requireAllSeen(inventory);
    Set<TenantCheck.Value> checked = new HashSet<>();
    original.checks().forEach(c -> checked.add(c.value()));
    for (TenantCheck check : again.draft().checks()) {
      boolean proved =
          check.value() instanceof TenantCheck.Value.Parameter parameter
              ? isTenant(result.slots().get(parameter.index() - 1), checked)
              : checked.contains(check.value());
      if (!proved) {
        throw Refusal.unsupported("the scoped statement does not pass its own proof", 0);
      }
    }
  }

  private static boolean isTenant(ParameterSlot slot, Set<TenantCheck.Value> checked) {
    return slot instanceof ParameterSlot.Tenant
        || (slot instanceof ParameterSlot.Plain plain
            && checked.contains(new TenantCheck.Value.Parameter(plain.index())));
  }
}
