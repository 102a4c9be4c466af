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
 * Definitions on servers where they commit by themselves, so that nothing of them is ever undone.
 * Protected columns are rewritten to the type of their cells.
 */
abstract class CommittingDefinitions {

  private final Policy policy;
  private final String keyStoreSchema;
  private final Sensitive sensitive;

  CommittingDefinitions(Policy policy, String keyStoreSchema, Sensitive sensitive) {
    this.policy = policy;
    this.keyStoreSchema = keyStoreSchema;
    this.sensitive = sensitive;
  }

  abstract StatementPlan plan(String sql, List<Token> tokens, SessionView view);

  /** A column of a definition, cut into its parts. */
  abstract DefinedColumn column(List<Token> definition);

  /** What begins an element of CREATE TABLE that is no column. */
  abstract Set<String> keys();

  final Sensitive sensitive() {
    return sensitive;
  }

  /** Whether a definition might make or change something that is to be protected. */
  boolean mentioned(List<Token> tokens, SessionView view) {
    return sensitive.mentionedInDefinition(tokens, view);
  }

  final void requireNoKeys(List<Token> tokens) {
    for (Token token : tokens) {
      if (token.isName() && token.value().equals(keyStoreSchema)) {
        throw Refusal.boundary(
            keyStoreSchema + " holds the key tables; no statement may name it", token.position());
      }
    }
  }

  static boolean isIndex(List<Token> tokens) {
    return tokens.stream().limit(4).anyMatch(t -> t.isWord("index"));
  }

  final boolean beginsKey(List<Token> element) {
    Token first = element.get(0);
    return first.kind() == Token.Kind.WORD && keys().contains(first.value());
  }

  // ------------------------------------------------------------ CREATE TABLE

  /** Rewrites the columns of CREATE TABLE; gives them as a temporary table has them. */
  final List<ColumnInfo> columns(
      List<List<Token>> elements, Optional<TablePolicy> entry, Edits edits) {
    List<ColumnInfo> infos = new ArrayList<>();
    for (List<Token> element : elements) {
      if (element.isEmpty()) {
        continue;
      }
      if (beginsKey(element)) {
        entry.ifPresent(e -> requireNoProtected(element, e));
      } else {
        DefinedColumn column = column(element);
        entry
            .flatMap(e -> find(e, column.name().value()))
            .ifPresent(cell -> column.rewrite(cell, edits));
        infos.add(column.info());
      }
    }
    return infos;
  }

  /** Refuses a table and a temporary one of the same name. */
  final void requireOwnName(
      TokenReader.TableNameTokens name,
      boolean temporary,
      Optional<TablePolicy> entry,
      SessionView view) {
    if (!temporary && view.find(temporary(name)).isPresent()) {
      throw Refusal.unsupported(
          "a table with the name of a temporary one of this session; drop that first",
          name.position());
    }
    if (temporary && (entry.isPresent() || isKnown(name.table(), view))) {
      throw Refusal.unsupported(
          "a temporary table with the name of another table, which it would hide", name.position());
    }
  }

  static RelationName temporary(TokenReader.TableNameTokens name) {
    return new RelationName(SessionView.TEMPORARY_SCHEMA, name.table());
  }

  static CatalogChange created(TokenReader.TableNameTokens name, List<ColumnInfo> columns) {
    return new CatalogChange.Created(
        new Relation(temporary(name), Relation.Kind.TABLE, columns, List.of(), Set.of(), false),
        true);
  }

  private static boolean isKnown(String table, SessionView view) {
    return view.relations().stream()
        .anyMatch(
            r ->
                r.name().name().equals(table)
                    && !r.name().schema().equals(SessionView.TEMPORARY_SCHEMA));
  }

  final StatementPlan fromOther(List<Token> tokens, boolean temporary, SessionView view) {
    if (mentioned(tokens, view)) {
      throw Refusal.unsupported(
          "CREATE TABLE … LIKE or … SELECT with a name that the policy or a tenant table has; name"
              + " the columns, then insert",
          tokens.get(0).position());
    }
    if (temporary) {
      throw Refusal.unsupported(
          "a temporary table whose columns do not stand in the text; name them",
          tokens.get(0).position());
    }
    return CommittingUtilities.commits();
  }

  static StatementPlan finish(String sql, Edits edits, CatalogChange change, boolean commits) {
    Effects effects =
        new Effects(
            commits ? Effects.Transaction.COMMIT : Effects.Transaction.NONE,
            false,
            List.of(change),
            edits.warnings(),
            Optional.empty());
    return edits.changesText()
        ? StatementPlan.Protected.ofDefinition(edits.apply(sql).sql(), effects)
        : new StatementPlan.PassThrough(effects, false);
  }

  // ------------------------------------------------------------ ALTER TABLE

  final void added(TokenReader reader, Optional<TablePolicy> entry, Edits edits) {
    boolean column = reader.skipWord("column");
    reader.skipWords("if", "not", "exists");
    if (!column && !reader.atEnd() && beginsKey(reader.rest())) {
      List<Token> key = reader.rest();
      entry.ifPresent(e -> requireNoProtected(key, e));
    } else if (reader.sees("(")) {
      for (List<Token> each : reader.list()) {
        rewritten(each, entry, edits);
      }
    } else {
      rewritten(reader.rest(), entry, edits);
    }
  }

  final void rewritten(List<Token> definition, Optional<TablePolicy> entry, Edits edits) {
    DefinedColumn column = column(definition);
    entry
        .flatMap(e -> find(e, column.name().value()))
        .ifPresent(cell -> column.rewrite(cell, edits));
  }

  // Without the column nothing would tell whose the table's rows are.
  final void dropped(List<Token> action, Optional<TablePolicy> entry) {
    for (Token token : action) {
      if (token.isName() && token.value().equals(tenancyColumn(entry))) {
        throw Refusal.mismatch(
            "dropping the tenancy column, or a key that bears its name: nothing would tell whose the"
                + " rows of the table are",
            token.position());
      }
    }
  }

  final void requireRenamable(Token old, List<Token> next, Optional<TablePolicy> entry) {
    boolean known = isKept(old, entry) || (!next.isEmpty() && isKept(next.get(0), entry));
    if (known) {
      throw Refusal.mismatch(
          "renaming a protected column or the tenancy column, or giving another one its name; on"
              + " this database add the column and migrate its rows",
          old.position());
    }
  }

  /** Whether a name is that of a protected column or of the tenancy column. */
  final boolean isKept(Token name, Optional<TablePolicy> entry) {
    return name.value().equals(tenancyColumn(entry))
        || entry.flatMap(e -> find(e, name.value())).isPresent();
  }

  private String tenancyColumn(Optional<TablePolicy> entry) {
    return entry.flatMap(TablePolicy::tenancyColumn).orElseGet(() -> policy.tenancy().column());
  }

  // ------------------------------------------------------------ common

  final RelationName name(TokenReader.TableNameTokens name, SessionView view) {
    String schema =
        name.schema()
            .or(view::creationSchema)
            .orElseThrow(
                () -> Refusal.unsupported("a table without a database; USE one", name.position()));
    return new RelationName(schema, name.table());
  }

  final Optional<TablePolicy> entry(RelationName table) {
    return policy.table(table.schema(), table.name());
  }

  static Optional<ColumnPolicy> find(TablePolicy entry, String column) {
    return Optional.ofNullable(entry.columns().get(column));
  }

  final void requireNoProtected(List<Token> tokens) {
    for (TablePolicy entry : policy.tables()) {
      boolean named =
          tokens.stream().anyMatch(t -> t.isName() && t.value().equals(entry.name().table()));
      if (named) {
        requireNoProtected(tokens, entry);
      }
    }
  }

  static void requireNoProtected(List<Token> tokens, TablePolicy entry) {
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

  static Refusal refused(Token verb) {
    return Refusal.unsupported(
        "ALTER TABLE … "
            + verb.value().toUpperCase(Locale.ROOT)
            + " on a tenant table; run it over a connection of the database's own driver",
        verb.position());
  }

  static Refusal refusedKind(List<Token> tokens) {
    return Refusal.unsupported(
        tokens.get(0).value().toUpperCase(Locale.ROOT)
            + " of this kind on a tenant table, or with code that may reach one; run it over a"
            + " connection of the database's own driver",
        tokens.get(0).position());
  }
}
