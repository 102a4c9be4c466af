package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;

/** Judges ALTER SCHEMA: a new name moves all that is in it. */
final class SchemaMove {

  private SchemaMove() {}

  /** Judges what follows {@code ALTER SCHEMA}. */
  static void judge(Definition definition, TokenReader reader) {
    Token schema = reader.name();
    if (!reader.skipWords("rename", "to")) {
      definition.change(new CatalogChange.Other());
      return;
    }
    Token to = reader.name();
    for (Relation relation : definition.view().relations()) {
      if (relation.name().schema().equals(schema.value())) {
        Renames.table(
            definition,
            relation,
            new RelationName(to.value(), relation.name().name()),
            to.position());
      }
    }
    definition.change(new CatalogChange.Unknown());
  }
}
