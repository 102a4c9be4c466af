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
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.TableFunction;
import net.sf.jsqlparser.statement.select.WithItem;

/** Plans SELECT, INSERT, UPDATE and DELETE. */
final class Queries {

  private final Policy policy;
  private final String keyStoreSchema;
  private final Sensitive sensitive;

  private final boolean exempt;

  Queries(Policy policy, String keyStoreSchema, Sensitive sensitive) {
    this(policy, keyStoreSchema, sensitive, false);
  }

  /** For statements that may cross the tenant boundary; sealing and opening are as ever. */
  Queries exempt() {
    return new Queries(policy, keyStoreSchema, sensitive, true);
  }

  private Queries(Policy policy, String keyStoreSchema, Sensitive sensitive, boolean exempt) {
    this.exempt = exempt;
    this.policy = policy;
    this.keyStoreSchema = keyStoreSchema;
    this.sensitive = sensitive;
  }

  StatementPlan plan(String sql, List<Token> tokens, SessionView view) {
    return sensitive.mentionedIn(tokens, view)
        ? analysed(sql, tokens, view)
        : innocent(sql, tokens, view);
  }

  /** How the plan of a statement on tenant tables was come by. */
  Analysis explained(String sql, List<Token> tokens, SessionView view) {
    return judge(sql, new Part(tokens, 0, tokens.size()), view).analysis();
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
      parsed = SqlParser.parse(sql, tokens, Dialect.of(view));
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

  private StatementPlan analysed(String sql, List<Token> tokens, SessionView view) {
    Part part = new Part(tokens, 0, tokens.size());
    Judged judged = judge(sql, part, view);
    Draft draft = judged.analysis().draft();
    if (judged.passes()) {
      return new StatementPlan.PassThrough(Effects.NONE, true);
    }
    if (exempt) {
      return exempted(judged);
    }
    Optional<String> withoutTenant = Optional.empty();
    if (judged.probe()) {
      int end = tokens.get(tokens.size() - 1).end();
      withoutTenant = Optional.of(sql.substring(0, end) + " WHERE 1=0");
    } else if (draft.touchesTenants()
        && draft.everyTenantBlockEmpty()
        && judged.result().slots().isEmpty()) {
      withoutTenant = Optional.of(judged.result().sql());
    }
    return judged.plan(
        judged.analysis().outputs().stream().map(Queries::output).toList(),
        withoutTenant,
        Effects.of(draft.fillings()));
  }

  private static StatementPlan exempted(Judged judged) {
    Draft draft = judged.analysis().draft();
    int position = draft.parsed().tokens().get(0).position();
    // A cell is sealed for one tenant: in a row that may be another's nobody could open it again.
    if (draft.storesCells() && draft.trace().anyOpen()) {
      throw Refusal.protectedUse(
          "an exempted statement stores cells in rows that may be another tenant's, where they"
              + " would never open again; pin every table that it reads or changes, or leave"
              + " protected columns out of it",
          position);
    }
    if (!draft.fillings().isEmpty()) {
      throw Refusal.boundary(
          "an exempted statement fills a temporary table, whose rows would be taken for the"
              + " tenant's; select them and insert them",
          position);
    }
    List<OutputColumn> outputs = judged.analysis().outputs().stream().map(Queries::output).toList();
    StatementPlan.Protected plan = judged.plan(outputs, Optional.empty(), Effects.NONE);
    return new StatementPlan.Protected(
        plan.sql(),
        plan.parameters(),
        plan.applicationParameters(),
        plan.outputs(),
        plan.target(),
        draft.storesCells() ? plan.checks() : List.of(),
        needsKey(plan.parameters(), outputs),
        Optional.empty(),
        Effects.NONE,
        plan.cacheable());
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

  /**
   * A query or change of rows within a statement.
   *
   * @param tokens the whole statement's
   * @param from index of the part's first token
   * @param to index behind its last one
   */
  record Part(List<Token> tokens, int from, int to) {
    List<Token> own() {
      return tokens.subList(from, to);
    }

    /** The same part of the same statement after a change within the part. */
    Part in(List<Token> rewritten) {
      return new Part(rewritten, from, rewritten.size() - (tokens.size() - to));
    }
  }

  /** What is found of a part; the text and its parameters are the whole statement's. */
  record Judged(Analysis analysis, Edits.Result result, boolean probe) {

    /** Whether nothing of a tenant and nothing protected is in it. */
    boolean passes() {
      Draft draft = analysis.draft();
      return !draft.touchesTenants() && !draft.touchesCells() && !draft.edits().changesText();
    }

    /** The plan of the whole statement. */
    StatementPlan.Protected plan(
        List<OutputColumn> outputs, Optional<String> withoutTenant, Effects effects) {
      Draft draft = analysis.draft();
      return new StatementPlan.Protected(
          result.sql(),
          result.slots(),
          draft.parameterCount(),
          outputs,
          analysis.target(),
          draft.checks(),
          draft.touchesTenants(),
          withoutTenant,
          effects,
          !draft.sealsLiteral());
    }
  }

  /** Analyses a part and, where predicates were added, proves the text that is to be sent. */
  Judged judge(String sql, Part part, SessionView view) {
    requireOrdinaryPath(part.own(), view);
    UserCode.refuse(part.own(), view);
    Dialect.of(view).checkAnalysed(part.own());
    ParsedStatement parsed = SqlParser.parse(sql, part.own(), Dialect.of(view));
    Inventory inventory = TreeAudit.check(parsed);
    boolean probe = part.own().size() == part.tokens().size() && Probe.isIt(parsed);
    Unscoped unscoped =
        exempt ? Unscoped.REFUSE : probe ? Unscoped.SCOPE : policy.tenancy().unscoped();
    Analysis analysis = analyse(parsed, view, unscoped, false);
    Draft draft = analysis.draft();
    draft.requireAllSeen(inventory);
    if (draft.touchesTenants() || draft.touchesCells() || draft.edits().changesText()) {
      UserCode.requireOwnEquality(view);
    }
    draft.placeParameters();
    Edits.Result result = draft.edits().apply(sql);
    if (result.slots().stream().anyMatch(ParameterSlot.Tenant.class::isInstance)) {
      verify(result, draft, part, view);
    }
    return new Judged(analysis, result, probe);
  }

  // With pg_catalog behind another schema, = and every function could be somebody's own.
  private static void requireOrdinaryPath(List<Token> tokens, SessionView view) {
    Dialect.of(view).checkPath(view, tokens.get(0).position());
  }

  // A value that was sealed on its way into a column is given back as a cell of it.
  static OutputColumn output(Output output) {
    if (output.origin() instanceof Origin.Input input && input.column().cell().isPresent()) {
      return new OutputColumn.Cell(input.column().cell().get());
    }
    return Expressions.settled(output.origin()) instanceof Origin.Cell cell
        ? new OutputColumn.Cell(cell.column())
        : OutputColumn.PLAIN;
  }

  /** What an analysis gathered: outputs, and the columns of the table that changes. */
  record Analysis(Draft draft, List<Output> outputs, List<TargetColumn> target) {}

  private Analysis analyse(
      ParsedStatement parsed, SessionView view, Unscoped unscoped, boolean rewritten) {
    Draft draft = new Draft(parsed, new Tables(policy, view, keyStoreSchema), rewritten, exempt);
    Selects selects = new Selects(draft, unscoped);
    Object tree = parsed.tree();
    List<Output> outputs;
    if (tree instanceof Select select) {
      outputs = selects.query(select, null, Ctes.NONE);
    } else {
      outputs = new Writes(draft, selects, unscoped).of(tree, Ctes.NONE).outputs();
    }
    outputs.forEach(Queries::output);
    // The statement's own table comes last; of a query with changing expressions any will do.
    List<TableFacts> changed = draft.changed();
    return new Analysis(
        draft, outputs, changed.isEmpty() ? List.of() : changed.get(changed.size() - 1).targets());
  }

  /** The scoped text must pass the proof that an unscoped one fails, with no predicate added. */
  private void verify(Edits.Result result, Draft original, Part part, SessionView view) {
    List<List<Token>> statements = Lexer.split(Dialect.of(view).lex(result.sql()));
    ParsedStatement parsed =
        SqlParser.parse(result.sql(), part.in(statements.get(0)).own(), Dialect.of(view));
    Inventory inventory = TreeAudit.check(parsed);
    Analysis again = analyse(parsed, view, Unscoped.REFUSE, true);
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
