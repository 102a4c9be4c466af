package io.tenantcrypt.sql;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.statement.select.SetOperation;
import net.sf.jsqlparser.statement.select.SetOperationList;

/** Joins the outputs of the branches of UNION, INTERSECT and EXCEPT. */
final class SetOperations {

  private final Draft draft;
  private final Expressions expressions;
  private final SortKeys sortKeys;
  private final Assignments assignments;

  SetOperations(Draft draft, Expressions expressions, SortKeys sortKeys) {
    this.draft = draft;
    this.expressions = expressions;
    this.sortKeys = sortKeys;
    this.assignments = new Assignments(draft, expressions);
  }

  /** One list of outputs; only UNION ALL takes cells, and only beside cells of their own kind. */
  List<Output> merge(SetOperationList list, List<List<Output>> branches) {
    List<Output> first = branches.get(0);
    List<Output> merged = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      Origin origin = first.get(i).origin();
      for (List<Output> branch : branches) {
        if (branch.size() != first.size()) {
          throw Refusal.unsupported(
              "the queries of a set operation differ in their number of columns",
              draft.position(list));
        }
        origin = combine(origin, branch.get(i).origin(), list);
      }
      merged.add(new Output(first.get(i).name(), origin));
    }
    for (SetOperation operation : list.getOperations()) {
      if (!isAll(operation)) {
        sortKeys.refuseCells(merged, operation.getClass().getSimpleName().replace("Op", ""), list);
      }
    }
    return merged;
  }

  private boolean isAll(SetOperation operation) {
    int at = draft.parsed().tokenAt(draft.parsed().start(operation));
    List<Token> tokens = draft.parsed().tokens();
    return at >= 0 && tokens.get(at).isWord("union") && tokens.get(at + 1).isWord("all");
  }

  private Origin combine(Origin left, Origin right, Object at) {
    Origin.Cell cell =
        left instanceof Origin.Cell l ? l : right instanceof Origin.Cell r ? r : null;
    if (cell == null) {
      return withoutCells(left, right);
    }
    for (Origin side : List.of(left, right)) {
      if (side instanceof Origin.Input input) {
        assignments.store(input.column(), cell.column(), draft.position(at));
      } else if (!(side instanceof Origin.Null
          || (side instanceof Origin.Cell c && CellRules.same(c.column(), cell.column())))) {
        throw expressions.refused(cell, "a set operation with another value in its place", at);
      }
    }
    return cell;
  }

  private static Origin withoutCells(Origin left, Origin right) {
    if (left instanceof Origin.Input l && right instanceof Origin.Input r) {
      return new Origin.Input(InputColumn.merged(l.column(), r.column()));
    }
    if (left instanceof Origin.Input l && right instanceof Origin.TenantValue) {
      return new Origin.Input(InputColumn.merged(l.column(), InputColumn.ofTenant()));
    }
    if (left instanceof Origin.TenantValue && right instanceof Origin.Input r) {
      return new Origin.Input(InputColumn.merged(InputColumn.ofTenant(), r.column()));
    }
    Origin first = Expressions.settled(left);
    boolean same = first.equals(Expressions.settled(right));
    // Two NULLs together are of type text.
    return same && !(first instanceof Origin.Null) ? first : Origin.PLAIN;
  }
}
