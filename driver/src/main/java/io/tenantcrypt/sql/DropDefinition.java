package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.SessionView;
import java.util.List;
import java.util.Optional;

/** Judges DROP: what is gone cannot be read, but with it may go what marks rows as a tenant's. */
final class DropDefinition {

  private DropDefinition() {}

  /**
   * Judges what follows {@code DROP}.
   *
   * @return false for what is not known
   */
  static boolean judge(Definition definition, TokenReader reader) {
    Token what = reader.next();
    boolean cascade = definition.tokens().stream().anyMatch(t -> t.isWord("cascade"));
    switch (what.value()) {
      case "table" -> tables(definition, reader, cascade);
      case "index", "policy", "trigger" ->
          definition.change(cascade ? new CatalogChange.Unknown() : new CatalogChange.Other());
      case "sequence" -> {
        sequences(definition, reader);
        definition.change(new CatalogChange.Unknown());
      }
      case "schema" -> {
        requireNoTemporary(definition);
        definition.change(new CatalogChange.Unknown());
      }
      case "view",
          "materialized",
          "rule",
          "foreign",
          "extension",
          "function",
          "procedure",
          "routine",
          "aggregate",
          "statistics",
          "type",
          "domain" ->
          definition.change(new CatalogChange.Unknown());
      case "collation" -> {
        if (cascade) {
          throw Refusal.boundary(
              "DROP COLLATION … CASCADE takes columns along that are not named, and a tenancy"
                  + " column may be one; drop the columns first",
              what.position());
        }
        definition.change(new CatalogChange.Unknown());
      }
      case "owned" ->
          throw Refusal.boundary(
              "DROP OWNED may take the key tables along; drop what is meant by name",
              what.position());
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void requireNoTemporary(Definition definition) {
    for (Token token : definition.tokens()) {
      if (token.isName() && token.value().startsWith(SessionView.TEMPORARY_SCHEMA)) {
        throw Refusal.unsupported(
            "DROP SCHEMA of temporary tables; drop them by name, or use DISCARD TEMP",
            token.position());
      }
    }
  }

  // A temporary one is in no snapshot: it would be believed in for good.
  private static void sequences(Definition definition, TokenReader reader) {
    reader.skipWords("if", "exists");
    boolean more = true;
    while (more) {
      Optional<Relation> sequence = definition.find(reader.table());
      if (Definition.isTemporary(sequence)) {
        definition.change(new CatalogChange.Dropped(sequence.orElseThrow().name()));
      }
      more = reader.sees(",");
      if (more) {
        reader.next();
      }
    }
  }

  private static void tables(Definition definition, TokenReader reader, boolean cascade) {
    boolean ifExists = reader.skipWords("if", "exists");
    boolean more = true;
    while (more) {
      TokenReader.TableNameTokens name = reader.table();
      Optional<Relation> relation =
          ifExists ? definition.find(name) : Optional.of(definition.existing(name));
      // Partitions and sequences go with their table, and views with a cascade.
      boolean alone =
          relation.isPresent()
              && relation.get().reaches().isEmpty()
              && !cascade
              && !hidesOthers(definition.view(), relation.get().name().schema());
      if (alone || Definition.isTemporary(relation)) {
        definition.change(new CatalogChange.Dropped(relation.orElseThrow().name()));
      }
      if (!alone && (relation.isPresent() || definition.mentions() || cascade)) {
        definition.change(new CatalogChange.Unknown());
      }
      more = reader.sees(",");
      if (more) {
        reader.next();
      }
    }
  }

  /** Whether a sequence that might go along has the name of a relation of another schema. */
  private static boolean hidesOthers(SessionView view, String schema) {
    List<Relation> all = view.relations();
    return all.stream()
        .filter(r -> r.kind() == Relation.Kind.SEQUENCE && r.name().schema().equals(schema))
        .anyMatch(
            s ->
                all.stream()
                    .anyMatch(
                        o ->
                            o.name().name().equals(s.name().name())
                                && !o.name().schema().equals(schema)));
  }
}
