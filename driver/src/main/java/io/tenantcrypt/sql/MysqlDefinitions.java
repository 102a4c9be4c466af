package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.TablePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Definitions of MariaDB and MySQL. They commit by themselves, so nothing of them is ever undone.
 * Protected columns are rewritten to the type of their cells.
 */
final class MysqlDefinitions {

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

  private final Policy policy;
  private final String keyStoreSchema;
  private final Sensitive sensitive;

  MysqlDefinitions(Policy policy, String keyStoreSchema, Sensitive sensitive) {
    this.policy = policy;
    this.keyStoreSchema = keyStoreSchema;
    this.sensitive = sensitive;
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

  StatementPlan plan(String sql, List<Token> tokens, SessionView view) {
    for (Token token : tokens) {
      if (token.isName() && token.value().equals(keyStoreSchema)) {
        throw Refusal.boundary(
            "database " + keyStoreSchema + " holds the key tables; no statement may name it",
            token.position());
      }
    }
    TokenReader reader = new TokenReader(tokens);
    String verb = reader.next().value();
    if (verb.equals("create")) {
      reader.skipWords("or", "replace");
      boolean temporary = reader.skipWord("temporary");
      if (reader.skipWord("table")) {
        return createTable(sql, reader, temporary, tokens, view);
      }
    }
    if (!sensitive.mentionedInDefinition(tokens, view)) {
      return requireNoDynamicCode(tokens);
    }
    if (verb.equals("alter") && tokens.get(1).isWord("table")) {
      reader.next();
      return alterTable(sql, reader, view);
    }
    if (verb.equals("drop") && tokens.get(1).isWord("table")) {
      return MysqlUtilities.commits();
    }
    if (isIndex(tokens)) {
      requireNoProtected(tokens);
      return MysqlUtilities.commits();
    }
    if (verb.equals("drop") && tokens.size() > 1 && CODE.contains(tokens.get(1).value())) {
      return MysqlUtilities.commits();
    }
    throw Refusal.unsupported(
        verb.toUpperCase(Locale.ROOT)
            + " of this kind on a tenant table, or with code that may reach one; run it over a"
            + " connection of the database's own driver",
        tokens.get(0).position());
  }

  // The bodies of routines may make text and run it.
  private static StatementPlan requireNoDynamicCode(List<Token> tokens) {
    boolean code = tokens.stream().limit(12).anyMatch(t -> CODE.contains(t.value()));
    for (Token token : tokens) {
      if (code && (token.isWord("execute") || token.isWord("prepare"))) {
        throw Refusal.unsupported("a routine that runs text made at run time", token.position());
      }
    }
    return MysqlUtilities.commits();
  }

  private static boolean isIndex(List<Token> tokens) {
    return tokens.stream().limit(4).anyMatch(t -> t.isWord("index"));
  }

  // ------------------------------------------------------------ CREATE TABLE

  private StatementPlan createTable(
      String sql, TokenReader reader, boolean temporary, List<Token> tokens, SessionView view) {
    reader.skipWords("if", "not", "exists");
    TokenReader.TableNameTokens name = reader.table();
    RelationName table = name(name, view);
    boolean columns = reader.sees("(") && !isLike(reader.rest());
    List<List<Token>> elements = columns ? reader.list() : List.of();
    if (!columns || reader.rest().stream().anyMatch(t -> QUERIES.contains(t.value()))) {
      return fromOther(tokens, view);
    }
    RelationName hiding = new RelationName(SessionView.TEMPORARY_SCHEMA, name.table());
    if (!temporary && view.find(hiding).isPresent()) {
      throw Refusal.unsupported(
          "a table with the name of a temporary one of this session; drop that first",
          name.position());
    }
    Optional<TablePolicy> entry = policy.table(table.schema(), table.name());
    if (temporary && (entry.isPresent() || isKnown(name.table(), view))) {
      throw Refusal.unsupported(
          "a temporary table with the name of another table, which it would hide", name.position());
    }
    Edits edits = new Edits();
    List<ColumnInfo> infos = new ArrayList<>();
    for (List<Token> element : elements) {
      if (element.isEmpty()) {
        continue;
      }
      if (beginsKey(element)) {
        entry.ifPresent(e -> requireNoProtected(element, e));
      } else {
        MysqlColumn column = MysqlColumn.of(element);
        Optional<ColumnPolicy> cell = entry.flatMap(e -> find(e, column.name().value()));
        cell.ifPresent(c -> column.rewrite(c, edits));
        infos.add(column.info());
      }
    }
    for (Token token : reader.rest()) {
      if (OTHERS_ROWS.contains(token.value())) {
        throw Refusal.unsupported("this option of a table", token.position());
      }
    }
    if (!temporary) {
      return finish(sql, edits, new CatalogChange.Other(), true);
    }
    Relation relation =
        new Relation(
            new RelationName(SessionView.TEMPORARY_SCHEMA, name.table()),
            Relation.Kind.TABLE,
            infos,
            List.of(),
            Set.of(),
            false);
    return finish(sql, edits, new CatalogChange.Created(relation, true), false);
  }

  private StatementPlan fromOther(List<Token> tokens, SessionView view) {
    if (sensitive.mentionedInDefinition(tokens, view)) {
      throw Refusal.unsupported(
          "CREATE TABLE … LIKE or … SELECT with a name that the policy or a tenant table has; name"
              + " the columns, then insert",
          tokens.get(0).position());
    }
    if (tokens.stream().limit(3).anyMatch(t -> t.isWord("temporary"))) {
      throw Refusal.unsupported(
          "a temporary table whose columns do not stand in the text; name them",
          tokens.get(0).position());
    }
    return MysqlUtilities.commits();
  }

  private static boolean isLike(List<Token> rest) {
    return rest.size() > 1 && rest.get(1).isWord("like");
  }

  private static boolean isKnown(String table, SessionView view) {
    return view.relations().stream()
        .anyMatch(
            r ->
                r.name().name().equals(table)
                    && !r.name().schema().equals(SessionView.TEMPORARY_SCHEMA));
  }

  private static boolean beginsKey(List<Token> element) {
    Token first = element.get(0);
    return first.kind() == Token.Kind.WORD && KEYS.contains(first.value());
  }

  private static StatementPlan finish(
      String sql, Edits edits, CatalogChange change, boolean commits) {
    Effects effects =
        new Effects(
            commits ? Effects.Transaction.COMMIT : Effects.Transaction.NONE,
            false,
            List.of(change));
    return edits.changesText()
        ? StatementPlan.Protected.ofDefinition(edits.apply(sql).sql(), effects)
        : new StatementPlan.PassThrough(effects, false);
  }

  // ------------------------------------------------------------ ALTER TABLE

  private StatementPlan alterTable(String sql, TokenReader reader, SessionView view) {
    reader.skipWords("if", "exists");
    TokenReader.TableNameTokens name = reader.table();
    RelationName table = name(name, view);
    Optional<TablePolicy> entry = policy.table(table.schema(), table.name());
    Edits edits = new Edits();
    for (List<Token> action : reader.restByCommas()) {
      if (!action.isEmpty()) {
        action(new TokenReader(action), action, entry, edits);
      }
    }
    return finish(sql, edits, new CatalogChange.Other(), true);
  }

  private void action(
      TokenReader reader, List<Token> action, Optional<TablePolicy> entry, Edits edits) {
    Token verb = reader.next();
    switch (verb.value()) {
      case "add" -> added(reader, entry, edits);
      case "modify" -> {
        reader.skipWord("column");
        reader.skipWords("if", "exists");
        column(reader.rest(), entry, edits);
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
        column(rest, entry, edits);
      }
      case "drop" -> dropped(action, entry);
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

  private void added(TokenReader reader, Optional<TablePolicy> entry, Edits edits) {
    boolean column = reader.skipWord("column");
    reader.skipWords("if", "not", "exists");
    if (!column && !reader.atEnd() && beginsKey(reader.rest())) {
      List<Token> key = reader.rest();
      entry.ifPresent(e -> requireNoProtected(key, e));
    } else if (reader.sees("(")) {
      for (List<Token> each : reader.list()) {
        column(each, entry, edits);
      }
    } else {
      column(reader.rest(), entry, edits);
    }
  }

  private void column(List<Token> definition, Optional<TablePolicy> entry, Edits edits) {
    MysqlColumn column = MysqlColumn.of(definition);
    entry
        .flatMap(e -> find(e, column.name().value()))
        .ifPresent(cell -> column.rewrite(cell, edits));
  }

  // Without the column nothing would tell whose the table's rows are.
  private void dropped(List<Token> action, Optional<TablePolicy> entry) {
    for (Token token : action) {
      if (token.isName() && token.value().equals(tenancyColumn(entry))) {
        throw Refusal.mismatch(
            "dropping the tenancy column, or a key that bears its name: nothing would tell whose the"
                + " rows of the table are",
            token.position());
      }
    }
  }

  private void requireRenamable(Token old, List<Token> next, Optional<TablePolicy> entry) {
    boolean known =
        old.value().equals(tenancyColumn(entry))
            || entry.flatMap(e -> find(e, old.value())).isPresent()
            || (!next.isEmpty()
                && (next.get(0).value().equals(tenancyColumn(entry))
                    || entry.flatMap(e -> find(e, next.get(0).value())).isPresent()));
    if (known) {
      throw Refusal.mismatch(
          "renaming a protected column or the tenancy column, or giving another one its name; on"
              + " this database add the column and migrate its rows",
          old.position());
    }
  }

  private String tenancyColumn(Optional<TablePolicy> entry) {
    return entry.flatMap(TablePolicy::tenancyColumn).orElseGet(() -> policy.tenancy().column());
  }

  // ------------------------------------------------------------ common

  private RelationName name(TokenReader.TableNameTokens name, SessionView view) {
    String schema =
        name.schema()
            .or(view::creationSchema)
            .orElseThrow(
                () -> Refusal.unsupported("a table without a database; USE one", name.position()));
    return new RelationName(schema, name.table());
  }

  private static Optional<ColumnPolicy> find(TablePolicy entry, String column) {
    return Optional.ofNullable(entry.columns().get(column));
  }

  private void requireNoProtected(List<Token> tokens) {
    for (TablePolicy entry : policy.tables()) {
      boolean named =
          tokens.stream().anyMatch(t -> t.isName() && t.value().equals(entry.name().table()));
      if (named) {
        requireNoProtected(tokens, entry);
      }
    }
  }

  private static void requireNoProtected(List<Token> tokens, TablePolicy entry) {
    for (Token token : tokens) {
      Optional<ColumnPolicy> cell = token.isName() ? find(entry, token.value()) : Optional.empty();
      if (cell.isPresent()) {
        throw Refusal.protectedUse(
            "a key, index, constraint or option on the protected column "
                + entry.name()
                + "."
                + cell.get().name()
                + ": no two of its cells are equal",
            token.position());
      }
    }
  }

  private static Refusal refused(Token verb) {
    return Refusal.unsupported(
        "ALTER TABLE … "
            + verb.value().toUpperCase(Locale.ROOT)
            + " on a tenant table; run it over a connection of the database's own driver",
        verb.position());
  }
}
