package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.Relation;
import java.util.List;

/** Judges CREATE INDEX. */
final class CreateIndex {

  private CreateIndex() {}

  /** Judges what follows {@code CREATE [UNIQUE]}. */
  static void judge(Definition definition, TokenReader reader) {
    while (!reader.skipWord("on")) {
      reader.next();
    }
    reader.skipWord("only");
    Relation relation = definition.existing(reader.table());
    TableGuard guard = definition.guard(relation);
    List<Token> keys = reader.rest();
    int where = 0;
    while (where < keys.size() && !keys.get(where).isWord("where")) {
      where++;
    }
    List<Token> condition = keys.subList(where, keys.size());
    Constraints.requireNoCell(keys.subList(0, where), guard.cells(), relation.name().toString());
    // A partial index may ask whether there is a value.
    if (!condition.isEmpty()
        && !CheckRule.onlyNullTests(
            condition.subList(1, condition.size()), guard.cells().keySet())) {
      Constraints.requireNoCell(condition, guard.cells(), relation.name().toString());
    }
    DefinitionCalls.check(definition.view(), keys);
    definition.change(new CatalogChange.Other());
  }
}
