package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.TablePolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Definitions of MariaDB and MySQL. */
final class MysqlDefinitions extends CommittingDefinitions {

  /** Begins an element of CREATE TABLE that is no column. */
  private static final Set<String> KEYS =
      Set.of(
          "constraint",
          "primary",
          "unique",
          "key",
          "index",
          "foreign",
          "check",
          "fulltext",
          "spatial",
          "period");

  private static final Set<String> CODE =
      Set.of("procedure", "function", "trigger", "event", "package", "view", "server", "definer");

  /** Engines and options by which a table shows rows that are not its own. */
  private static final Set<String> OTHERS_ROWS =
      Set.of(
          "union",
          "connection",
          "system",
          "connect",
          "federated",
          "federatedx",
          "spider",
          "merge",
          "mrg_myisam",
          "oqgraph",
          "s3",
          "sphinx",
          "mroonga");

  /** What begins a query behind the columns of CREATE TABLE. */
  private static final Set<String> QUERIES = Set.of("select", "table", "values", "with", "like");

  private static final Set<String> HARMLESS_ACTIONS =
      Set.of(
          "engine",
          "comment",
          "auto_increment",
          "row_format",
          "algorithm",
          "lock",
          "force",
          "disable",
          "enable",
          "default",
          "charset",
          "collate",
          "convert",
          "character",
          "order");

  MysqlDefinitions(Policy policy, String keyStoreSchema, Sensitive sensitive) {
    super(policy, keyStoreSchema, sensitive);
  }

  @Override
  DefinedColumn column(List<Token> definition) {
    return MysqlColumn.of(definition);
  }

  @Override
  Set<String> keys() {
    return KEYS;
  }

  /** Whether a text is one statement whose body has semicolons of its own. */
  static boolean isCompound(List<Token> first) {
    return first.get(0).isWord("create")
        && first.stream()
            .limit(12)
            .anyMatch(
                t ->
                    t.isWord("procedure")
                        || t.isWord("function")
                        || t.isWord("trigger")
                        || t.isWord("event")
                        || t.isWord("package"));
  }

  @Override
  StatementPlan plan(String sql, List<Token> tokens, SessionView view) {
    requireNoKeys(tokens);
    TokenReader reader = new TokenReader(tokens);
    String verb = reader.next().value();
    if (verb.equals("create")) {
      reader.skipWords("or", "replace");
      boolean temporary = reader.skipWord("temporary");
      if (reader.skipWord("table")) {
        return createTable(sql, reader, temporary, tokens, view);
      }
    }
    if (!mentioned(tokens, view)) {
      return requireNoDynamicCode(tokens);
    }
    if (verb.equals("alter") && tokens.get(1).isWord("table")) {
      reader.next();
      return alterTable(sql, reader, view);
    }
    if (verb.equals("drop") && tokens.get(1).isWord("table")) {
      return CommittingUtilities.commits();
    }
    if (isIndex(tokens)) {
      requireNoProtected(tokens);
      return CommittingUtilities.commits();
    }
    if (verb.equals("drop") && tokens.size() > 1 && CODE.contains(tokens.get(1).value())) {
      return CommittingUtilities.commits();
    }
    throw refusedKind(tokens);
  }

  // The bodies of routines may make text and run it.
  private static StatementPlan requireNoDynamicCode(List<Token> tokens) {
    boolean code = tokens.stream().limit(12).anyMatch(t -> CODE.contains(t.value()));
    for (Token token : tokens) {
      if (code && (token.isWord("execute") || token.isWord("prepare"))) {
        throw Refusal.unsupported("a routine that runs text made at run time", token.position());
      }
    }
    return CommittingUtilities.commits();
  }

  private StatementPlan createTable(
      String sql, TokenReader reader, boolean temporary, List<Token> tokens, SessionView view) {
    reader.skipWords("if", "not", "exists");
    TokenReader.TableNameTokens name = reader.table();
    boolean columns = reader.sees("(") && !isLike(reader.rest());
    List<List<Token>> elements = columns ? reader.list() : List.of();
    if (!columns || reader.rest().stream().anyMatch(t -> QUERIES.contains(t.value()))) {
      return fromOther(tokens, tokens.stream().limit(3).anyMatch(t -> t.isWord("temporary")), view);
    }
    Optional<TablePolicy> entry = entry(name(name, view));
    requireOwnName(name, temporary, entry, view);
    Edits edits = new Edits();
    List<ColumnInfo> infos = columns(elements, entry, edits);
    for (Token token : reader.rest()) {
      if (OTHERS_ROWS.contains(token.value())) {
        throw Refusal.unsupported("this option of a table", token.position());
      }
    }
    return temporary
        ? finish(sql, edits, created(name, infos), false)
        : finish(sql, edits, new CatalogChange.Other(), true);
  }

  private static boolean isLike(List<Token> rest) {
    return rest.size() > 1 && rest.get(1).isWord("like");
  }

  private StatementPlan alterTable(String sql, TokenReader reader, SessionView view) {
    reader.skipWords("if", "exists");
    Optional<TablePolicy> entry = entry(name(reader.table(), view));
    Edits edits = new Edits();
    for (List<Token> action : reader.restByCommas()) {
      if (!action.isEmpty()) {
        action(new TokenReader(action), action, entry, edits);
      }
    }
    return finish(sql, edits, new CatalogChange.Other(), true);
  }

  // ALTER [COLUMN] x SET DEFAULT <constant> | DROP DEFAULT.
  private void defaulted(
      Token verb, Token column, List<Token> change, Optional<TablePolicy> entry) {
    boolean dropped = isWords(change, 2) && change.get(0).isWord("drop");
    boolean constant =
        isWords(change, 3) && change.get(0).isWord("set") && isConstant(change.get(2));
    if (!dropped && !constant) {
      throw refused(verb);
    }
    if (isKept(column, entry) && constant && !change.get(2).isWord("null")) {
      throw Refusal.mismatch(
          "a default of a protected column or of the tenancy column; send the value",
          column.position());
    }
  }

  private static boolean isWords(List<Token> change, int size) {
    return change.size() == size && change.get(1).isWord("default");
  }

  private static boolean isConstant(Token token) {
    return token.kind() == Token.Kind.STRING
        || token.kind() == Token.Kind.NUMBER
        || token.isWord("null")
        || token.isWord("true")
        || token.isWord("false");
  }

  private void action(
      TokenReader reader, List<Token> action, Optional<TablePolicy> entry, Edits edits) {
    Token verb = reader.next();
    switch (verb.value()) {
      case "add" -> added(reader, entry, edits);
      case "modify" -> {
        reader.skipWord("column");
        reader.skipWords("if", "exists");
        rewritten(reader.rest(), entry, edits);
      }
      case "change" -> {
        reader.skipWord("column");
        reader.skipWords("if", "exists");
        Token old = reader.name();
        List<Token> rest = reader.rest();
        boolean renamed = rest.isEmpty() || !rest.get(0).value().equals(old.value());
        if (renamed) {
          requireRenamable(old, rest, entry);
        }
        rewritten(rest, entry, edits);
      }
      case "drop" -> dropped(action, entry);
      case "alter" -> {
        reader.skipWord("column");
        defaulted(verb, reader.name(), reader.rest(), entry);
      }
      case "rename" -> {
        if (!reader.skipWord("column")) {
          throw refused(verb);
        }
        Token old = reader.name();
        requireRenamable(old, reader.rest().subList(1, reader.rest().size()), entry);
      }
      default -> {
        if (!HARMLESS_ACTIONS.contains(verb.value())) {
          throw refused(verb);
        }
        entry.ifPresent(e -> requireNoProtected(action, e));
      }
    }
  }
}
