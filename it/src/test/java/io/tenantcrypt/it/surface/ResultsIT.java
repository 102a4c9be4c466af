package io.tenantcrypt.it.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Results with protected columns, by every kind of result set, beside a plain database's. */
class ResultsIT {

  private static final String QUERY = "SELECT id, name, born, city FROM item ORDER BY id";

  private static final Map<Connector, Twin> TWINS = new EnumMap<>(Connector.class);

  @BeforeAll
  static void create() throws Exception {
    for (Connector connector : Connector.values()) {
      Twin twin =
          Twin.create(
              connector,
              "results",
              Map.of("item", "name: { type: varchar(20) }, born: { type: date }"),
              List.of(
                  "CREATE TABLE item ({tenant}, id bigint NOT NULL, name varchar(20), born date,"
                      + " city varchar(20), PRIMARY KEY (tenant_id, id))",
                  "CREATE TABLE country (code varchar(2) PRIMARY KEY, name varchar(60))"));
      twin.alike(
          (c, seen) -> {
            try (PreparedStatement insert =
                c.prepareStatement("INSERT INTO item (id, name, born, city) VALUES (?, ?, ?, ?)")) {
              for (int i = 1; i <= 12; i++) {
                insert.setInt(1, i);
                insert.setString(2, i % 4 == 0 ? null : "S3CRET-" + i);
                insert.setDate(3, java.sql.Date.valueOf("1907-01-" + (10 + i)));
                insert.setString(4, "city " + i);
                insert.addBatch();
              }
              seen.add(Seen.of(insert::executeBatch));
            }
            Twin.run(c, "INSERT INTO country VALUES ('de', 'Germany')");
          });
      TWINS.put(connector, twin);
    }
  }

  private static Stream<DynamicTest> onEach(Twin.Script script, String... settings) {
    return TWINS.values().stream()
        .map(
            twin ->
                DynamicTest.dynamicTest(
                    twin.connector().name(), () -> twin.with(settings).alike(script)));
  }

  /** The row that a result stands on. */
  private static String here(ResultSet rows) {
    return Seen.of(rows::getRow)
        + Seen.of(() -> rows.getString("name"))
        + Seen.of(() -> rows.getObject(3))
        + Seen.of(() -> rows.getString("CITY"))
        + Seen.of(rows::isFirst)
        + Seen.of(rows::isLast)
        + Seen.of(rows::isBeforeFirst)
        + Seen.of(rows::isAfterLast);
  }

  private static String kind(ResultSet rows) {
    return Seen.of(rows::getType)
        + Seen.of(rows::getConcurrency)
        + Seen.of(rows::getHoldability)
        + Seen.of(rows::getFetchDirection)
        + Seen.of(rows::isClosed);
  }

  private static String kind(Statement statement) {
    return Seen.of(statement::getResultSetType)
        + Seen.of(statement::getResultSetConcurrency)
        + Seen.of(statement::getResultSetHoldability);
  }

  private static void walk(ResultSet rows, List<String> seen) throws Exception {
    seen.add(kind(rows));
    seen.add(here(rows));
    seen.add(Seen.of(rows::next) + here(rows));
    seen.add(Seen.of(rows::next) + here(rows));
    seen.add(Seen.of(rows::previous) + here(rows));
    seen.add(Seen.of(rows::last) + here(rows));
    seen.add(Seen.of(() -> rows.absolute(5)) + here(rows));
    seen.add(Seen.of(() -> rows.absolute(-2)) + here(rows));
    seen.add(Seen.of(() -> rows.relative(-3)) + here(rows));
    seen.add(Seen.of(() -> rows.relative(2)) + here(rows));
    seen.add(Seen.of(rows::first) + here(rows));
    seen.add(Seen.done(rows::afterLast) + here(rows));
    seen.add(Seen.of(rows::previous) + here(rows));
    seen.add(Seen.done(rows::beforeFirst) + here(rows));
    seen.add(Seen.of(rows::next) + here(rows));
    seen.add(Seen.of(() -> rows.absolute(0)) + Seen.of(() -> rows.absolute(99)));
    seen.add(Seen.of(rows::getWarnings) + Seen.of(rows::rowUpdated) + Seen.of(rows::rowDeleted));
  }

  @TestFactory
  Stream<DynamicTest> resultSet_ofEveryType_isWalkedAsThePlainOne() {
    return onEach(
        (c, seen) -> {
          for (int type :
              new int[] {
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.TYPE_SCROLL_INSENSITIVE,
                ResultSet.TYPE_SCROLL_SENSITIVE
              }) {
            for (int holdability :
                new int[] {ResultSet.HOLD_CURSORS_OVER_COMMIT, ResultSet.CLOSE_CURSORS_AT_COMMIT}) {
              for (boolean autoCommit : new boolean[] {true, false}) {
                c.setAutoCommit(autoCommit);
                seen.add("type " + type + " hold " + holdability + " auto " + autoCommit);
                seen.add(
                    Seen.done(
                        () -> {
                          try (Statement s =
                                  c.createStatement(type, ResultSet.CONCUR_READ_ONLY, holdability);
                              PreparedStatement p =
                                  c.prepareStatement(
                                      QUERY, type, ResultSet.CONCUR_READ_ONLY, holdability)) {
                            seen.add(kind(s));
                            seen.add(kind(p));
                            try (ResultSet rows = s.executeQuery(QUERY)) {
                              walk(rows, seen);
                              seen.add(kind(s));
                            }
                            try (ResultSet rows = p.executeQuery()) {
                              walk(rows, seen);
                              seen.add(kind(p));
                            }
                          }
                        }));
                c.setAutoCommit(true);
              }
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> resultSet_fetchedInPortions_givesEveryRow() {
    return TWINS.values().stream()
        .flatMap(
            twin ->
                fetching(twin.connector())
                    .map(
                        way ->
                            DynamicTest.dynamicTest(
                                twin.connector() + " " + way,
                                () -> twin.with(way).alike(ResultsIT::portions))));
  }

  /** Each connector's own ways to fetch by a cursor on the server. */
  private static Stream<String> fetching(Connector connector) {
    return switch (connector) {
      case POSTGRES -> Stream.of("binaryTransfer=true", "prepareThreshold=1");
      case MYSQL -> Stream.of("useCursorFetch=true", "useServerPrepStmts=true");
      case MARIADB -> Stream.of("useServerPrepStmts=true", "useBulkStmts=false");
      case H2 -> Stream.of("LAZY_QUERY_EXECUTION=1");
    };
  }

  private static void portions(Connection c, List<String> seen) throws Exception {
    c.setAutoCommit(false);
    for (int size : new int[] {0, 1, 5, 100}) {
      try (PreparedStatement p = c.prepareStatement(QUERY);
          Statement s = c.createStatement()) {
        p.setFetchSize(size);
        s.setFetchSize(size);
        for (int round = 0; round < 7; round++) { // PostgreSQL's driver changes its ways at five
          try (ResultSet rows = p.executeQuery()) {
            seen.add(Seen.of(rows::getFetchSize) + Seen.rows(rows) + Seen.of(rows::next));
          }
        }
        try (ResultSet rows = s.executeQuery(QUERY)) {
          seen.add(Seen.of(rows::getFetchSize) + Seen.rows(rows));
        }
        p.setMaxRows(7);
        try (ResultSet rows = p.executeQuery()) {
          rows.setFetchSize(2);
          seen.add(Seen.of(p::getMaxRows) + Seen.of(p::getLargeMaxRows) + Seen.rows(rows));
        }
        s.setMaxRows(3);
        try (ResultSet rows = s.executeQuery(QUERY)) {
          seen.add(Seen.of(s::getMaxRows) + Seen.rows(rows));
        }
      }
    }
    c.rollback();
  }

  @TestFactory
  Stream<DynamicTest> mysqlStreaming_givesEveryRow() {
    Twin mysql = TWINS.get(Connector.MYSQL);
    return Stream.of(mysql)
        .map(
            twin ->
                DynamicTest.dynamicTest(
                    "MYSQL",
                    () ->
                        twin.alike(
                            (c, seen) -> {
                              try (PreparedStatement p = c.prepareStatement(QUERY);
                                  Statement s = c.createStatement()) {
                                p.setFetchSize(Integer.MIN_VALUE);
                                s.setFetchSize(Integer.MIN_VALUE);
                                try (ResultSet rows = p.executeQuery()) {
                                  seen.add(Seen.rows(rows));
                                }
                                try (ResultSet rows = s.executeQuery(QUERY)) {
                                  seen.add(Seen.rows(rows));
                                }
                              }
                            })));
  }

  @TestFactory
  Stream<DynamicTest> results_ofAStatement_comeAsFromThePlainOne() {
    return onEach(
        (c, seen) -> {
          try (Statement s = c.createStatement();
              PreparedStatement p = c.prepareStatement(QUERY)) {
            for (Statement each : List.of(s, p)) {
              seen.add(
                  Seen.of(each::getResultSet)
                      + Seen.of(each::getUpdateCount)
                      + Seen.of(each::getMoreResults));
              seen.add(Seen.of(() -> each == s ? s.execute(QUERY) : p.execute()));
              ResultSet first = each.getResultSet();
              seen.add("same " + (first == each.getResultSet()) + Seen.of(each::getUpdateCount));
              seen.add("owner " + (first.getStatement() == each));
              first.next();
              seen.add(here(first));
              seen.add(Seen.of(() -> each.getMoreResults(Statement.CLOSE_CURRENT_RESULT)));
              seen.add(Seen.of(each::getUpdateCount) + Seen.of(first::isClosed));
              seen.add(Seen.of(() -> first.getString("name")) + Seen.of(first::next));
              ResultSet again = each == s ? s.executeQuery(QUERY) : p.executeQuery();
              again.next();
              seen.add("same " + (again == each.getResultSet()));
              ResultSet last = each == s ? s.executeQuery(QUERY) : p.executeQuery();
              if (!c.getMetaData().getDriverName().startsWith("MariaDB")) { // leaves it open
                seen.add("closed " + again.isClosed() + last.isClosed());
                seen.add(Seen.of(() -> again.getString(2)));
              }
              seen.add(
                  Seen.of(() -> each.getMoreResults(Statement.KEEP_CURRENT_RESULT))
                      + Seen.of(last::isClosed)
                      + Seen.of(last::next)
                      + Seen.of(() -> last.getString(2)));
              seen.add(
                  Seen.of(() -> each.getMoreResults(Statement.CLOSE_ALL_RESULTS))
                      + Seen.of(last::isClosed));
            }
            seen.add(Seen.of(() -> s.execute("UPDATE item SET name = 'S3CRET' WHERE id = 99")));
            seen.add(
                Seen.of(s::getResultSet) + Seen.of(s::getUpdateCount) + Seen.of(s::getMoreResults));
            seen.add(Seen.of(s::getUpdateCount) + Seen.of(s::getLargeUpdateCount));
            seen.add(
                Seen.of(() -> s.executeQuery("UPDATE item SET name = 'S3CRET' WHERE id = 99")));
            seen.add(Seen.of(() -> s.executeUpdate(QUERY)));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> statement_closedOnCompletion_closesWithItsResult() {
    return onEach(
        (c, seen) -> {
          try (Statement s = c.createStatement();
              PreparedStatement p = c.prepareStatement(QUERY)) {
            for (Statement each : List.of(s, p)) {
              each.closeOnCompletion();
              seen.add(Seen.of(each::isCloseOnCompletion) + Seen.of(each::isClosed));
              ResultSet rows = each == s ? s.executeQuery(QUERY) : p.executeQuery();
              rows.next();
              seen.add(here(rows));
              rows.close();
              seen.add(
                  Seen.of(() -> each == s ? s.executeQuery(QUERY) : p.executeQuery())
                          .startsWith("SQLException")
                      + Seen.of(each::isClosed));
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> resultSet_thatIsClosed_givesNothing() {
    return onEach(
        (c, seen) -> {
          try (Statement s = c.createStatement()) {
            ResultSet rows = s.executeQuery(QUERY);
            rows.next();
            rows.close();
            seen.add(Seen.of(rows::isClosed) + Seen.of(rows::next) + Seen.of(() -> rows.getInt(1)));
            seen.add(Seen.of(() -> rows.getString(2)) + Seen.of(() -> rows.getString("name")));
            seen.add(Seen.of(rows::getMetaData).startsWith("SQLException") + " metadata");
            seen.add(Seen.of(() -> rows.findColumn("name")) + Seen.of(rows::wasNull));
            seen.add(Seen.done(rows::close));
            ResultSet of = resultOfAClosedStatement(c);
            seen.add(Seen.of(of::isClosed) + Seen.of(() -> of.getString(2)) + Seen.of(of::next));
          }
        });
  }

  private static ResultSet resultOfAClosedStatement(Connection c) throws Exception {
    try (Statement s = c.createStatement()) {
      return s.executeQuery(QUERY);
    }
  }

  @TestFactory
  Stream<DynamicTest> maxFieldSize_cutsAsOnThePlainOne_orIsRefused() {
    return TWINS.values().stream()
        .map(
            twin ->
                DynamicTest.dynamicTest(
                    twin.connector().name(),
                    () -> {
                      if (twin.connector() != Connector.POSTGRES) {
                        twin.alike((c, seen) -> cut(c, QUERY, seen));
                        return;
                      }
                      twin.alike((c, seen) -> cut(c, "SELECT id, city FROM item", seen));
                      List<String> seen = twin.sealed((c, s) -> cut(c, QUERY, s));
                      assertThat(seen).containsOnly("done4", "SQLException TC002");
                    }));
  }

  private static void cut(Connection c, String sql, List<String> seen) throws Exception {
    try (Statement s = c.createStatement();
        PreparedStatement p = c.prepareStatement(sql)) {
      for (Statement each : List.of(s, p)) {
        seen.add(Seen.done(() -> each.setMaxFieldSize(4)) + Seen.of(each::getMaxFieldSize));
        seen.add(Seen.of(() -> Seen.rows(each == s ? s.executeQuery(sql) : p.executeQuery())));
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> labels_areFoundAsOnThePlainOne() {
    return onEach(
        (c, seen) -> {
          try (PreparedStatement p =
                  c.prepareStatement(
                      "SELECT i.name AS \"who\", i.name, i.born AS name, i.id AS who2 FROM item i"
                              .replace("\"", c.getMetaData().getIdentifierQuoteString())
                          + " WHERE i.id = 1");
              ResultSet rows = p.executeQuery()) {
            rows.next();
            for (String label : List.of("who", "WHO", "name", "NAME", "who2", "id", "none", "")) {
              seen.add(
                  label
                      + Seen.of(() -> rows.findColumn(label))
                      + Seen.of(() -> rows.getString(label)));
            }
            seen.add(Seen.of(() -> rows.getString(0)) + Seen.of(() -> rows.getString(5)));
            seen.add(Seen.of(() -> rows.getString(null)));
          }
        });
  }

  @org.junit.jupiter.api.AfterAll
  static void nothingInPlaintext() {
    for (Twin twin : TWINS.values()) {
      assertThat(twin.recording().events()).noneMatch(event -> event.holds("S3CRET"));
    }
  }
}
