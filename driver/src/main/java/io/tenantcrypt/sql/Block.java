package io.tenantcrypt.sql;

import io.tenantcrypt.plan.Explanation.Pin;
import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;

/**
 * One query block on its way through the boundary: its table references, the conditions that
 * restrict them, and, where predicates may be added, where.
 */
final class Block {

  private static final Set<String> BEFORE_CONJUNCT = Set.of("where", "and", "on");
  private static final Set<String> BEHIND_CONJUNCT =
      Set.of(
          "and",
          "group",
          "having",
          "window",
          "order",
          "limit",
          "offset",
          "fetch",
          "for",
          "lock",
          "union",
          "intersect",
          "except",
          "returning",
          "join",
          "straight_join",
          "inner",
          "left",
          "right",
          "full",
          "cross",
          "where",
          "on",
          "when",
          "then");

  private final Draft draft;
  private final Expressions expressions;
  private final Unscoped unscoped;
  private final Clauses clauses;
  private final List<TableRef> refs = new ArrayList<>();
  private final List<BoundaryProof.Condition> conditions = new ArrayList<>();
  private boolean provablyEmpty;

  Block(Draft draft, Expressions expressions, Unscoped unscoped, Clauses clauses) {
    this.draft = draft;
    this.expressions = expressions;
    this.unscoped = unscoped;
    this.clauses = clauses;
  }

  List<TableRef> refs() {
    return refs;
  }

  void add(TableRef ref) {
    refs.add(ref);
    draft.touch(ref.facts(), ref.position());
  }

  /** A condition whose conjuncts restrict the given references; the expression is walked here. */
  void condition(Expression condition, Scope scope, Set<TableRef> restricts, boolean filtersAll) {
    expressions.requireNoCell(condition, scope, "a condition");
    List<BoundaryProof.Equality> equalities = new ArrayList<>();
    conjuncts(condition, scope, equalities, filtersAll);
    conditions.add(new BoundaryProof.Condition(equalities, restricts));
  }

  /** A join's USING column as an equality of two tenancy columns. */
  void using(Origin left, Origin right, Set<TableRef> restricts) {
    Optional<BoundaryProof.Term> l = term(left);
    Optional<BoundaryProof.Term> r = term(right);
    if (l.isPresent() && r.isPresent()) {
      conditions.add(
          new BoundaryProof.Condition(
              List.of(new BoundaryProof.Equality(l.get(), r.get())), restricts));
    }
  }

  private void conjuncts(
      Expression condition,
      Scope scope,
      List<BoundaryProof.Equality> equalities,
      boolean filtersAll) {
    if (condition instanceof AndExpression) {
      Deque<Expression> parts = new ArrayDeque<>();
      Expression rest = condition;
      while (rest instanceof AndExpression and) {
        parts.push(and.getRightExpression());
        rest = and.getLeftExpression();
      }
      parts.push(rest);
      parts.forEach(part -> conjuncts(part, scope, equalities, filtersAll));
    } else if (condition instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
      conjuncts(list.get(0), scope, equalities, filtersAll);
    } else if (filtersAll && isFalse(condition)) {
      provablyEmpty |= isDelimited(condition);
    } else if (condition instanceof EqualsTo equals && isDelimited(equals)) {
      equality(equals, scope)
          .ifPresent(
              e -> {
                equalities.add(e);
                draft.trace().conjunct(e, equals);
              });
    }
  }

  // Whatever the parser makes of precedence: the tokens around must say that it is a conjunct.
  private boolean isDelimited(Expression conjunct) {
    List<Token> tokens = draft.parsed().tokens();
    int start = draft.parsed().start(conjunct);
    int end = draft.parsed().end(conjunct);
    int first = start < 0 ? -1 : draft.parsed().tokenAt(start);
    if (first < 1) {
      return false;
    }
    int behind = first;
    while (behind < tokens.size() && tokens.get(behind).end() <= end) {
      behind++;
    }
    Token before = tokens.get(first - 1);
    boolean opened =
        before.is("(")
            || (before.kind() == Token.Kind.WORD && BEFORE_CONJUNCT.contains(before.value()));
    if (!opened || behind == tokens.size()) {
      return opened;
    }
    Token after = tokens.get(behind);
    return after.is(")")
        || after.is(",")
        || (after.kind() == Token.Kind.WORD && BEHIND_CONJUNCT.contains(after.value()));
  }

  private static boolean isFalse(Expression condition) {
    if (condition instanceof BooleanValue value) {
      return !value.getValue();
    }
    return condition instanceof EqualsTo equals
        && equals.getLeftExpression() instanceof LongValue left
        && equals.getRightExpression() instanceof LongValue right
        && isDigit(left)
        && isDigit(right)
        && !left.getStringValue().equals(right.getStringValue());
  }

  private static boolean isDigit(LongValue value) {
    String digits = value.getStringValue();
    return digits.length() == 1 && Character.isDigit(digits.charAt(0));
  }

  private Optional<BoundaryProof.Equality> equality(EqualsTo equals, Scope scope) {
    Expression left = equals.getLeftExpression();
    Expression right = equals.getRightExpression();
    Optional<BoundaryProof.Term> l = column(left, scope);
    Optional<BoundaryProof.Term> r = column(right, scope);
    if (l.isEmpty() && r.isPresent()) {
      l = value(left, right, scope);
    } else if (r.isEmpty() && l.isPresent()) {
      r = value(right, left, scope);
    }
    return l.isPresent() && r.isPresent()
        ? Optional.of(new BoundaryProof.Equality(l.get(), r.get()))
        : Optional.empty();
  }

  private Optional<BoundaryProof.Term> column(Expression expression, Scope scope) {
    Expression inner = Expressions.unwrap(expression);
    return inner instanceof Column ? term(expressions.walk(inner, scope)) : Optional.empty();
  }

  // A reference of a block around must be pinned there, or the whole statement is refused.
  private Optional<BoundaryProof.Term> term(Origin origin) {
    if (origin instanceof Origin.Tenancy tenancy) {
      boolean here = refs.stream().anyMatch(r -> r == tenancy.table());
      return Optional.of(here ? new BoundaryProof.Term.Ref(tenancy.table()) : BoundaryProof.TENANT);
    }
    return origin instanceof Origin.TenantValue
        ? Optional.of(BoundaryProof.TENANT)
        : Optional.empty();
  }

  // The value has become a check when the condition was walked.
  private Optional<BoundaryProof.Term> value(Expression value, Expression column, Scope scope) {
    return expressions
        .tenancy(column, scope)
        .flatMap(ref -> expressions.comparedWith(ref, value, scope))
        .map(checks -> BoundaryProof.TENANT);
  }

  /** Proves the block, or adds the predicates that it lacks; joins by their index. */
  void close(Map<Integer, int[]> onClauses) {
    List<TableRef> tenants = refs.stream().filter(r -> r.facts().isTenantTable()).toList();
    if (tenants.isEmpty()) {
      return;
    }
    draft.tenantBlock(provablyEmpty);
    if (provablyEmpty) {
      tenants.forEach(ref -> draft.trace().use(ref, Pin.EMPTY));
      return;
    }
    IdentityHashMap<TableRef, BoundaryProof.Equality> proof = BoundaryProof.proof(conditions);
    proof.forEach(draft.trace()::pinned);
    List<TableRef> open = tenants.stream().filter(r -> !proof.containsKey(r)).toList();
    if (draft.exempt()) {
      open.forEach(draft.trace()::open);
      return;
    }
    if (open.isEmpty()) {
      return;
    }
    if (unscoped == Unscoped.REFUSE) {
      throw refused(open.get(0), "or set tenancy.unscoped to scope");
    }
    scope(open, onClauses);
  }

  private static Refusal refused(TableRef ref, String end) {
    String column = ref.facts().tenancy().orElseThrow().column();
    return Refusal.boundary(
        "table "
            + ref.facts().label()
            + " (as "
            + ref.alias()
            + ") is not pinned to the session's tenant; add the conjunct "
            + ref.alias()
            + "."
            + column
            + " = ? to the WHERE of its query block (or to the ON of the outer join that"
            + " null-extends it); "
            + end,
        ref.position());
  }

  private void scope(List<TableRef> open, Map<Integer, int[]> onClauses) {
    // The joins' conditions end before the WHERE that may be added at the very same place begins.
    Map<Integer, List<TableRef>> byPlace = new TreeMap<>(Comparator.reverseOrder());
    requireRestPinned(open, onClauses);
    for (TableRef ref : open) {
      if (!hasPlace(ref, onClauses)) {
        continue;
      }
      byPlace.computeIfAbsent(ref.placement(), k -> new ArrayList<>()).add(ref);
    }
    open.forEach(ref -> draft.trace().use(ref, Pin.ADDED));
    byPlace.forEach(
        (place, list) -> {
          int[] range = place == TableRef.IN_WHERE ? where() : onClauses.get(place);
          restrict(range, list);
        });
  }

  private static boolean hasPlace(TableRef ref, Map<Integer, int[]> onClauses) {
    return ref.placement() != TableRef.NOWHERE
        && (ref.placement() < 0 || onClauses.containsKey(ref.placement()));
  }

  // What cannot get a predicate of its own may still be pinned through one that can.
  private void requireRestPinned(List<TableRef> open, Map<Integer, int[]> onClauses) {
    List<BoundaryProof.Condition> then = new ArrayList<>(conditions);
    for (TableRef ref : open) {
      if (hasPlace(ref, onClauses)) {
        Set<TableRef> itself = BoundaryProof.identitySet();
        itself.add(ref);
        then.add(
            new BoundaryProof.Condition(
                List.of(
                    new BoundaryProof.Equality(
                        BoundaryProof.TENANT, new BoundaryProof.Term.Ref(ref))),
                itself));
      }
    }
    Set<TableRef> pinned = BoundaryProof.pinned(then);
    for (TableRef ref : open) {
      if (!pinned.contains(ref)) {
        throw refused(ref, "the driver cannot add it here without changing the result");
      }
    }
  }

  // {first token, behind last token} of the condition; both equal where there is none yet.
  private int[] where() {
    int end = clauses.endOfConditions();
    int where = clauses.find("where");
    return where < 0 ? new int[] {end, end} : new int[] {where + 1, end};
  }

  private void restrict(int @org.jspecify.annotations.Nullable [] range, List<TableRef> refs) {
    if (range == null) {
      throw Refusal.unsupported("a condition whose place is not known", 0);
    }
    List<Token> tokens = draft.parsed().tokens();
    StringBuilder text = new StringBuilder();
    List<ParameterSlot> slots = new ArrayList<>();
    boolean first = range[0] == range[1];
    for (TableRef ref : refs) {
      TableFacts.Tenancy tenancy = ref.facts().tenancy().orElseThrow();
      text.append(first ? " WHERE " : " AND ")
          .append(draft.quoteAlias(ref.alias()))
          .append('.')
          .append(draft.quote(tenancy.column()))
          .append(" = ?");
      slots.add(new ParameterSlot.Tenant(tenancy.type()));
      first = false;
    }
    if (range[0] < range[1]) {
      draft.edits().insert(tokens.get(range[0]).start(), "(", List.of());
      text.insert(0, ")");
    }
    draft.edits().insert(tokens.get(range[1] - 1).end(), text.toString(), slots);
  }
}
