package io.tenantcrypt.sql;

import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.plan.TenantCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A statement in another spelling that means the same by definition: JDBC's escapes, TABLE t and
 * SELECT … INTO, which the parser does not know. What is found of it is told in places of the
 * original.
 *
 * @param sql the other text
 */
record Spelling(String sql, List<Change> changes) {

  /** A range of the original, and what stands there instead. */
  record Change(int start, int end, String text) {}

  private static final Set<String> MODIFIERS = Set.of("temporary", "temp", "unlogged");

  Spelling {
    changes = List.copyOf(changes);
  }

  /**
   * The other spelling, where there is one.
   *
   * @param analysed whether the statement is to be understood; if not, it matters only whether it
   *     makes a table
   */
  static Optional<Spelling> of(String sql, List<Token> tokens, boolean analysed) {
    List<Change> changes = new ArrayList<>();
    into(tokens, changes);
    for (int i = 0; i < tokens.size() && analysed; i++) {
      if (isTable(tokens, i)) {
        changes.add(new Change(tokens.get(i).start(), tokens.get(i).end(), "SELECT * FROM"));
      }
    }
    if (analysed) {
      JdbcEscapes.read(tokens, changes);
    }
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    changes.sort(java.util.Comparator.comparingInt(Change::start));
    StringBuilder text = new StringBuilder(sql.length() + 64);
    int from = 0;
    for (Change change : changes) {
      text.append(sql, from, change.start()).append(change.text());
      from = change.end();
    }
    return Optional.of(new Spelling(text.append(sql, from, sql.length()).toString(), changes));
  }

  // TABLE is a reserved word: in a query it begins one, or stands behind INTO.
  private static boolean isTable(List<Token> tokens, int index) {
    if (!tokens.get(index).isWord("table") || ParserWords.isLabel(tokens, index)) {
      return false;
    }
    if (index == 0) {
      return true;
    }
    Token before = tokens.get(index - 1);
    boolean definition =
        before.isWord("into") || before.isWord("create") || MODIFIERS.contains(before.value());
    return !definition;
  }

  // SELECT … INTO t FROM … is CREATE TABLE t AS SELECT … FROM …
  private static void into(List<Token> tokens, List<Change> changes) {
    int into = new Clauses(tokens, 0, tokens.size()).find("into");
    boolean query =
        into > 0
            && (tokens.get(0).isWord("select") || tokens.get(0).isWord("with"))
            && !tokens.get(into - 1).isWord("insert")
            && !tokens.get(into - 1).isWord("merge");
    if (!query) {
      return;
    }
    int at = into + 1;
    String modifier = "";
    while (at < tokens.size() && MODIFIERS.contains(tokens.get(at).value())) {
      modifier = tokens.get(at).value() + " ";
      at++;
    }
    if (at < tokens.size() && tokens.get(at).isWord("table")) {
      at++;
    }
    TokenReader reader = new TokenReader(tokens.subList(at, tokens.size()));
    TokenReader.TableNameTokens name = reader.table();
    Token last = tokens.get(tokens.size() - reader.rest().size() - 1);
    String table =
        name.schema().map(s -> Names.quote(s) + ".").orElse("") + Names.quote(name.table());
    changes.add(
        new Change(
            tokens.get(0).start(),
            tokens.get(0).start(),
            "CREATE " + modifier + "TABLE " + table + " AS "));
    changes.add(new Change(tokens.get(into).start(), last.end(), ""));
  }

  /** The position in the original, from 1, of one in the other text. */
  int original(int position) {
    int at = position - 1;
    int shift = 0;
    for (Change change : changes) {
      int start = change.start() + shift;
      if (position < 1 || at < start) {
        break;
      }
      if (at < start + change.text().length()) {
        return change.start() + 1;
      }
      shift += change.text().length() - (change.end() - change.start());
    }
    return position < 1 ? position : at - shift + 1;
  }

  /** The plan with its places in the original. */
  StatementPlan original(StatementPlan plan) {
    if (!(plan instanceof StatementPlan.Protected found)) {
      return plan;
    }
    List<TenantCheck> checks =
        found.checks().stream()
            .map(c -> new TenantCheck(c.value(), c.type(), c.table(), original(c.position())))
            .toList();
    return new StatementPlan.Protected(
        found.sql(),
        found.parameters(),
        found.applicationParameters(),
        found.outputs(),
        found.target(),
        checks,
        found.needsTenant(),
        found.sqlWithoutTenant(),
        found.effects(),
        found.cacheable());
  }
}
