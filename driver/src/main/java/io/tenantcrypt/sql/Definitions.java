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
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans statements of DDL. They are read by their tokens: the parser's tree keeps no places of
 * types, and the text is to be spliced. What is not in the closed lists here and names a table of
 * the policy is refused.
 */
final class Definitions {

  private static final Set<String> TABLE_CONSTRAINTS =
      Set.of("constraint", "primary", "unique", "foreign", "check", "exclude");

  private final Policy policy;
  private final String keyStoreSchema;
  private final Sensitive sensitive;

  Definitions(Policy policy, String keyStoreSchema, Sensitive sensitive) {
    this.policy = policy;
    this.keyStoreSchema = keyStoreSchema;
    this.sensitive = sensitive;
  }

  StatementPlan plan(String sql, List<Token> tokens, SessionView view) {
    for (Token token : tokens) {
      if (token.isName() && token.value().equals(keyStoreSchema)) {
        throw Refusal.boundary(
            "schema " + keyStoreSchema + " holds the key tables; no statement may name it",
            token.position());
      }
    }
    boolean mentions = sensitive.mentionedInDefinition(tokens, view);
    TokenReader reader = new TokenReader(tokens);
    String verb = reader.next().value();
    Optional<StatementPlan> plan =
        switch (verb) {
          case "create" -> create(sql, tokens, reader, view, mentions);
          case "alter" -> alter(sql, reader, view, mentions);
          case "drop" -> drop(reader, view);
          case "comment", "grant", "revoke" -> Optional.of(other());
          default -> Optional.empty();
        };
    if (plan.isPresent()) {
      return plan.get();
    }
    if (mentions) {
      throw Refusal.unsupported(
          "this definition names a table or column of the policy, or a name that reaches one;"
              + " available are CREATE TABLE, ALTER TABLE … ADD, DROP TABLE, CREATE INDEX, COMMENT,"
              + " GRANT and REVOKE",
          tokens.get(0).position());
    }
    return other();
  }

  private static StatementPlan other() {
    return pass(List.of(new CatalogChange.Other()));
  }

  private static StatementPlan pass(List<CatalogChange> changes) {
    return new StatementPlan.PassThrough(Effects.of(changes), false);
  }

  private static StatementPlan plan(String sql, Edits edits, List<CatalogChange> changes) {
    if (!edits.changesText()) {
      return pass(changes);
    }
    return new StatementPlan.Protected(
        edits.apply(sql).sql(),
        List.of(),
        0,
        List.of(),
        List.of(),
        List.of(),
        false,
        Optional.empty(),
        Effects.of(changes),
        false);
  }

  private Optional<StatementPlan> create(
      String sql, List<Token> tokens, TokenReader reader, SessionView view, boolean mentions) {
    boolean unique = reader.skipWord("unique");
    if (unique || reader.seesWord("index")) {
      return mentions ? Optional.of(index(reader, view)) : Optional.empty();
    }
    boolean temporary = false;
    while (reader.seesWord("global")
        || reader.seesWord("local")
        || reader.seesWord("temp")
        || reader.seesWord("temporary")
        || reader.seesWord("unlogged")) {
      temporary |= reader.next().value().startsWith("temp");
    }
    if (!reader.skipWord("table")) {
      return Optional.empty();
    }
    boolean ifNotExists = reader.skipWords("if", "not", "exists");
    TokenReader.TableNameTokens name = reader.table();
    if (!reader.sees("(")) {
      return Optional.empty();
    }
    List<List<Token>> elements = reader.list();
    if (!isPlainTail(reader.rest()) || elements.stream().anyMatch(e -> isLike(e))) {
      return Optional.empty();
    }
    if (temporary && mentions && mentionsMoreThanTenancy(tokens, view)) {
      throw Refusal.unsupported(
          "a temporary table with a name that the policy or a tenant table has", name.position());
    }
    return Optional.of(table(sql, name, elements, reader.rest(), view, temporary, ifNotExists));
  }

  // A temporary table with a tenancy column is a tenant table like any other.
  private boolean mentionsMoreThanTenancy(List<Token> tokens, SessionView view) {
    String column = policy.tenancy().column();
    List<Token> others = tokens.stream().filter(t -> !t.value().equals(column)).toList();
    return sensitive.mentionedInDefinition(others, view);
  }

  private static boolean isLike(List<Token> element) {
    return element.isEmpty() || element.get(0).isWord("like");
  }

  private static boolean isPlainTail(List<Token> tail) {
    return tail.isEmpty()
        || tail.get(0).isWord("partition")
        || tail.get(0).isWord("with")
        || tail.get(0).isWord("tablespace")
        || tail.get(0).isWord("on");
  }

  private StatementPlan table(
      String sql,
      TokenReader.TableNameTokens name,
      List<List<Token>> elements,
      List<Token> tail,
      SessionView view,
      boolean temporary,
      boolean ifNotExists) {
    String schema =
        temporary
            ? SessionView.TEMPORARY_SCHEMA
            : name.schema()
                .or(view::creationSchema)
                .orElseThrow(
                    () ->
                        Refusal.mismatch(
                            "no schema of search_path takes new tables; qualify the name",
                            name.position()));
    RelationName relation = new RelationName(schema, name.table());
    if (ifNotExists && view.find(relation).isPresent()) {
      return pass(List.of());
    }
    Map<String, ColumnPolicy> cells =
        policy.table(schema, name.table()).map(TablePolicy::columns).orElse(Map.of());
    Edits edits = new Edits();
    List<ColumnInfo> columns = new ArrayList<>();
    for (List<Token> element : elements) {
      Token first = element.get(0);
      if (first.kind() == Token.Kind.WORD && TABLE_CONSTRAINTS.contains(first.value())) {
        requireNoCell(relation, element, cells);
      } else {
        columns.add(column(relation, ColumnTokens.of(element), cells, edits));
      }
    }
    requireNoCell(relation, tail, cells);
    Relation created =
        new Relation(relation, Relation.Kind.TABLE, columns, List.of(), Set.of(), false);
    // What ON COMMIT DROP takes away must not go on to shadow a name afterwards.
    boolean kept = temporary && tail.stream().noneMatch(t -> t.isWord("drop"));
    List<CatalogChange> changes = new ArrayList<>();
    changes.add(new CatalogChange.Created(created, kept));
    // It may be there although it is not known any more; then its rows are still the tenant's.
    if (ifNotExists) {
      view.owner(relation)
          .ifPresent(owner -> changes.add(new CatalogChange.Owned(relation, owner)));
    }
    return plan(sql, edits, changes);
  }

  private static ColumnInfo column(
      RelationName table, ColumnTokens column, Map<String, ColumnPolicy> cells, Edits edits) {
    ColumnPolicy cell = cells.get(column.name().value());
    if (cell == null) {
      requireNoCell(table, column.constraints(), cells);
      return column.info();
    }
    return CellColumn.rewrite(table.toString(), column, cell, edits);
  }

  // In a foreign key the names behind REFERENCES are another table's.
  private static void requireNoCell(
      RelationName table, List<Token> tokens, Map<String, ColumnPolicy> cells) {
    for (Token token : tokens) {
      if (token.isWord("references")) {
        return;
      }
      if (token.isName() && cells.containsKey(token.value())) {
        throw Refusal.protectedUse(
            "a constraint, index or partition key on the protected column "
                + table
                + "."
                + token.value()
                + ": the database sees only its cells, of which no two are equal",
            token.position());
      }
    }
  }

  private StatementPlan index(TokenReader reader, SessionView view) {
    while (!reader.skipWord("on")) {
      reader.next();
    }
    reader.skipWord("only");
    TokenReader.TableNameTokens name = reader.table();
    TableFacts facts =
        new Tables(policy, view, keyStoreSchema)
            .resolve(name.schema(), name.table(), name.position());
    Map<String, ColumnPolicy> cells =
        policy
            .table(facts.relation().name().schema(), facts.relation().name().name())
            .map(TablePolicy::columns)
            .orElse(Map.of());
    List<Token> rest = reader.rest();
    requireNoCell(facts.relation().name(), rest, cells);
    for (int i = 0; i + 1 < rest.size(); i++) {
      if (rest.get(i).isName()
          && rest.get(i + 1).is("(")
          && Functions.userDefined(view, rest.get(i).value())) {
        throw Refusal.unsupported(
            "an index over a user-defined function on a tenant table", rest.get(i).position());
      }
    }
    return other();
  }

  private Optional<StatementPlan> alter(
      String sql, TokenReader reader, SessionView view, boolean mentions) {
    if (!reader.skipWord("table")) {
      return Optional.empty();
    }
    boolean ifExists = reader.skipWords("if", "exists");
    reader.skipWord("only");
    TokenReader.TableNameTokens name = reader.table();
    Optional<Relation> relation =
        name.schema().isPresent()
            ? view.find(new RelationName(name.schema().get(), name.table()))
            : view.resolve(name.table());
    if (relation.isEmpty() && !ifExists) {
      throw Refusal.unresolved("table " + name.table() + " is not in the catalog", name.position());
    }
    if (relation.isEmpty()) {
      return mentions ? Optional.empty() : Optional.of(other());
    }
    RelationName table = relation.get().name();
    Map<String, ColumnPolicy> cells =
        policy.table(table.schema(), table.name()).map(TablePolicy::columns).orElse(Map.of());
    Edits edits = new Edits();
    List<ColumnInfo> added = new ArrayList<>();
    for (List<Token> action : reader.restByCommas()) {
      if (!action(table, action, relation.get(), cells, edits, added)) {
        return mentions ? Optional.empty() : Optional.of(other());
      }
    }
    List<CatalogChange> changes = new ArrayList<>();
    changes.add(new CatalogChange.Other());
    if (!added.isEmpty()) {
      changes.add(new CatalogChange.ColumnsAdded(table, added));
    }
    return Optional.of(plan(sql, edits, changes));
  }

  private static boolean action(
      RelationName table,
      List<Token> action,
      Relation relation,
      Map<String, ColumnPolicy> cells,
      Edits edits,
      List<ColumnInfo> added) {
    TokenReader reader = new TokenReader(action);
    if (!reader.skipWord("add")) {
      return reader.skipWords("owner", "to")
          || reader.skipWords("enable", "row", "level", "security")
          || reader.skipWords("force", "row", "level", "security");
    }
    if (reader.peek().kind() == Token.Kind.WORD
        && TABLE_CONSTRAINTS.contains(reader.peek().value())) {
      requireNoCell(table, reader.rest(), cells);
      return true;
    }
    reader.skipWord("column");
    boolean ifNotExists = reader.skipWords("if", "not", "exists");
    ColumnTokens column = ColumnTokens.of(reader.rest());
    boolean there = ifNotExists && relation.column(column.name().value()).isPresent();
    ColumnInfo info = column(table, column, cells, edits);
    if (!there) {
      added.add(info);
    }
    return true;
  }

  private Optional<StatementPlan> drop(TokenReader reader, SessionView view) {
    if (!reader.skipWord("table")) {
      return Optional.empty();
    }
    boolean ifExists = reader.skipWords("if", "exists");
    List<CatalogChange> changes = new ArrayList<>();
    while (true) {
      TokenReader.TableNameTokens name = reader.table();
      Optional<Relation> relation =
          name.schema().isPresent()
              ? view.find(new RelationName(name.schema().get(), name.table()))
              : view.resolve(name.table());
      if (relation.isEmpty() && !ifExists) {
        throw Refusal.unresolved(
            "table " + name.table() + " is not in the catalog", name.position());
      }
      relation.ifPresent(r -> changes.add(new CatalogChange.Dropped(r.name())));
      if (!reader.sees(",")) {
        break;
      }
      reader.next();
    }
    return Optional.of(pass(changes));
  }
}
