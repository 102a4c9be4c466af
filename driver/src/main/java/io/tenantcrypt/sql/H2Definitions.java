package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.TablePolicy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Definitions of H2. */
final class H2Definitions extends CommittingDefinitions {

  /** Begins an element of CREATE TABLE that is no column. */
  private static final Set<String> KEYS =
      Set.of("constraint", "primary", "unique", "key", "index", "foreign", "check", "fulltext");

  private static final Set<String> KINDS_OF_TABLE =
      Set.of("cached", "memory", "global", "local", "temporary", "temp");

  /** What may stand before the kind of what CREATE makes. */
  private static final Set<String> BEFORE_KIND =
      Set.of(
          "or",
          "replace",
          "force",
          "cached",
          "memory",
          "global",
          "local",
          "temporary",
          "temp",
          "unique",
          "nulls",
          "not",
          "all",
          "distinct",
          "primary",
          "key",
          "hash",
          "spatial");

  private static final Set<String> CREATED =
      Set.of(
          "table",
          "view",
          "index",
          "sequence",
          "schema",
          "user",
          "role",
          "constant",
          "domain",
          "type",
          "synonym");

  private static final Set<String> ALTERED =
      Set.of("table", "view", "index", "sequence", "user", "domain");

  private static final Set<String> DROPPED =
      Set.of(
          "table",
          "view",
          "index",
          "sequence",
          "schema",
          "user",
          "role",
          "constant",
          "domain",
          "type",
          "synonym",
          "alias",
          "aggregate",
          "trigger",
          "materialized");

  /** What a query in an expression begins with or has in it. */
  private static final Set<String> QUERIES = Set.of("select", "from", "table", "values");

  /** What may stand behind the columns of a table. */
  private static final Set<String> OPTIONS =
      Set.of("not", "persistent", "transactional", "on", "commit", "delete", "rows", "drop");

  private static final Set<String> HARMLESS = Set.of("analyze", "grant", "revoke");

  H2Definitions(Policy policy, String keyStoreSchema, Sensitive sensitive) {
    super(policy, keyStoreSchema, sensitive);
  }

  @Override
  DefinedColumn column(List<Token> definition) {
    return H2Column.of(definition);
  }

  @Override
  Set<String> keys() {
    return KEYS;
  }

  /** Strings are no code in any kind of definition that is let through. */
  @Override
  boolean mentioned(List<Token> tokens, SessionView view) {
    return sensitive().mentionedInDefinition(tokens, view, false);
  }

  @Override
  StatementPlan plan(String sql, List<Token> tokens, SessionView view) {
    requireNoKeys(tokens);
    TokenReader reader = new TokenReader(tokens);
    String verb = reader.next().value();
    requireKnownKind(verb, tokens);
    if (verb.equals("create") || verb.equals("declare")) {
      boolean local = false;
      while (!reader.atEnd() && KINDS_OF_TABLE.contains(reader.peek().value())) {
        local |= reader.next().isWord("local");
      }
      if (reader.skipWord("table")) {
        return createTable(sql, reader, local, tokens, view);
      }
    }
    Optional<StatementPlan> temporary = ofTemporary(verb, tokens, view);
    if (temporary.isPresent()) {
      return temporary.get();
    }
    if (verb.equals("comment")) {
      return comment(tokens);
    }
    if (!mentioned(tokens, view) || HARMLESS.contains(verb)) {
      return CommittingUtilities.commits();
    }
    boolean table = tokens.size() > 1 && tokens.get(1).isWord("table");
    if (verb.equals("alter") && table) {
      reader.next();
      return alterTable(sql, reader, view);
    }
    if (verb.equals("drop")) {
      return CommittingUtilities.commits();
    }
    if (isIndex(tokens)) {
      requireNoProtected(tokens);
      return CommittingUtilities.commits();
    }
    throw refusedKind(tokens);
  }

  // What is on no list is Java code of somebody's, another database's rows, what H2's own catalog
  // breaks at, everything there is, or newer than this driver.
  private static void requireKnownKind(String verb, List<Token> tokens) {
    Optional<Set<String>> kinds =
        switch (verb) {
          case "create", "declare" -> Optional.of(CREATED);
          case "alter" -> Optional.of(ALTERED);
          case "drop" -> Optional.of(DROPPED);
          default -> Optional.empty();
        };
    int at = 1;
    while (at < tokens.size() && !verb.equals("drop") && isWord(tokens.get(at), BEFORE_KIND)) {
      at++;
    }
    if (kinds.isPresent() && (at == tokens.size() || !isWord(tokens.get(at), kinds.get()))) {
      throw Refusal.unsupported(
          verb.toUpperCase(Locale.ROOT)
              + " of this kind, such as an ALIAS, AGGREGATE, TRIGGER, LINKED TABLE or MATERIALIZED"
              + " VIEW; run it over a connection of the database's own driver",
          tokens.get(0).position());
    }
  }

  private static boolean isWord(Token token, Set<String> words) {
    return token.kind() == Token.Kind.WORD && words.contains(token.value());
  }

  // A column may be filled by a query or by somebody's function, and a text in the catalog as well.
  private static void requireNoQuery(List<Token> tokens, SessionView view) {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean called = i + 1 < tokens.size() && tokens.get(i + 1).is("(") && token.isName();
      if (isWord(token, QUERIES) || (called && isOthers(tokens, i, view))) {
        throw Refusal.unsupported(
            "a default, condition or computed column with a query or somebody's function in a"
                + " definition; run it over a connection of the database's own driver",
            token.position());
      }
    }
  }

  private static boolean isOthers(List<Token> tokens, int index, SessionView view) {
    return Functions.userDefined(view, tokens.get(index).value())
        || Dialect.of(view).namesDenied(tokens, index);
  }

  private static StatementPlan comment(List<Token> tokens) {
    int last = tokens.size() - 1;
    boolean plain =
        last > 1
            && tokens.get(last - 1).isWord("is")
            && (tokens.get(last).kind() == Token.Kind.STRING || tokens.get(last).isWord("null"));
    if (!plain) {
      throw Refusal.unsupported(
          "a comment that is no string of its own", tokens.get(last).position());
    }
    return CommittingUtilities.commits();
  }

  // ------------------------------------------------------------ CREATE TABLE

  private StatementPlan createTable(
      String sql, TokenReader reader, boolean local, List<Token> tokens, SessionView view) {
    reader.skipWords("if", "not", "exists");
    TokenReader.TableNameTokens name = reader.table();
    boolean columns = reader.sees("(");
    List<Token> definition = reader.rest();
    List<List<Token>> elements = columns ? reader.list() : List.of();
    List<Token> rest = reader.rest();
    if (!columns || rest.stream().anyMatch(t -> t.isWord("as"))) {
      return fromOther(tokens, local, view);
    }
    for (Token token : rest) {
      if (token.kind() != Token.Kind.WORD || !OPTIONS.contains(token.value())) {
        throw Refusal.unsupported("this option of a table", token.position());
      }
    }
    requireNoQuery(definition, view);
    Optional<TablePolicy> entry = entry(name(name, view));
    requireOwnName(name, local, entry, view);
    Edits edits = new Edits();
    List<ColumnInfo> infos = columns(elements, entry, edits);
    boolean commits = rest.stream().noneMatch(t -> t.isWord("transactional"));
    if (!commits && !local) {
      throw Refusal.unsupported(
          "CREATE TABLE … TRANSACTIONAL of a table that is not local and temporary",
          name.position());
    }
    return local
        ? finish(sql, edits, created(name, infos), commits)
        : finish(sql, edits, new CatalogChange.Other(), true);
  }

  // ------------------------------------------------------------ temporary tables

  private static Optional<StatementPlan> ofTemporary(
      String verb, List<Token> tokens, SessionView view) {
    if (tokens.size() < 3
        || !tokens.get(1).isWord("table")
        || !(verb.equals("alter") || verb.equals("drop") || verb.equals("truncate"))) {
      return Optional.empty();
    }
    TokenReader reader = new TokenReader(tokens.subList(2, tokens.size()));
    reader.skipWords("if", "exists");
    TokenReader.TableNameTokens name = reader.table();
    if (view.find(temporary(name)).isEmpty()) {
      return Optional.empty();
    }
    if (!verb.equals("drop") || !reader.atEnd()) {
      throw Refusal.unsupported(
          "ALTER or TRUNCATE of a temporary table, or DROP of several; drop it and create it anew",
          name.position());
    }
    return Optional.of(
        CommittingUtilities.pass(
            new Effects(
                Effects.Transaction.COMMIT,
                false,
                List.of(new CatalogChange.Dropped(temporary(name))))));
  }

  // ------------------------------------------------------------ ALTER TABLE

  private StatementPlan alterTable(String sql, TokenReader reader, SessionView view) {
    reader.skipWords("if", "exists");
    Optional<TablePolicy> entry = entry(name(reader.table(), view));
    Edits edits = new Edits();
    List<Token> action = reader.rest();
    requireNoQuery(action, view);
    Token verb = reader.next();
    switch (verb.value()) {
      case "add" -> added(reader, entry, edits);
      case "drop" -> dropped(action, entry);
      case "alter" -> {
        reader.skipWord("column");
        reader.skipWords("if", "exists");
        altered(reader.name(), reader, entry);
      }
      default -> throw refused(verb);
    }
    return finish(sql, edits, new CatalogChange.Other(), true);
  }

  private void altered(Token column, TokenReader reader, Optional<TablePolicy> entry) {
    if (reader.skipWords("rename", "to")) {
      requireRenamable(column, reader.rest(), entry);
      return;
    }
    List<Token> change = reader.rest();
    boolean nullness =
        isWords(change, "set", "not", "null")
            || isWords(change, "drop", "not", "null")
            || isWords(change, "set", "null")
            || isWords(change, "drop", "default")
            || isWords(change, "set", "default", "null");
    if (isKept(column, entry) && !nullness) {
      throw Refusal.mismatch(
          "a change of a protected column or of the tenancy column; on this database add the column"
              + " and migrate its rows",
          column.position());
    }
  }

  private static boolean isWords(List<Token> tokens, String... words) {
    if (tokens.size() != words.length) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (!tokens.get(i).isWord(words[i])) {
        return false;
      }
    }
    return true;
  }
}
