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

  SetOperations(Draft draft, Expressions expressions, SortKeys sortKeys) {
    this.draft = draft;
    this.expressions = expressions;
    this.sortKeys = sortKeys;
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
      // Two NULLs together are of type text.
      return left.equals(right) && !(left instanceof Origin.Null) ? left : Origin.PLAIN;
    }
    boolean same =
        left instanceof Origin.Null
            || right instanceof Origin.Null
            || (left instanceof Origin.Cell l
                && right instanceof Origin.Cell r
                && CellRules.same(l.column(), r.column()));
    if (!same) {
      throw expressions.refused(cell, "a set operation with another value in its place", at);
    }
    return cell;
  }
}
