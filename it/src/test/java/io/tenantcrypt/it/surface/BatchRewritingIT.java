package io.tenantcrypt.it.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.World;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What real drivers make of many rows of a batch they make of protected rows too. */
class BatchRewritingIT {

  private static final int ROWS = 64;

  /**
   * A way of a real driver to send a batch.
   *
   * @param fewer whether the server sees fewer statements than rows
   */
  private record Way(Connector connector, String settings, boolean fewer) {}

  private static final List<Way> WAYS =
      List.of(
          new Way(Connector.POSTGRES, "reWriteBatchedInserts=false", false),
          new Way(Connector.POSTGRES, "reWriteBatchedInserts=true", true),
          new Way(Connector.MYSQL, "rewriteBatchedStatements=false", false),
          new Way(Connector.MYSQL, "rewriteBatchedStatements=true", true),
          new Way(Connector.MYSQL, "rewriteBatchedStatements=true&useServerPrepStmts=true", true),
          new Way(Connector.MARIADB, "useBulkStmts=false", false),
          new Way(Connector.MARIADB, "useBulkStmts=true", true),
          new Way(Connector.MARIADB, "useBulkStmts=true&useServerPrepStmts=true", true));

  /** Statements that the server saw on PostgreSQL, which counts none itself. */
  private static final String COUNTING =
      "CREATE TABLE seen (n integer);"
          + " CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS"
          + " 'BEGIN INSERT INTO seen VALUES (1); RETURN NULL; END';"
          + " CREATE TRIGGER noted AFTER INSERT ON item FOR EACH STATEMENT EXECUTE FUNCTION note()";

  @TestFactory
  Stream<DynamicTest> batch_ofInserts_isSentInAsFewStatementsAsAPlainOne() {
    return WAYS.stream().map(way -> DynamicTest.dynamicTest(way.toString(), () -> compare(way)));
  }

  private static void compare(Way way) throws Exception {
    Twin made =
        Twin.create(
            way.connector(),
            "rewriting_" + WAYS.indexOf(way),
            Map.of("item", "name: { type: varchar(20) }, born: { type: date }"),
            List.of(
                "CREATE TABLE item ({tenant}, id bigint NOT NULL, name varchar(20), born date,"
                    + " PRIMARY KEY (tenant_id, id))"));
    if (way.connector() == Connector.POSTGRES) {
      for (String url : List.of(made.plain(), made.raw())) {
        try (Connection past = DriverManager.getConnection(url)) {
          Twin.run(past, COUNTING);
        }
      }
    }
    Twin twin = made.with(way.settings().split("&"));

    List<String> plain = twin.plain((c, seen) -> insert(c, made.plain(), seen));
    List<String> sealed =
        AsTenant.call(World.ACME, () -> twin.sealed((c, seen) -> insert(c, made.raw(), seen)));

    assertThat(sealed).isEqualTo(plain);
    assertThat(Integer.parseInt(plain.get(0)) < ROWS).isEqualTo(way.fewer());
    assertThat(twin.recording().events()).noneMatch(event -> event.holds("S3CRET"));
  }

  private static void insert(Connection connection, String past, List<String> seen)
      throws Exception {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO item (id, name, born) VALUES (?, ?, ?)")) {
      long before = statements(connection, past);
      for (int i = 0; i < ROWS; i++) {
        insert.setInt(1, i);
        if (i % 5 == 4) {
          insert.setNull(2, java.sql.Types.VARCHAR);
        } else {
          insert.setString(2, "S3CRET-" + i);
        }
        insert.setDate(3, java.sql.Date.valueOf("1907-01-02"));
        insert.addBatch();
      }
      int[] counts = insert.executeBatch();
      seen.add(String.valueOf(statements(connection, past) - before));
      seen.add(Arrays.toString(counts));
    }
    seen.add(Seen.rows(connection, "SELECT id, name, born FROM item ORDER BY id"));
  }

  private static long statements(Connection connection, String past) throws Exception {
    if (past.startsWith("jdbc:postgresql")) {
      try (Connection other = DriverManager.getConnection(past)) {
        String count = Seen.rows(other, "SELECT count(*) FROM seen");
        return Long.parseLong(count.substring(1, count.length() - 1));
      }
    }
    long all = 0;
    try (Statement statement = connection.createStatement()) {
      for (String status : List.of("Com_insert", "Com_stmt_execute")) {
        try (ResultSet rows = statement.executeQuery("SHOW SESSION STATUS LIKE '" + status + "'")) {
          assertThat(rows.next()).isTrue();
          all += rows.getLong(2);
        }
      }
    }
    return all;
  }
}
