package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.tenancy.TenantType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans CREATE TABLE … AS. The new table must hold its rows to the tenant as the old ones do: it
 * has the tenancy column, from pinned tables, or it is temporary and the session notes whose rows
 * it holds. Cells are copied into a temporary table only: the session notes how they open, and no
 * policy would for one that stays.
 */
final class QueriedTables {

  private final Policy policy;
  private final Queries queries;
  private final Sensitive sensitive;

  QueriedTables(Policy policy, Queries queries, Sensitive sensitive) {
    this.policy = policy;
    this.queries = queries;
    this.sensitive = sensitive;
  }

  /** Whether these tokens define a table by a query. */
  static boolean isIt(List<Token> tokens) {
    return as(tokens) > 0;
  }

  private static int as(List<Token> tokens) {
    int table = 1;
    while (table < tokens.size() && isModifier(tokens.get(table))) {
      table++;
    }
    if (!tokens.get(0).isWord("create")
        || table >= tokens.size()
        || !tokens.get(table).isWord("table")) {
      return -1;
    }
    return new Clauses(tokens, table + 1, tokens.size()).find("as");
  }

  private static boolean isModifier(Token token) {
    return token.isWord("global")
        || token.isWord("local")
        || isTemporary(token)
        || token.isWord("unlogged");
  }

  private static boolean isTemporary(Token token) {
    return token.isWord("temp") || token.isWord("temporary");
  }

  private record Head(
      boolean temporary,
      boolean ifNotExists,
      TokenReader.TableNameTokens name,
      List<String> columns,
      boolean vanishes) {}

  private static Head head(List<Token> tokens) {
    TokenReader reader = new TokenReader(tokens);
    reader.next();
    boolean temporary = false;
    while (isModifier(reader.peek())) {
      temporary |= isTemporary(reader.next());
    }
    reader.next();
    boolean ifNotExists = reader.skipWords("if", "not", "exists");
    TokenReader.TableNameTokens name = reader.table();
    List<String> columns = new ArrayList<>();
    if (reader.sees("(")) {
      for (List<Token> element : reader.list()) {
        if (element.size() != 1 || !element.get(0).isName()) {
          throw Refusal.unsupported("the columns of CREATE TABLE … AS", name.position());
        }
        columns.add(element.get(0).value());
      }
    }
    boolean vanishes = reader.rest().stream().anyMatch(t -> t.isWord("drop"));
    return new Head(temporary, ifNotExists, name, columns, vanishes);
  }

  StatementPlan plan(String sql, List<Token> tokens, SessionView view) {
    int as = as(tokens);
    Head head = head(tokens.subList(0, as));
    int position = head.name().position();
    boolean temporary =
        head.temporary()
            || head.name().schema().filter(SessionView.TEMPORARY_SCHEMA::equals).isPresent();
    RelationName name = new RelationName(schema(head, temporary, view), head.name().table());
    List<Token> named = tokens.subList(0, as).stream().takeWhile(t -> !t.is("(")).toList();
    boolean reserved = sensitive.mentionedInDefinition(named, view);
    if (!sensitive.mentionedInDefinition(tokens, view)) {
      return innocent(
          name, head, temporary, view, () -> columns(sql, tokens, as, head, temporary, view));
    }
    if (reserved) {
      throw Refusal.unsupported(
          "a table made from a query under a name that the policy or a tenant table has; choose"
              + " another",
          position);
    }
    Queries.Judged judged =
        queries.judge(sql, new Queries.Part(tokens, as + 1, endOfQuery(tokens)), view);
    Draft draft = judged.analysis().draft();
    List<ColumnInfo> columns = columns(head, temporary, judged, position);
    Relation relation =
        new Relation(name, Relation.Kind.TABLE, columns, List.of(), Set.of(), false);
    boolean ofTenants = columns.stream().anyMatch(c -> c.name().equals(policy.tenancy().column()));
    if (draft.touchesTenants() && !ofTenants && !temporary) {
      throw Refusal.boundary(
          "the new table "
              + name
              + " would hold a tenant's rows without the column "
              + policy.tenancy().column()
              + ", so that every tenant could read them; select that column too, or make the table"
              + " temporary",
          position);
    }
    List<CatalogChange> changes = changes(relation, head, temporary, view);
    if (draft.touchesTenants() && !ofTenants) {
      changes.add(new CatalogChange.Filled(name));
    }
    if (judged.passes()) {
      return new StatementPlan.PassThrough(Effects.of(changes), false);
    }
    StatementPlan.Protected plan = judged.plan(List.of(), Optional.empty(), Effects.of(changes));
    return new StatementPlan.Protected(
        plan.sql(),
        plan.parameters(),
        plan.applicationParameters(),
        List.of(),
        plan.target(),
        plan.checks(),
        plan.needsTenant(),
        Optional.empty(),
        plan.effects(),
        false);
  }

  private static String schema(Head head, boolean temporary, SessionView view) {
    return temporary
        ? SessionView.TEMPORARY_SCHEMA
        : head.name()
            .schema()
            .or(view::creationSchema)
            .orElseThrow(
                () ->
                    Refusal.mismatch(
                        "no schema of search_path takes new tables; qualify the name",
                        head.name().position()));
  }

  // What cannot be analysed has columns that are not known: none of them is judged.
  private List<ColumnInfo> columns(
      String sql, List<Token> tokens, int as, Head head, boolean temporary, SessionView view) {
    try {
      Queries.Part part = new Queries.Part(tokens, as + 1, endOfQuery(tokens));
      return columns(head, temporary, queries.judge(sql, part, view), head.name().position());
    } catch (Refusal e) {
      return List.of();
    }
  }

  private static int endOfQuery(List<Token> tokens) {
    int end = tokens.size();
    boolean data = tokens.get(end - 1).isWord("data");
    return !data ? end : tokens.get(end - 2).isWord("no") ? end - 3 : end - 2;
  }

  // Nothing in it reaches a tenant.
  private static StatementPlan innocent(
      RelationName name,
      Head head,
      boolean temporary,
      SessionView view,
      java.util.function.Supplier<List<ColumnInfo>> columns) {
    if (!temporary) {
      return new StatementPlan.PassThrough(Effects.of(List.of(new CatalogChange.Other())), false);
    }
    Relation relation =
        new Relation(name, Relation.Kind.TABLE, columns.get(), List.of(), Set.of(), false);
    return new StatementPlan.PassThrough(Effects.of(changes(relation, head, true, view)), false);
  }

  private static List<CatalogChange> changes(
      Relation relation, Head head, boolean temporary, SessionView view) {
    List<CatalogChange> changes = new ArrayList<>();
    if (head.ifNotExists() && view.find(relation.name()).isPresent()) {
      return changes;
    }
    Optional<String> owner = view.owner(relation.name());
    changes.add(new CatalogChange.Created(relation, temporary && !head.vanishes()));
    if (head.ifNotExists() && owner.isPresent()) {
      changes.add(new CatalogChange.Owned(relation.name(), owner.get()));
    }
    return changes;
  }

  private List<ColumnInfo> columns(
      Head head, boolean temporary, Queries.Judged judged, int position) {
    List<Output> outputs = Output.named(judged.analysis().outputs(), head.columns());
    List<ColumnInfo> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Output output : outputs) {
      if (output.name().isEmpty() || !names.add(output.name())) {
        throw Refusal.unsupported(
            "a column of the new table without a name of its own; give it one with AS", position);
      }
      if (Queries.output(output) instanceof OutputColumn.Cell cell) {
        if (!temporary) {
          throw Refusal.protectedUse(
              "cells would be copied into the column "
                  + output.name()
                  + " of a new table, which the policy does not know; make the table temporary, or"
                  + " create it with a policy of its own and use INSERT … SELECT",
              position);
        }
        columns.add(copy(output.name(), cell.column(), position));
      } else {
        columns.add(column(output, judged.analysis().draft(), position));
      }
    }
    return columns;
  }

  // Its cells are of the column that they come from: they open as that one's do.
  private ColumnInfo copy(String name, ProtectedColumn from, int position) {
    ColumnPolicy original =
        policy.tables().stream()
            .flatMap(table -> table.columns().values().stream())
            .filter(
                c ->
                    c.domain().equals(from.domain())
                        && c.type().equals(from.type())
                        && c.storage() == from.storage()
                        && c.pad() == from.pad())
            .findFirst()
            .orElseThrow(
                () ->
                    Refusal.unsupported(
                        "cells of a column that the policy does not have", position));
    ColumnPolicy column =
        new ColumnPolicy(
            name,
            original.type(),
            original.encryption(),
            original.domain(),
            original.storage(),
            original.pad(),
            original.index(),
            original.bindTo());
    boolean binary = column.storage() == ColumnPolicy.Storage.BINARY;
    return new ColumnInfo(
        name,
        binary ? "bytea" : "text",
        false,
        false,
        true,
        0,
        Optional.of(new ColumnInfo.Copied(column, from.platform())));
  }

  private ColumnInfo column(Output output, Draft draft, int position) {
    String type = "unknown";
    if (output.name().equals(policy.tenancy().column())) {
      if (!(output.origin() instanceof Origin.TenantValue) || draft.tenantTypes().size() != 1) {
        throw Refusal.boundary(
            "the tenancy column "
                + output.name()
                + " of the new table is not known to hold the session's tenant; select it from a"
                + " pinned table",
            position);
      }
      type = type(draft.tenantTypes().iterator().next());
    }
    return new ColumnInfo(output.name(), type, false, false, true);
  }

  private static String type(TenantType type) {
    return switch (type) {
      case TEXT, EXACT_TEXT -> "character varying";
      case SMALLINT -> "smallint";
      case INTEGER -> "integer";
      case BIGINT, EXACT_BIGINT -> "bigint";
      case UUID -> "uuid";
    };
  }
}
