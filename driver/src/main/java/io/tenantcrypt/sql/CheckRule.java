package io.tenantcrypt.sql;

import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.policy.LogicalType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of a CHECK: one that reads no cell stays, and so do NULL tests of cells, which hold
 * for a cell as for its value. What the codec enforces is replaced by the check that cells stand
 * there, under the same name, so that it can still be dropped. Any other is refused.
 */
final class CheckRule {

  private CheckRule() {}

  /**
   * Judges one CHECK.
   *
   * @param check its tokens from {@code CHECK} on
   */
  static void apply(
      Definition definition,
      String table,
      ConstraintTokens check,
      Map<String, ColumnPolicy> cells) {
    TokenReader reader = new TokenReader(check.tokens());
    reader.next();
    Token open = reader.peek();
    reader.list();
    int end = check.tokens().size() - reader.rest().size();
    Token close = check.tokens().get(end - 1);
    List<Token> condition = check.tokens().subList(2, end - 1);
    DefinitionCalls.check(definition.view(), condition);
    if (onlyNullTests(condition, cells.keySet())) {
      return;
    }
    Optional<List<CheckClaim>> claims = CheckParser.read(condition, cells.keySet());
    Set<String> columns = new TreeSet<>();
    List<String> kept = new ArrayList<>();
    for (CheckClaim claim : claims.orElseThrow(() -> unknown(table, condition, cells))) {
      ColumnPolicy cell = policy(cells, claim.column());
      columns.add(claim.column());
      if (claim.demand() instanceof CheckClaim.Nullness nullness) {
        kept.add(
            Names.quote(claim.column()) + (nullness.wantsNull() ? " IS NULL" : " IS NOT NULL"));
      } else if (!claim.demand().enforcedBy(cell.type())) {
        throw notEnforced(table, claim, cell.type(), open.position());
      }
    }
    List<String> conditions =
        new ArrayList<>(columns.stream().map(c -> CellColumn.check(policy(cells, c))).toList());
    conditions.addAll(kept);
    definition
        .edits()
        .replace(
            open.start(), close.end(), "(" + String.join(" AND ", conditions) + ")", List.of());
    definition.warn(
        "The CHECK on "
            + table
            + "."
            + String.join(", ", columns)
            + " is enforced by this driver and not by the database, which sees cells only.");
  }

  private static ColumnPolicy policy(Map<String, ColumnPolicy> cells, String column) {
    ColumnPolicy cell = cells.get(column);
    if (cell == null) {
      throw new IllegalStateException("no protected column " + column);
    }
    return cell;
  }

  /** Whether each use of a cell in an expression is a NULL test of it alone. */
  static boolean onlyNullTests(List<Token> condition, Set<String> cells) {
    for (int i = 0; i < condition.size(); i++) {
      if (condition.get(i).isName()
          && cells.contains(condition.get(i).value())
          && !isNullTest(condition, i)) {
        return false;
      }
    }
    return true;
  }

  // IS binds looser than a comparison: a = b IS NULL tests the comparison.
  private static boolean isNullTest(List<Token> condition, int at) {
    Token before = at == 0 ? null : condition.get(at - 1);
    boolean alone =
        before == null
            || before.is("(")
            || before.isWord("and")
            || before.isWord("or")
            || before.isWord("not");
    boolean called = at > 1 && before != null && before.is("(") && condition.get(at - 2).isName();
    boolean keyword =
        called
            && (condition.get(at - 2).isWord("and")
                || condition.get(at - 2).isWord("or")
                || condition.get(at - 2).isWord("not")
                || condition.get(at - 2).isWord("check"));
    int is = at + 1;
    if (is >= condition.size() || !condition.get(is).isWord("is")) {
      return false;
    }
    int last = is + 1 < condition.size() && condition.get(is + 1).isWord("not") ? is + 2 : is + 1;
    return alone
        && (!called || keyword)
        && last < condition.size()
        && condition.get(last).isWord("null");
  }

  private static Refusal unknown(
      String table, List<Token> condition, Map<String, ColumnPolicy> cells) {
    Token cell =
        condition.stream()
            .filter(t -> t.isName() && cells.containsKey(t.value()))
            .findFirst()
            .orElseThrow();
    return Refusal.protectedUse(
        "a CHECK that reads the protected column "
            + table
            + "."
            + cell.value()
            + ": the database sees only its cells; a list of labels, a range or a length that the"
            + " policy's type enforces is taken over by the driver, anything else is checked by"
            + " the application",
        cell.position());
  }

  private static Refusal notEnforced(
      String table, CheckClaim claim, LogicalType type, int position) {
    String declare =
        claim.demand() instanceof CheckClaim.Labels
            ? "declare it in the policy as type: { enum: [...] } with labels of this list only"
            : claim.demand() instanceof CheckClaim.Length
                ? "declare a length in the policy, such as varchar(n), that is within it"
                : "declare a type in the policy whose values all lie within it, or check it in the"
                    + " application";
    return Refusal.protectedUse(
        "a CHECK on the protected column "
            + table
            + "."
            + claim.column()
            + " that its type in the policy ("
            + type.name().name().toLowerCase(Locale.ROOT)
            + ") does not enforce, and the database sees only cells; "
            + declare,
        position);
  }
}
