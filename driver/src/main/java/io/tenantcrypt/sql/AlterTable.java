package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges ALTER TABLE, action by action. For one thread. */
final class AlterTable {

  private static final Set<String> HARMLESS = Set.of("owner", "cluster", "reset", "replica");

  private final Definition definition;
  private final Relation relation;
  private final RelationName table;
  private final TableGuard guard;
  private final Constraints constraints;
  private final List<ColumnInfo> added = new ArrayList<>();

  private AlterTable(Definition definition, Relation relation) {
    this.definition = definition;
    this.relation = relation;
    this.table = relation.name();
    this.guard = definition.guard(relation);
    this.constraints = new Constraints(definition, table, guard);
  }

  /**
   * Judges what follows {@code ALTER [FOREIGN] TABLE}.
   *
   * @return false for an action that is not known
   */
  static boolean judge(Definition definition, TokenReader reader) {
    if (reader.seesWord("all")) {
      return false; // ALL IN TABLESPACE
    }
    boolean ifExists = reader.skipWords("if", "exists");
    reader.skipWord("only");
    TokenReader.TableNameTokens name = reader.table();
    if (reader.sees("*")) {
      reader.next();
    }
    Optional<Relation> found = definition.find(name);
    // Where there is none, another session's may come in between: judged by its name.
    Relation relation =
        found.isPresent() || !ifExists ? definition.existing(name) : absent(definition, name);
    AlterTable alter = new AlterTable(definition, relation);
    for (List<Token> action : reader.restByCommas()) {
      if (!alter.action(action)) {
        return false;
      }
    }
    definition.change(new CatalogChange.Other());
    if (definition.leavesUnknown()) {
      Definition.requireFollowed(found, name.position());
    }
    if (found.isEmpty()) {
      definition.change(new CatalogChange.Unknown());
    } else if (!alter.added.isEmpty()) {
      definition.change(new CatalogChange.ColumnsAdded(relation.name(), alter.added));
    }
    return true;
  }

  private static Relation absent(Definition definition, TokenReader.TableNameTokens name) {
    return new Relation(
        definition.created(name, false),
        Relation.Kind.TABLE,
        List.of(),
        List.of(),
        Set.of(),
        false);
  }

  private boolean action(List<Token> action) {
    TokenReader reader = new TokenReader(action);
    String verb = reader.next().value();
    return switch (verb) {
      case "add" -> add(reader);
      case "drop" -> drop(reader);
      case "alter" -> alter(action, reader);
      case "rename" -> rename(reader);
      case "set" -> set(reader);
      case "validate" -> reader.skipWord("constraint");
      case "enable", "disable" -> trigger(reader);
      case "force" -> reader.skipWords("row", "level", "security");
      case "no" ->
          reader.skipWords("force", "row", "level", "security")
              || (reader.skipWord("inherit") && parent(reader));
      case "inherit" -> parent(reader);
      case "attach", "detach" -> reader.skipWord("partition") && partition(reader);
      default -> HARMLESS.contains(verb);
    };
  }

  private boolean add(TokenReader reader) {
    if (CreateTable.beginsConstraint(reader.peek())) {
      constraints.ofTable(reader.rest());
      return true;
    }
    reader.skipWord("column");
    boolean ifNotExists = reader.skipWords("if", "not", "exists");
    ColumnTokens column = ColumnTokens.of(reader.rest());
    boolean there = ifNotExists && relation.column(column.name().value()).isPresent();
    ColumnInfo info = CreateTable.column(definition, table, guard, column);
    if (!there) {
      added.add(info);
    }
    return true;
  }

  private boolean drop(TokenReader reader) {
    if (reader.skipWord("constraint")) {
      reader.skipWords("if", "exists");
      Token name = reader.name();
      if (!guard.cells().isEmpty() && name.value().startsWith(CellColumn.OWN)) {
        throw Refusal.protectedUse(
            "constraint " + name.value() + " keeps plaintext out of a protected column of " + table,
            name.position());
      }
      return true;
    }
    reader.skipWord("column");
    reader.skipWords("if", "exists");
    Token column = reader.name();
    if (guard.isTenancyColumn(column.value())) {
      throw Refusal.boundary(
          "without its tenancy column "
              + column.value()
              + " nothing would tell whose the rows of "
              + table
              + " are; drop the table, or list it in the policy with tenant: none first",
          column.position());
    }
    definition.change(new CatalogChange.Unknown());
    return true;
  }

  private boolean alter(List<Token> action, TokenReader reader) {
    if (reader.skipWord("constraint")) {
      return true;
    }
    reader.skipWord("column");
    Token column = reader.name();
    return new AlterColumn(definition, table, guard, constraints).judge(action, column, reader);
  }

  private boolean rename(TokenReader reader) {
    definition.change(new CatalogChange.Unknown());
    if (reader.skipWord("to")) {
      Token name = reader.name();
      Renames.table(
          definition, relation, new RelationName(table.schema(), name.value()), name.position());
      return true;
    }
    if (reader.skipWord("constraint")) {
      return true;
    }
    reader.skipWord("column");
    Token from = reader.name();
    if (!reader.skipWord("to")) {
      return false;
    }
    Renames.column(definition, relation, from, reader.name());
    return true;
  }

  private boolean set(TokenReader reader) {
    if (reader.skipWord("schema")) {
      definition.change(new CatalogChange.Unknown());
      Token schema = reader.name();
      Renames.table(
          definition, relation, new RelationName(schema.value(), table.name()), schema.position());
      return true;
    }
    return reader.sees("(")
        || reader.seesWord("tablespace")
        || reader.seesWord("logged")
        || reader.seesWord("unlogged")
        || reader.seesWord("without")
        || reader.seesWord("access");
  }

  private static boolean trigger(TokenReader reader) {
    if (reader.skipWord("always") || reader.skipWord("replica")) {
      return reader.seesWord("trigger");
    }
    return reader.seesWord("trigger") || reader.skipWords("row", "level", "security");
  }

  private boolean parent(TokenReader reader) {
    TokenReader.TableNameTokens name = reader.table();
    requireAlike(relation, definition.existing(name), name.position());
    return true;
  }

  private boolean partition(TokenReader reader) {
    TokenReader.TableNameTokens name = reader.table();
    requireAlike(definition.existing(name), relation, name.position());
    return true;
  }

  /** A table that joins or leaves another must be protected alike on its own. */
  private void requireAlike(Relation child, Relation above, int position) {
    definition.change(new CatalogChange.Unknown());
    TableGuard alone = definition.ownGuard(child);
    if (!alone.protectsLike(definition.guard(above))) {
      throw Refusal.mismatch(
          child.name()
              + " and "
              + above.name()
              + " are not protected alike, and rows of one would be rows of the other; list "
              + child.name()
              + " in the policy with the same columns and `domain:` of "
              + above.name()
              + "'s",
          position);
    }
  }
}
