package io.tenantcrypt.sql;

import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.plan.TenantCheck;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.AllTableColumns;

/** What the analysis of one statement gathers on its way. Mutable, for one thread. */
final class Draft {

  private final ParsedStatement parsed;
  private final Tables tables;
  private final List<Token> parameters = new ArrayList<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Integer, ProtectedColumn> sealed = new HashMap<>();
  private final Map<Integer, int[]> sealedRanges = new HashMap<>();
  private final List<TenantCheck> checks = new ArrayList<>();
  private final Edits edits = new Edits();
  private final Trace trace = new Trace();
  private final boolean exempt;
  private boolean copiesCell;
  private boolean sealsLiteral;
  private boolean touchesTenants;
  private boolean touchesCells;
  private boolean everyTenantBlockEmpty = true;

  /**
   * A draft of a statement.
   *
   * @param exempt whether it may cross the tenant boundary: then nothing must be pinned
   */
  Draft(ParsedStatement parsed, Tables tables, boolean exempt) {
    this.parsed = parsed;
    this.tables = tables;
    this.exempt = exempt;
    parsed.tokens().stream().filter(t -> t.kind() == Token.Kind.PARAMETER).forEach(parameters::add);
  }

  /** Notes that the analysis has judged a node of the tree. */
  void saw(Object node) {
    seen.add(node);
  }

  /** Refuses a tree in which something names data and was not looked at. */
  void requireAllSeen(Inventory inventory) {
    List<Object> nodes = new ArrayList<>(inventory.tables());
    nodes.addAll(inventory.columns());
    nodes.addAll(inventory.selects());
    nodes.addAll(inventory.parameters());
    nodes.addAll(inventory.functions());
    for (Object node : nodes) {
      if (!seen.contains(node)) {
        throw Refusal.unsupported(
            "a part of the statement that the analysis does not reach ("
                + node.getClass().getSimpleName()
                + ")",
            position(node));
      }
    }
  }

  ParsedStatement parsed() {
    return parsed;
  }

  Tables tables() {
    return tables;
  }

  Trace trace() {
    return trace;
  }

  boolean exempt() {
    return exempt;
  }

  /** Notes that a cell is stored elsewhere as it lies in its table. */
  void copiesCell() {
    copiesCell = true;
  }

  boolean copies() {
    return copiesCell;
  }

  /** Whether the statement seals a parameter or a literal. */
  boolean seals() {
    return sealsLiteral || !sealed.isEmpty();
  }

  Edits edits() {
    return edits;
  }

  List<TenantCheck> checks() {
    return checks;
  }

  int parameterCount() {
    return parameters.size();
  }

  /** The number of a parameter in the text, from 1; where the tree knows its place, both agree. */
  int index(JdbcParameter parameter) {
    saw(parameter);
    Integer given = parameter.getIndex();
    int index = given == null ? 0 : given;
    if (index < 1
        || index > parameters.size()
        || Boolean.TRUE.equals(parameter.isUseFixedIndex())) {
      throw Refusal.unsupported("a parameter that is not a plain ?", position(parameter));
    }
    int start = parsed.start(parameter);
    if (start >= 0
        && parsed.tokenAt(start) >= 0
        && parsed.tokens().get(parsed.tokenAt(start)).kind() == Token.Kind.PARAMETER
        && parameters.get(index - 1).start() != start) {
      throw Refusal.unsupported("parameters are not numbered in the order of the text", start + 1);
    }
    return index;
  }

  /** The parts of a column's or table's name; the node and its qualifier count as seen. */
  List<Token> name(Object node) {
    saw(node);
    if (node instanceof Column column && column.getTable() != null) {
      saw(column.getTable());
    } else if (node instanceof AllTableColumns star) {
      saw(star.getTable());
    }
    return parsed.name(node);
  }

  /** Binds a parameter sealed; {@code start} to {@code end} is what it replaces, casts included. */
  void seal(int index, ProtectedColumn column, int start, int end) {
    if (sealed.put(index, column) != null) {
      throw Refusal.unsupported("one parameter goes into two columns", start + 1);
    }
    Token token = parameters.get(index - 1);
    if (token.start() < start || token.end() > end) {
      throw Refusal.unsupported("a parameter whose place is not known", start + 1);
    }
    sealedRanges.put(index, new int[] {start, end});
    touchesCells = true;
  }

  void sealLiteral(String text, ProtectedColumn column, int start, int end) {
    edits.replace(start, end, "?", List.of(new ParameterSlot.SealedLiteral(text, column)));
    sealsLiteral = true;
    touchesCells = true;
  }

  void check(TenantCheck check) {
    checks.add(check);
  }

  /** All parameters of the application in their places. Once, at the end. */
  void placeParameters() {
    for (int i = 1; i <= parameters.size(); i++) {
      ProtectedColumn column = sealed.get(i);
      Token token = parameters.get(i - 1);
      if (column == null) {
        edits.keep(token.start(), new ParameterSlot.Plain(i));
        continue;
      }
      int[] range = sealedRanges.get(i);
      var slot = new ParameterSlot.Sealed(i, column);
      if (range == null || (range[0] == token.start() && range[1] == token.end())) {
        edits.keep(token.start(), slot);
      } else {
        edits.replace(range[0], range[1], "?", List.of(slot));
      }
    }
  }

  void touch(TableFacts facts) {
    touchesTenants |= facts.isTenantTable();
    touchesCells |= !facts.cells().isEmpty();
  }

  /** Notes whether a block that uses tenant tables provably gives no row. */
  void tenantBlock(boolean provablyEmpty) {
    everyTenantBlockEmpty &= provablyEmpty;
  }

  boolean everyTenantBlockEmpty() {
    return everyTenantBlockEmpty;
  }

  boolean touchesTenants() {
    return touchesTenants;
  }

  boolean touchesCells() {
    return touchesCells;
  }

  boolean sealsLiteral() {
    return sealsLiteral;
  }

  /** The place of a node in the text, from 1, or of its first child that has one. */
  int position(Object node) {
    int start = parsed.start(node);
    if (start >= 0) {
      return start + 1;
    }
    for (Object child : Children.of(node)) {
      int below = position(child);
      if (below > 0) {
        return below;
      }
    }
    return 0;
  }
}
