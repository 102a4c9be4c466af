package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.CatalogSnapshot;
import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.catalog.ServerFacts;
import io.tenantcrypt.catalog.SessionView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The clinic's tables as H2 has them, in its mode REGULAR, and a sequence. */
final class H2Clinic {

  private static final long LONG_CELL = 16_777_215;

  private H2Clinic() {}

  static SessionView view() {
    Map<RelationName, Relation> relations = new HashMap<>();
    for (Relation relation : Clinic.view().relations()) {
      relations.put(
          relation.name(),
          new Relation(
              relation.name(),
              relation.kind(),
              relation.columns().stream().map(H2Clinic::column).toList(),
              relation.uniqueKeys(),
              relation.reaches(),
              false));
    }
    RelationName numbers = new RelationName("public", "numbers");
    relations.put(
        numbers,
        new Relation(numbers, Relation.Kind.SEQUENCE, List.of(), List.of(), Set.of(), false));
    return SessionView.of(
        new CatalogSnapshot(
            1,
            relations,
            Set.of(),
            Set.of(),
            Map.of("public", Set.of("leak")),
            new ServerFacts(20_400, true, Set.of(), Set.of(), Set.of(), Set.of(), Set.of())),
        List.of("public"),
        new Reading.H2(false, true));
  }

  private static ColumnInfo column(ColumnInfo column) {
    return column.type().equals("bytea")
        ? new ColumnInfo(column.name(), "binary large object", false, false, true, LONG_CELL)
        : column;
  }
}
