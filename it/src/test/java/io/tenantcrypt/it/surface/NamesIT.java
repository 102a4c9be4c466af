package io.tenantcrypt.it.surface;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Names of columns and tables that are parts of one another, some of them protected. */
class NamesIT {

  private static final List<String> COLUMNS =
      List.of("name", "name_hint", "nickname", "nick", "name2");

  /** Each ends one, begins one, or stands within one that is not as protected as it is. */
  private static final String ITEM =
      "CREATE TABLE name ({tenant}, id bigint NOT NULL, name varchar(20), name_hint varchar(20),"
          + " nickname varchar(20), nick varchar(20), name2 varchar(20),"
          + " PRIMARY KEY (tenant_id, id))";

  @TestFactory
  Stream<DynamicTest> columns_whoseNamesContainOneAnother_areToldApart() {
    return Stream.of(Connector.values())
        .map(connector -> DynamicTest.dynamicTest(connector.name(), () -> check(connector)));
  }

  private static void check(Connector connector) throws Exception {
    String type = ": { type: varchar(20) }";
    Twin twin =
        Twin.create(
            connector,
            "names",
            Map.of("name", "name" + type + ", nickname" + type + ", name2" + type),
            List.of(ITEM));
    twin.alike(
        (c, seen) -> {
          try (Statement s = c.createStatement();
              PreparedStatement insert =
                  c.prepareStatement(
                      "INSERT INTO name (name_hint, id, name2, nick, nickname, name)"
                          + " VALUES (?, ?, 'S3CRET-b', ?, ?, ?), ('h', 2, ?, 'n', 'S3CRET-c', ?)");
              PreparedStatement update =
                  c.prepareStatement(
                      "UPDATE name SET name_hint = ?, nickname = ?, nick = 'x', name = ?"
                          + " WHERE name_hint = ? AND nick = ?")) {
            List<Object> values =
                List.of("hint", 1, "nick", "S3CRET-d", "S3CRET-e", "S3CRET-f", "S3CRET-g");
            for (int i = 0; i < values.size(); i++) {
              insert.setObject(i + 1, values.get(i));
            }
            seen.add(Seen.of(insert::executeUpdate));
            List<String> changes = List.of("new", "S3CRET-h", "S3CRET-i", "hint", "nick");
            for (int i = 0; i < changes.size(); i++) {
              update.setString(i + 1, changes.get(i));
            }
            seen.add(Seen.of(update::executeUpdate));
            seen.add(Seen.of(() -> Seen.rows(c, "SELECT * FROM name ORDER BY id")));
            List<String> others = new ArrayList<>(COLUMNS);
            for (String column : COLUMNS) {
              others.remove(column);
              others.add(column);
              for (String sql :
                  List.of(
                      "SELECT name." + column + " FROM name ORDER BY id",
                      "SELECT " + column + " AS " + others.get(0) + " FROM name ORDER BY id",
                      "SELECT d."
                          + column
                          + " FROM (SELECT "
                          + String.join(", ", others)
                          + ", id FROM name) d ORDER BY d.id")) {
                seen.add(sql + Seen.of(() -> Seen.rows(c, sql)));
                try (ResultSet rows = s.executeQuery(sql)) {
                  seen.add(rows.getMetaData().getColumnName(1).toLowerCase(java.util.Locale.ROOT));
                  seen.add(rows.getMetaData().getColumnLabel(1).toLowerCase(java.util.Locale.ROOT));
                }
              }
            }
            seen.add(Seen.of(() -> Seen.rows(c, "SELECT id FROM name WHERE name_hint = 'new'")));
            seen.add(Seen.of(() -> s.executeUpdate("DELETE FROM name WHERE nick = 'x'")));
          }
        });
  }
}
