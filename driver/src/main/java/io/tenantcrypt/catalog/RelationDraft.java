package io.tenantcrypt.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A relation while its facts come in, query by query. */
final class RelationDraft {

  final RelationName name;
  final Relation.Kind kind;
  boolean special;

  /** Whether its rules run code of users, which may reach anything. */
  boolean opaque;

  final List<ColumnInfo> columns = new ArrayList<>();

  /** Columns by the index's number. */
  final Map<Long, List<String>> uniqueKeys = new LinkedHashMap<>();

  /** What it reaches in one step, by the relation's number. */
  final Map<Long, RelationName> reaches = new LinkedHashMap<>();

  final List<RelationName> parents = new ArrayList<>();

  RelationDraft(RelationName name, Relation.Kind kind, boolean special) {
    this.name = name;
    this.kind = kind;
    this.special = special;
  }
}
