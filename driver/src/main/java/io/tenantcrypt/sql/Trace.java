package io.tenantcrypt.sql;

import io.tenantcrypt.plan.Explanation;
import io.tenantcrypt.plan.Explanation.Pin;
import io.tenantcrypt.plan.Explanation.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the boundary of one statement was proved, use of table by use of table. Plans do not keep it:
 * an explanation analyses the text again. For one thread.
 */
final class Trace {

  private record Use(TableRef ref, Pin pin, BoundaryProof.@Nullable Equality by) {}

  private final IdentityHashMap<BoundaryProof.Equality, Object> conjuncts = new IdentityHashMap<>();
  private final List<Use> uses = new ArrayList<>();
  private boolean open;

  /** Notes which expression of the text an equality is. */
  void conjunct(BoundaryProof.Equality equality, Object expression) {
    conjuncts.put(equality, expression);
  }

  void pinned(TableRef ref, BoundaryProof.Equality by) {
    uses.add(new Use(ref, Pin.CONJUNCT, by));
  }

  void use(TableRef ref, Pin pin) {
    uses.add(new Use(ref, pin, null));
  }

  /** Notes that nothing keeps this reference to the tenant. */
  void open(TableRef ref) {
    open = true;
    use(ref, Pin.EXEMPT);
  }

  /** Notes that a tenancy column is given a value that is not known to be the tenant. */
  void movesRow() {
    open = true;
  }

  /** Whether any row that is read or changed may be another tenant's. */
  boolean anyOpen() {
    return open;
  }

  List<Explanation.Table> tables(ParsedStatement parsed) {
    return uses.stream()
        .sorted(Comparator.comparingInt(u -> u.ref().position()))
        .map(u -> table(u, parsed))
        .toList();
  }

  private Explanation.Table table(Use use, ParsedStatement parsed) {
    Object expression = use.by() == null ? null : conjuncts.get(use.by());
    int start = expression == null ? -1 : parsed.start(expression);
    int end = expression == null ? -1 : parsed.end(expression);
    Optional<String> excerpt =
        start < 0 || end < start
            ? Optional.empty()
            : Optional.of(Masked.of(parsed.tokens(), start, end));
    return new Explanation.Table(
        use.ref().facts().label(),
        use.ref().alias(),
        Place.of(parsed.sql(), use.ref().position()),
        use.pin(),
        excerpt,
        start < 0 ? Optional.empty() : Optional.of(Place.of(parsed.sql(), start + 1)));
  }
}
