package io.tenantcrypt.sql;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which table references of one query block are pinned to the session's tenant. A pure function
 * over the equalities that really restrict the block.
 *
 * <p>Soundness: a reference is called pinned only if every row of it that the block can return or
 * change satisfies, through conjuncts of a condition that restricts it, {@code tenancy = t} where t
 * is the session's tenant (SQL:2016 part 2, 7.9 table expression and 7.10 joined table: WHERE and
 * the ON of an inner join filter all, the ON of an outer join only the side that it null-extends).
 */
final class BoundaryProof {

  /** One side of an equality. */
  sealed interface Term {
    /** The tenancy column of a reference. */
    record Ref(TableRef table) implements Term {}

    /** A value that is checked to be the session's tenant. */
    record Tenant() implements Term {}
  }

  /** A conjunct {@code left = right}. */
  record Equality(Term left, Term right) {}

  /**
   * The conjuncts of one condition.
   *
   * @param equalities all that must hold together
   * @param restricts the references whose rows it filters; others of the block may return rows for
   *     which it does not hold
   */
  record Condition(List<Equality> equalities, Set<TableRef> restricts) {}

  static final Term TENANT = new Term.Tenant();

  private final IdentityHashMap<TableRef, Equality> pinned = new IdentityHashMap<>();

  private BoundaryProof() {}

  /** The pinned references. */
  static Set<TableRef> pinned(List<Condition> conditions) {
    return proof(conditions).keySet();
  }

  /**
   * The pinned references, each with the equality that pinned it; grows until no condition adds one
   * (transitivity across conditions).
   */
  static IdentityHashMap<TableRef, Equality> proof(List<Condition> conditions) {
    BoundaryProof proof = new BoundaryProof();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Condition condition : conditions) {
        grown |= proof.apply(condition);
      }
    }
    return proof.pinned;
  }

  private boolean apply(Condition condition) {
    // Within one condition all equalities hold together, also through references that it does not
    // restrict: p.t = ? AND v.t = p.t in the ON of a LEFT JOIN pins v, and not p.
    IdentityHashMap<TableRef, Equality> equal = new IdentityHashMap<>();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Equality equality : condition.equalities()) {
        grown |= join(equality.left(), equality.right(), equality, equal);
        grown |= join(equality.right(), equality.left(), equality, equal);
      }
    }
    boolean added = false;
    for (Map.Entry<TableRef, Equality> found : equal.entrySet()) {
      if (condition.restricts().contains(found.getKey())) {
        added |= pinned.putIfAbsent(found.getKey(), found.getValue()) == null;
      }
    }
    return added;
  }

  private boolean join(Term from, Term to, Equality by, IdentityHashMap<TableRef, Equality> equal) {
    boolean known =
        from instanceof Term.Tenant
            || (from instanceof Term.Ref ref
                && (pinned.containsKey(ref.table()) || equal.containsKey(ref.table())));
    return known && to instanceof Term.Ref target && equal.putIfAbsent(target.table(), by) == null;
  }

  static Set<TableRef> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }
}
