package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.plan.TenantCheck;
import io.tenantcrypt.tenancy.TenantType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.AllTableColumns;

/** What the analysis of one statement gathers on its way. Mutable, for one thread. */
final class Draft {

  /** What a sealed parameter takes the place of, casts included, and by which text. */
  private record SealedPlace(int start, int end, String text) {
    boolean is(Token token) {
      return text.equals("?") && start == token.start() && end == token.end();
    }
  }

  private final ParsedStatement parsed;
  private final Tables tables;
  private final boolean rewritten;
  private final List<Token> parameters = new ArrayList<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Integer, ProtectedColumn> sealed = new HashMap<>();
  private final Map<Integer, SealedPlace> sealedRanges = new HashMap<>();
  private final List<TenantCheck> checks = new ArrayList<>();
  private final Edits edits = new Edits();
  private final Set<Integer> taken = new HashSet<>();
  private final List<TableFacts> changed = new ArrayList<>();
  private final List<TableFacts> filled = new ArrayList<>();
  private final List<TableFacts> emptied = new ArrayList<>();
  private final Set<TenantType> tenantTypes = EnumSet.noneOf(TenantType.class);
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
   * @param rewritten whether the text is one of ours, that was proved before
   * @param exempt whether it may cross the tenant boundary: then nothing must be pinned
   */
  Draft(ParsedStatement parsed, Tables tables, boolean rewritten, boolean exempt) {
    this.parsed = parsed;
    this.exempt = exempt;
    this.rewritten = rewritten;
    this.tables = tables;
    parsed.tokens().stream().filter(t -> t.kind() == Token.Kind.PARAMETER).forEach(parameters::add);
  }

  /** Notes that the analysis has judged a node of the tree. */
  void saw(Object node) {
    seen.add(node);
  }

  /** Takes up a word that the parser did not get, if it stands just before an offset. */
  boolean take(String word, int offset) {
    int at = parsed.tokenAt(offset) - 1;
    boolean there =
        at >= 0 && parsed.words().containsKey(at) && parsed.tokens().get(at).isWord(word);
    if (there) {
      taken.add(at);
    }
    return there;
  }

  /** Takes up a word that the parser did not get. */
  void take(int index) {
    taken.add(index);
  }

  /** Notes a table that the statement changes. */
  void changes(TableFacts facts) {
    changed.add(facts);
  }

  /** The tables that the statement changes. */
  List<TableFacts> changed() {
    return changed;
  }

  /** Refuses a tree in which something names data and was not looked at. */
  void requireAllSeen(Inventory inventory) {
    for (int index : parsed.words().keySet()) {
      if (!taken.contains(index) && !ParserWords.isSame(parsed.tokens(), index, parsed.dialect())) {
        Token token = parsed.tokens().get(index);
        throw Refusal.unsupported("the word " + token.value() + " in this place", token.position());
      }
    }
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

  /** Whether the text is one of our own making that is proved once more. */
  boolean isRewritten() {
    return rewritten;
  }

  Tables tables() {
    return tables;
  }

  Dialect dialect() {
    return tables.dialect();
  }

  /** A name of a table or alias of this statement as text that means exactly it. */
  String quoteAlias(String name) {
    return tables.dialect().quoteAlias(name, parsed.tokens());
  }

  /** A name as text that means exactly it. */
  String quote(String name) {
    return tables.dialect().quote(name);
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

  /** Whether the statement seals a value, or stores a cell that it has read. */
  boolean storesCells() {
    return copiesCell || sealsLiteral || !sealed.isEmpty();
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

  /**
   * Binds a parameter sealed.
   *
   * @param start where what it replaces begins, casts included; {@code end} is behind it
   * @param text what stands there instead, with one {@code ?}
   */
  void seal(int index, ProtectedColumn column, int start, int end, String text) {
    if (sealed.put(index, column) != null) {
      throw Refusal.unsupported("one parameter goes into two columns", start + 1);
    }
    Token token = parameters.get(index - 1);
    if (token.start() < start || token.end() > end) {
      throw Refusal.unsupported("a parameter whose place is not known", start + 1);
    }
    sealedRanges.put(index, new SealedPlace(start, end, text));
    touchesCells = true;
  }

  void sealLiteral(String value, ProtectedColumn column, int start, int end, String text) {
    edits.replace(start, end, text, List.of(new ParameterSlot.SealedLiteral(value, column)));
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
      SealedPlace place = sealedRanges.get(i);
      var slot = new ParameterSlot.Sealed(i, column);
      if (place == null || place.is(token)) {
        edits.keep(token.start(), slot);
      } else {
        edits.replace(place.start(), place.end(), place.text(), List.of(slot));
      }
    }
  }

  void touch(TableFacts facts, int position) {
    touchesTenants |= facts.isTenantTable();
    touchesCells |= !facts.cells().isEmpty();
    facts.tenancy().ifPresent(tenancy -> tenantTypes.add(tenancy.type()));
    if (facts.holdsCellsOfSomebody()) {
      touchesTenants = true;
      everyTenantBlockEmpty = false;
    }
    facts
        .owner()
        .ifPresent(
            owner -> {
              touchesTenants = true;
              everyTenantBlockEmpty = false;
              var value = new TenantCheck.Value.Literal(owner);
              check(new TenantCheck(value, TenantType.TEXT, facts.label(), position));
            });
  }

  /** The types of the tenancy columns of all tables that the statement uses. */
  Set<TenantType> tenantTypes() {
    return tenantTypes;
  }

  /**
   * What the statement does to temporary tables: rows that come out of tenants' tables stay the
   * tenant's, though no column says so.
   */
  List<CatalogChange> fillings() {
    List<CatalogChange> fillings = new ArrayList<>();
    emptied.stream()
        .filter(facts -> !filled.contains(facts))
        .forEach(facts -> fillings.add(new CatalogChange.Emptied(facts.relation().name())));
    if (touchesTenants) {
      filled.stream()
          .filter(facts -> facts.isTemporary() && !facts.isTenantTable())
          .forEach(facts -> fillings.add(new CatalogChange.Filled(facts.relation().name())));
    }
    return fillings;
  }

  /** Notes that rows go into a table, or its rows' values change. */
  void fills(TableFacts facts) {
    filled.add(facts);
    changed.add(facts);
  }

  /** Notes that all rows of a table are deleted. */
  void empties(TableFacts facts) {
    if (facts.isTemporary()) {
      emptied.add(facts);
    }
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
