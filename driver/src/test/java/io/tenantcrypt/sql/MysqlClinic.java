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

/**
 * The clinic's tables as MariaDB has them: each key of patient holds the tenant, visit's does not.
 */
final class MysqlClinic {

  /** The modes in which a MariaDB server starts. */
  static final Reading.Mysql USUAL = new Reading.Mysql(true, false, true, false, true, true, true);

  private static final long MEDIUM = 16_777_215;

  private MysqlClinic() {}

  static SessionView view(Reading.Mysql reading) {
    Map<RelationName, Relation> relations = new HashMap<>();
    for (Relation relation : Clinic.view().relations()) {
      RelationName name = new RelationName("clinic", relation.name().name());
      List<List<String>> keys =
          name.name().equals("visit")
              ? List.of(List.of("id"))
              : List.of(List.of("tenant_id", "id"));
      relations.put(
          name,
          new Relation(
              name,
              relation.kind(),
              relation.columns().stream().map(MysqlClinic::column).toList(),
              keys,
              Set.copyOf(
                  relation.reaches().stream()
                      .map(r -> new RelationName("clinic", r.name()))
                      .toList()),
              false));
    }
    return SessionView.of(
        new CatalogSnapshot(
            1,
            relations,
            Set.of("columns", "tables", "processlist"),
            Set.of("count", "sum"),
            Map.of("clinic", Set.of("leak")),
            new ServerFacts(101105, true, Set.of(), Set.of(), Set.of(), Set.of(), Set.of())),
        List.of("clinic"),
        reading);
  }

  private static ColumnInfo column(ColumnInfo column) {
    return switch (column.type()) {
      case "bytea" -> new ColumnInfo(column.name(), "mediumblob", false, false, true, MEDIUM);
      case "character varying" -> new ColumnInfo(column.name(), "varchar", false, false, true, 63);
      default -> column;
    };
  }
}
