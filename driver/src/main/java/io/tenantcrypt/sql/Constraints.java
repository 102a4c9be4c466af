package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.policy.ColumnPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges the constraints of one table, its keys and its defaults. For one thread. */
final class Constraints {

  private final Definition definition;
  private final RelationName table;
  private final TableGuard guard;

  Constraints(Definition definition, RelationName table, TableGuard guard) {
    this.definition = definition;
    this.table = table;
    this.guard = guard;
  }

  /** A constraint of the table. */
  void ofTable(List<Token> element) {
    judge(ConstraintTokens.ofTable(element), Optional.empty());
  }

  /** The constraints of a column that is not protected. */
  void ofColumn(String column, List<ConstraintTokens> constraints) {
    constraints.forEach(c -> judge(c, Optional.of(column)));
  }

  private void judge(ConstraintTokens constraint, Optional<String> column) {
    switch (constraint.kind()) {
      case "check" -> CheckRule.apply(definition, table.toString(), constraint, guard.cells());
      case "foreign", "references" -> foreignKey(constraint, column);
      default -> expression(constraint.tokens());
    }
  }

  /** An expression or a list of columns that may read no cell. */
  void expression(List<Token> tokens) {
    requireNoCell(tokens, guard.cells(), table.toString());
    DefinitionCalls.check(definition.view(), tokens);
  }

  static void requireNoCell(List<Token> tokens, Map<String, ColumnPolicy> cells, String table) {
    for (Token token : tokens) {
      if (token.isName() && cells.containsKey(token.value())) {
        throw Refusal.protectedUse(
            "a constraint, index, default or partition key that reads the protected column "
                + table
                + "."
                + token.value()
                + ": the database sees only its cells, of which no two are equal",
            token.position());
      }
    }
  }

  private void foreignKey(ConstraintTokens key, Optional<String> column) {
    TokenReader reader = new TokenReader(key.tokens());
    boolean tenant = column.filter(guard::isTenancyColumn).isPresent();
    while (!reader.skipWord("references")) {
      Token token = reader.next();
      requireNoCell(List.of(token), guard.cells(), table.toString());
      tenant |= token.isName() && guard.isTenancyColumn(token.value());
    }
    TokenReader.TableNameTokens other = reader.table();
    if (reader.sees("(")) {
      Map<String, ColumnPolicy> cells =
          definition.find(other).map((Relation r) -> definition.guard(r).cells()).orElse(Map.of());
      reader.list().forEach(c -> requireNoCell(c, cells, other.table()));
    }
    if (tenant) {
      requireSteady(reader.rest());
    }
  }

  // The server would move rows to another tenant when the row that they refer to changes.
  private static void requireSteady(List<Token> actions) {
    for (int i = 0; i + 1 < actions.size(); i++) {
      boolean follows =
          actions.get(i).isWord("update")
              && !actions.get(i + 1).isWord("no")
              && !actions.get(i + 1).isWord("restrict");
      boolean resets = actions.get(i).isWord("set") && actions.get(i + 1).isWord("default");
      if (follows || resets) {
        throw Refusal.boundary(
            "a foreign key by which the server itself would change the tenancy column; leave out"
                + " ON UPDATE and SET DEFAULT",
            actions.get(i).position());
      }
    }
  }
}
