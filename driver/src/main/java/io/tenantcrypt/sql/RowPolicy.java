package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.Relation;
import java.util.List;

/**
 * Judges CREATE and ALTER POLICY: row security can only take rows away, so that what matters is
 * what its expressions read and run.
 */
final class RowPolicy {

  private RowPolicy() {}

  /** Judges what follows {@code POLICY}. */
  static void judge(Definition definition, TokenReader reader) {
    reader.skipWords("if", "exists");
    reader.name();
    if (!reader.skipWord("on")) {
      throw Refusal.unsupported("ON and a table are expected here", definition.position());
    }
    Relation relation = definition.existing(reader.table());
    TableGuard guard = definition.guard(relation);
    List<Token> rest = reader.rest();
    if (!CheckRule.onlyNullTests(rest, guard.cells().keySet())) {
      Constraints.requireNoCell(rest, guard.cells(), relation.name().toString());
    }
    DefinitionCalls.check(definition.view(), rest);
    definition.change(new CatalogChange.Other());
  }
}
