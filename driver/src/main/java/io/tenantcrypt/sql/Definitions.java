package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans statements of DDL. They are read by their tokens: the parser's tree keeps no places of
 * types, and the text is to be spliced. What is not in the closed lists here and names something
 * that is protected is refused; what names nothing of the kind passes.
 */
final class Definitions {

  // Objects whose strings are values; those of a function's body or of a foreign table's options
  // may name tables.
  private static final Set<String> STRINGS_ARE_VALUES =
      Set.of(
          "table",
          "index",
          "type",
          "domain",
          "sequence",
          "schema",
          "view",
          "materialized",
          "collation",
          "role",
          "user",
          "group",
          "policy");

  // Types whose comparison decides whose a row is.
  private static final Set<String> COMPARED =
      Set.of(
          "character varying",
          "character",
          "text",
          "smallint",
          "integer",
          "bigint",
          "uuid",
          "boolean");

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
    Definition definition =
        new Definition(
            sql, tokens, view, policy, keyStoreSchema, mentions(tokens, view), sensitive);
    TokenReader reader = new TokenReader(tokens);
    boolean known =
        switch (reader.next().value()) {
          case "create" -> create(definition, reader);
          case "alter" -> alter(definition, reader);
          case "drop" -> DropDefinition.judge(definition, reader);
          case "comment", "grant", "revoke" -> other(definition);
          default -> false;
        };
    if (!known && definition.mentions()) {
      throw Refusal.unsupported(
          "this definition names a table or column of the policy, a function, or something that"
              + " reaches one, in a form that is not analysed; CREATE, ALTER and DROP TABLE, CREATE"
              + " INDEX, SEQUENCE and POLICY, COMMENT, GRANT and REVOKE are",
          tokens.get(0).position());
    }
    if (!known) {
      definition.change(new CatalogChange.Unknown());
    }
    return definition.plan();
  }

  private boolean mentions(List<Token> tokens, SessionView view) {
    String object = tokens.size() > 1 ? objectOf(tokens) : "";
    if (object.equals("function") || object.equals("procedure")) {
      // Its own name, which a new version has too, runs nothing.
      return sensitive.mentionedInDefinition(withoutName(tokens, object), view, true);
    }
    return sensitive.mentionedInDefinition(tokens, view, !STRINGS_ARE_VALUES.contains(object));
  }

  /** The first word behind CREATE, ALTER or DROP that says what kind of object it is. */
  private static String objectOf(List<Token> tokens) {
    Set<String> before =
        Set.of(
            "or",
            "replace",
            "global",
            "local",
            "temp",
            "temporary",
            "unlogged",
            "unique",
            "recursive");
    int i = 1;
    while (i + 1 < tokens.size() && before.contains(tokens.get(i).value())) {
      i++;
    }
    return tokens.get(i).value();
  }

  private static List<Token> withoutName(List<Token> tokens, String object) {
    List<Token> rest = new ArrayList<>(tokens);
    int at = 1;
    while (at < rest.size() && !rest.get(at).isWord(object)) {
      at++;
    }
    boolean named = at + 1 < rest.size() && rest.get(at + 1).isName();
    if (named && tokens.get(0).isWord("create")) {
      rest.remove(at + 1);
      if (at + 2 < rest.size() && rest.get(at + 1).is(".") && rest.get(at + 2).isName()) {
        rest.remove(at + 2);
      }
    }
    return rest;
  }

  private static boolean other(Definition definition) {
    definition.change(new CatalogChange.Other());
    return true;
  }

  private static boolean create(Definition definition, TokenReader reader) {
    if (reader.skipWord("unique") || reader.seesWord("index")) {
      CreateIndex.judge(definition, reader);
      return true;
    }
    boolean temporary = false;
    while (reader.seesWord("global")
        || reader.seesWord("local")
        || reader.seesWord("temp")
        || reader.seesWord("temporary")
        || reader.seesWord("unlogged")) {
      temporary |= reader.next().value().startsWith("temp");
    }
    if (reader.skipWord("table")) {
      return CreateTable.judge(definition, reader, temporary);
    }
    if (reader.skipWord("sequence")) {
      sequence(definition, reader, temporary);
      return true;
    }
    if (reader.skipWord("policy")) {
      RowPolicy.judge(definition, reader);
      return true;
    }
    if (reader.skipWords("or", "replace")
        && !reader.seesWord("function")
        && !reader.seesWord("procedure")) {
      return false;
    }
    if (reader.seesWord("function") || reader.seesWord("procedure")) {
      requireReadable(definition);
      return false;
    }
    if (reader.seesWord("operator") || reader.seesWord("cast")) {
      requireOwnTypes(reader);
      return false;
    }
    return reader.skipWord("type") && type(definition, reader);
  }

  // In other languages a text may be made of pieces, so that no name stands in it.
  private static void requireReadable(Definition definition) {
    List<Token> tokens = definition.tokens();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      String language = tokens.get(i + 1).value().toLowerCase(java.util.Locale.ROOT);
      if (tokens.get(i).isWord("language")
          && !language.equals("sql")
          && !language.equals("plpgsql")) {
        throw Refusal.unsupported(
            "a function in another language than SQL or PL/pgSQL: what it reads is not in its text",
            tokens.get(i + 1).position());
      }
    }
  }

  // A list of labels, or a composite type: it has no rows.
  private static boolean type(Definition definition, TokenReader reader) {
    reader.table();
    if (reader.skipWord("as") && (reader.seesWord("enum") || reader.sees("("))) {
      definition.change(new CatalogChange.Unknown());
      return true;
    }
    return false;
  }

  private static void sequence(Definition definition, TokenReader reader, boolean temporary) {
    boolean ifNotExists = reader.skipWords("if", "not", "exists");
    if (temporary && definition.mentions()) {
      throw Refusal.unsupported(
          "a temporary sequence with a name that the policy or a tenant table has",
          definition.position());
    }
    var name = definition.created(reader.table(), temporary);
    if (!ifNotExists || definition.view().find(name).isEmpty()) {
      definition.change(
          new CatalogChange.Created(
              new Relation(name, Relation.Kind.SEQUENCE, List.of(), List.of(), Set.of(), false),
              temporary));
    }
  }

  // Between two types of the server's own it would change what tenant_id = ? means.
  private static void requireOwnTypes(TokenReader reader) {
    Token first = reader.next();
    if (reader.seesWord("class") || reader.seesWord("family")) {
      return;
    }
    List<Token> rest = reader.rest();
    for (int i = 0; i < rest.size(); i++) {
      Token token = rest.get(i);
      String type = token.isName() ? SqlType.of(List.of(token)).name() : "";
      if (COMPARED.contains(type)) {
        throw Refusal.boundary(
            first.value().toUpperCase(java.util.Locale.ROOT)
                + " on a type that tenancy columns may have: it could change what a comparison with"
                + " the tenant means",
            token.position());
      }
    }
  }

  private static boolean alter(Definition definition, TokenReader reader) {
    Token object = reader.next();
    switch (object.value()) {
      case "table" -> {
        return AlterTable.judge(definition, reader);
      }
      case "foreign" -> {
        return reader.skipWord("table") && AlterTable.judge(definition, reader);
      }
      case "index" -> {
        return index(definition, reader);
      }
      case "policy" -> RowPolicy.judge(definition, reader);
      case "schema" -> SchemaMove.judge(definition, reader);
      case "sequence" -> {
        definition.change(new CatalogChange.Unknown());
        reader.skipWords("if", "exists");
        Definition.requireFollowed(definition.find(reader.table()), object.position());
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  // ALTER INDEX … RENAME also takes the name of a table.
  private static boolean index(Definition definition, TokenReader reader) {
    reader.skipWords("if", "exists");
    Optional<Relation> relation =
        reader.seesWord("all") ? Optional.empty() : definition.find(reader.table());
    if (relation.isPresent()) {
      throw Refusal.unsupported(
          "ALTER INDEX with the name of a table; ALTER TABLE says what is meant",
          definition.position());
    }
    return other(definition);
  }
}
