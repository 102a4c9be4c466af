package io.tenantcrypt.sql;

import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.ReturningClause;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.merge.MergeDelete;
import net.sf.jsqlparser.statement.merge.MergeInsert;
import net.sf.jsqlparser.statement.merge.MergeOperation;
import net.sf.jsqlparser.statement.merge.MergeSide;
import net.sf.jsqlparser.statement.merge.MergeUpdate;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.update.UpdateSet;
import org.jspecify.annotations.Nullable;

/**
 * Analyses MERGE. ON joins the source to the table that changes: it decides which rows of that
 * table are matched, so it must pin the table; a source row that it matches with none is still
 * there, so it does not restrict the source where a clause inserts (SQL:2016 part 2, 14.12). Rows
 * that no source row matches are restricted by the condition of their own clause alone.
 */
final class Merges {

  private final Draft draft;
  private final Selects selects;
  private final Unscoped unscoped;
  private final Assignments assignments;

  Merges(Draft draft, Selects selects, Unscoped unscoped) {
    this.draft = draft;
    this.selects = selects;
    this.unscoped = unscoped;
    this.assignments = new Assignments(draft, selects.expressions());
  }

  private record Sides(TableRef target, Source own, Scope source, Scope both) {}

  Changes.Result analyse(Merge merge, Ctes around) {
    Ctes ctes = selects.with(merge.getWithItemsList(), null, around);
    Table table = merge.getTable();
    int position = draft.position(table);
    draft.take("only", draft.parsed().start(table));
    TableFacts facts = selects.table(draft.name(table), position);
    draft.fills(facts);
    draft.tenantBlock(false);
    String alias = Names.alias(table.getAlias()).orElse(facts.relation().name().name());
    TableRef target = new TableRef(facts, alias, position);
    List<Token> tokens = draft.parsed().tokens();
    List<MergeWords> clauses = MergeWords.of(tokens);
    if (merge.getOperations() == null || merge.getOperations().size() != clauses.size()) {
      throw Refusal.unsupported("MERGE whose clauses are not all known", position);
    }
    Place place = Place.of(draft.parsed(), table, position);
    Block block =
        new Block(
            draft,
            selects.expressions(),
            unscoped,
            place.clauses(draft.parsed(), "merge", position));
    From from = new From(draft, selects, selects.expressions(), block, null, ctes);
    from.read(merge.getFromItem(), null);
    List<TableRef> sources = List.copyOf(block.refs());
    block.add(target);
    Optional<String> schema =
        table.getAlias() == null ? Optional.of(facts.relation().name().schema()) : Optional.empty();
    Source own = Source.of(target, schema, List.of());
    Scope both = new Scope(null, ctes);
    from.scope().sources().forEach(source -> both.add(source, position));
    both.add(own, position);
    Sides sides = new Sides(target, own, from.scope(), both);
    on(merge, clauses, block, sides, sources);
    for (int i = 0; i < clauses.size(); i++) {
      clause(merge.getOperations().get(i), clauses.get(i), sides, ctes);
    }
    List<Output> outputs = returning(merge.getReturningClause(), both);
    return new Changes.Result(facts, Selects.settled(outputs, List.of(target)));
  }

  private void on(
      Merge merge, List<MergeWords> clauses, Block block, Sides sides, List<TableRef> sources) {
    Expression condition = merge.getOnCondition();
    int on =
        clauses.isEmpty() || condition == null
            ? -1
            : Place.of(draft.parsed(), merge.getTable(), 0).clauses(draft.parsed()).find("on");
    if (condition == null || on < 0) {
      throw Refusal.unsupported("MERGE without ON", sides.target().position());
    }
    boolean inserts = clauses.stream().anyMatch(c -> c.kind() == MergeWords.Kind.NOT_MATCHED);
    Set<TableRef> restricts = BoundaryProof.identitySet();
    restricts.add(sides.target());
    sides.target().placeIn(0);
    for (TableRef source : sources) {
      if (!inserts) {
        restricts.add(source);
      }
      source.placeIn(inserts ? TableRef.NOWHERE : 0);
    }
    block.condition(condition, sides.both(), restricts, false);
    block.close(Map.of(0, new int[] {on + 1, clauses.get(0).when()}));
  }

  private void clause(MergeOperation operation, MergeWords words, Sides sides, Ctes ctes) {
    boolean known =
        operation instanceof MergeInsert
            ? words.kind() == MergeWords.Kind.NOT_MATCHED && words.action().equals("insert")
            : operation instanceof MergeUpdate update
                ? side(update.getSide(), words) && words.action().equals("update")
                : operation instanceof MergeDelete delete
                    && side(delete.getSide(), words)
                    && (words.action().equals("delete") || words.doesNothing());
    if (!known) {
      throw Refusal.unsupported(
          "a clause of MERGE that the parser reads otherwise",
          draft.parsed().tokens().get(words.when()).position());
    }
    if (words.doesNothing()) {
      nothing((MergeDelete) operation, words, sides, ctes);
    } else if (operation instanceof MergeInsert insert) {
      if (insert.getAndPredicate() != null) {
        selects.expressions().requireNoCell(insert.getAndPredicate(), sides.source(), "WHEN");
      }
      new MergeInserts(draft, assignments, unscoped)
          .analyse(insert, words, sides.target(), sides.source());
    } else if (operation instanceof MergeDelete delete) {
      condition(delete.getAndPredicate(), words, sides, ctes);
    } else if (operation instanceof MergeUpdate update) {
      Scope scope = condition(update.getAndPredicate(), words, sides, ctes);
      for (UpdateSet set : update.getUpdateSets()) {
        Changes.set(draft, selects, set, sides.target().facts(), assignments, scope);
      }
    }
  }

  // Of a DO NOTHING for inserts the parser was not shown NOT, so that it stands as MATCHED.
  private static boolean side(@Nullable MergeSide side, MergeWords words) {
    return (side == MergeSide.SOURCE) == (words.kind() == MergeWords.Kind.NOT_MATCHED_BY_SOURCE)
        && (words.kind() != MergeWords.Kind.NOT_MATCHED || words.doesNothing());
  }

  private void nothing(MergeDelete stand, MergeWords words, Sides sides, Ctes ctes) {
    for (int i = words.when(); i < words.end(); i++) {
      if (draft.parsed().words().containsKey(i) && isOwnWord(i, words)) {
        draft.take(i);
      }
    }
    if (stand.getAndPredicate() != null) {
      Scope scope =
          switch (words.kind()) {
            case MATCHED -> sides.both();
            case NOT_MATCHED -> sides.source();
            case NOT_MATCHED_BY_SOURCE -> target(sides, ctes);
          };
      selects.expressions().requireNoCell(stand.getAndPredicate(), scope, "WHEN");
    }
  }

  private boolean isOwnWord(int index, MergeWords words) {
    return index > words.then() || index < words.condition(draft.parsed().tokens());
  }

  private static Scope target(Sides sides, Ctes ctes) {
    Scope scope = new Scope(null, ctes);
    scope.add(sides.own(), sides.target().position());
    return scope;
  }

  // What a clause changes is pinned by ON where it is matched, and by its own condition where not.
  private Scope condition(
      @Nullable Expression predicate, MergeWords words, Sides sides, Ctes ctes) {
    if (words.kind() == MergeWords.Kind.MATCHED) {
      if (predicate != null) {
        selects.expressions().requireNoCell(predicate, sides.both(), "WHEN");
      }
      return sides.both();
    }
    Scope scope = target(sides, ctes);
    List<Token> tokens = draft.parsed().tokens();
    TableRef target =
        new TableRef(sides.target().facts(), sides.target().alias(), sides.target().position());
    Scope own = new Scope(null, ctes);
    own.add(
        new Source(
            sides.own().alias(),
            sides.own().schema(),
            Source.of(target, Optional.empty(), List.of()).columns(),
            Optional.of(target)),
        target.position());
    Block block =
        new Block(
            draft, selects.expressions(), unscoped, new Clauses(tokens, words.when(), words.end()));
    block.add(target);
    target.placeIn(0);
    if (predicate == null) {
      notMatched(words, target);
      return scope;
    }
    Set<TableRef> restricts = BoundaryProof.identitySet();
    restricts.add(target);
    block.condition(predicate, own, restricts, false);
    block.close(Map.of(0, new int[] {words.condition(tokens), words.then()}));
    return scope;
  }

  private void notMatched(MergeWords words, TableRef target) {
    Optional<TableFacts.Tenancy> tenancy = target.facts().tenancy();
    if (tenancy.isEmpty()) {
      return;
    }
    Token before = draft.parsed().tokens().get(words.then() - 1);
    String column = draft.quoteAlias(target.alias()) + "." + draft.quote(tenancy.get().column());
    if (unscoped == Unscoped.REFUSE) {
      throw Refusal.boundary(
          "WHEN NOT MATCHED BY SOURCE reaches every tenant's rows of "
              + target.facts().label()
              + "; add AND "
              + target.alias()
              + "."
              + tenancy.get().column()
              + " = ? to the clause",
          before.position());
    }
    draft
        .edits()
        .insert(
            before.end(),
            " AND " + column + " = ?",
            List.of(new ParameterSlot.Tenant(tenancy.get().type())));
  }

  // RETURNING * gives the source's columns before the table's own.
  private List<Output> returning(@Nullable ReturningClause returning, Scope scope) {
    if (returning == null) {
      return List.of();
    }
    List<SelectItem<?>> items = new ArrayList<>(returning);
    List<StarColumn> star =
        scope.sources().stream().flatMap(source -> StarColumn.of(source, draft).stream()).toList();
    return selects.selectList().outputs(items, scope, star);
  }
}
