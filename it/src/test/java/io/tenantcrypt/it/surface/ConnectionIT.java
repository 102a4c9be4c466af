package io.tenantcrypt.it.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.World;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The settings of connections and statements, and their end, beside a plain database's. */
class ConnectionIT {

  /** Of a tenant table with a protected column, and of a table that passes. */
  static final List<String> QUERIES =
      List.of("SELECT id, name FROM item WHERE id > 0", "SELECT code FROM country");

  private static final Map<Connector, Twin> TWINS = new EnumMap<>(Connector.class);

  @BeforeAll
  static void create() throws Exception {
    for (Connector connector : Connector.values()) {
      TWINS.put(connector, create(connector, "connection"));
    }
  }

  static Twin create(Connector connector, String theme) throws Exception {
    Twin twin =
        Twin.create(
            connector,
            theme,
            Map.of("item", "name: { type: varchar(20) }"),
            List.of(
                "CREATE TABLE item ({tenant}, id bigint NOT NULL, name varchar(20), city"
                    + " varchar(20), PRIMARY KEY (tenant_id, id))",
                "CREATE TABLE country (code varchar(2) PRIMARY KEY, name varchar(20))"));
    twin.alike(
        (c, seen) -> {
          try (PreparedStatement insert =
              c.prepareStatement("INSERT INTO item (id, name, city) VALUES (?, ?, 'here')")) {
            for (int i = 1; i <= 3; i++) {
              insert.setInt(1, i);
              insert.setString(2, "S3CRET-" + i);
              seen.add(Seen.of(insert::executeUpdate));
            }
          }
          Twin.run(c, "INSERT INTO country VALUES ('de', 'Germany')");
        });
    return twin;
  }

  private static Stream<DynamicTest> onEach(Twin.Script script) {
    return TWINS.values().stream()
        .map(
            twin ->
                DynamicTest.dynamicTest(
                    twin.connector().name(),
                    () ->
                        twin.alike(
                            (c, seen) -> {
                              script.on(c, seen);
                              // The two databases have two names.
                              seen.replaceAll(line -> line.replaceAll("(?i)_twin", ""));
                            })));
  }

  private static String rows(Connection c) {
    return Seen.of(() -> Seen.rows(c, "SELECT id, name FROM item ORDER BY id"));
  }

  private static int insert(Connection c, int id) throws Exception {
    try (Statement statement = c.createStatement()) {
      return statement.executeUpdate(
          "INSERT INTO item (id, name, city) VALUES (" + id + ", 'S3CRET-" + id + "', 'here')");
    }
  }

  @TestFactory
  Stream<DynamicTest> isolation_holdabilityAndReadOnly_areTheRealConnections() {
    return onEach(
        (c, seen) -> {
          seen.add(Seen.of(c::getTransactionIsolation));
          for (int level : new int[] {1, 2, 4, 8, 0, 3, 99, -1}) {
            seen.add(level + Seen.done(() -> c.setTransactionIsolation(level)));
            seen.add(Seen.of(c::getTransactionIsolation) + rows(c));
          }
          c.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
          seen.add(Seen.of(c::getHoldability));
          for (int holdability :
              new int[] {
                ResultSet.CLOSE_CURSORS_AT_COMMIT, ResultSet.HOLD_CURSORS_OVER_COMMIT, 0, 77
              }) {
            seen.add(Seen.done(() -> c.setHoldability(holdability)) + Seen.of(c::getHoldability));
          }
          seen.add(Seen.of(c::isReadOnly));
          seen.add(Seen.done(() -> c.setReadOnly(true)) + Seen.of(c::isReadOnly));
          seen.add(Seen.of(() -> insert(c, 50)) + rows(c));
          c.setAutoCommit(false);
          seen.add(Seen.of(() -> insert(c, 51)) + rows(c));
          seen.add(Seen.done(() -> c.setReadOnly(false)));
          seen.add(Seen.done(() -> c.setTransactionIsolation(8)));
          c.rollback();
          c.setReadOnly(false);
          seen.add(Seen.of(c::isReadOnly) + Seen.of(() -> insert(c, 52)));
          c.rollback();
        });
  }

  @TestFactory
  Stream<DynamicTest> autoCommit_commitAndRollback_doWhatTheRealOnesDo() {
    return onEach(
        (c, seen) -> {
          seen.add(Seen.of(c::getAutoCommit) + Seen.done(c::commit) + Seen.done(c::rollback));
          c.setAutoCommit(false);
          seen.add(Seen.of(c::getAutoCommit) + Seen.of(() -> insert(c, 60)));
          c.rollback();
          seen.add(rows(c) + Seen.of(() -> insert(c, 61)));
          c.setAutoCommit(false); // commits nothing
          c.rollback();
          seen.add(rows(c) + Seen.of(() -> insert(c, 62)));
          c.setAutoCommit(true); // commits
          seen.add(rows(c));
          c.createStatement().executeUpdate("DELETE FROM item WHERE id = 62");
          seen.add(rows(c));
        });
  }

  @TestFactory
  Stream<DynamicTest> savepoints_areTheRealOnes() {
    return onEach(
        (c, seen) -> {
          seen.add(Seen.of(() -> c.setSavepoint() != null)); // in autocommit
          seen.add(Seen.of(() -> c.setSavepoint("s") != null));
          c.setAutoCommit(false);
          Savepoint unnamed = c.setSavepoint();
          insert(c, 70);
          Savepoint named = c.setSavepoint("a_savepoint");
          insert(c, 71);
          seen.add(Seen.of(() -> unnamed.getSavepointName() != null));
          seen.add(Seen.of(named::getSavepointId) + Seen.of(named::getSavepointName));
          seen.add(Seen.done(() -> c.rollback(named)) + rows(c));
          insert(c, 72);
          seen.add(Seen.done(() -> c.rollback(named)) + rows(c));
          seen.add(Seen.done(() -> c.releaseSavepoint(named)) + rows(c));
          seen.add(Seen.done(() -> c.rollback(named)));
          c.rollback();
          Savepoint gone = c.setSavepoint("gone");
          c.commit();
          seen.add(Seen.done(() -> c.rollback(gone)));
          c.rollback();
          seen.add(Seen.done(() -> c.releaseSavepoint(gone)));
          c.rollback();
          seen.add(Seen.done(() -> c.rollback(null)) + Seen.done(() -> c.releaseSavepoint(null)));
          seen.add(Seen.of(() -> c.setSavepoint(null) != null));
          c.rollback();
          Savepoint outer = c.setSavepoint("one");
          insert(c, 73);
          c.setSavepoint("one"); // hides the first
          insert(c, 74);
          seen.add(Seen.done(() -> c.rollback(outer)) + rows(c));
          c.rollback();
          seen.add(rows(c));
          c.setAutoCommit(true);
          seen.add(Seen.done(() -> c.rollback(outer)) + Seen.done(() -> c.releaseSavepoint(outer)));
        });
  }

  @TestFactory
  Stream<DynamicTest> catalogsAndSchemas_areTheRealConnections() {
    return onEach(
        (c, seen) -> {
          String catalog = c.getCatalog();
          seen.add(Seen.of(c::getCatalog) + Seen.of(c::getSchema));
          seen.add(Seen.done(() -> c.setCatalog("no_such_one")) + Seen.of(c::getCatalog) + rows(c));
          seen.add(Seen.done(() -> c.setCatalog(catalog)) + Seen.of(c::getCatalog) + rows(c));
          seen.add(Seen.done(() -> c.setCatalog(null)) + Seen.of(c::getCatalog) + rows(c));
          seen.add(Seen.done(() -> c.setCatalog("")) + Seen.of(c::getCatalog) + rows(c));
          c.setCatalog(catalog);
          String schema = c.getSchema();
          seen.add(Seen.done(() -> c.setSchema("no_such_one")) + Seen.of(c::getSchema));
          seen.add(Seen.done(() -> c.setSchema(schema)) + Seen.of(c::getSchema) + rows(c));
          seen.add(Seen.done(() -> c.setSchema(null)) + Seen.of(c::getSchema));
        });
  }

  @TestFactory
  Stream<DynamicTest> typeMapClientInfoAndTimeouts_areTheRealConnections() {
    return onEach(
        (c, seen) -> {
          seen.add(Seen.of(c::getTypeMap));
          Map<String, Class<?>> types = new HashMap<>();
          seen.add(Seen.done(() -> c.setTypeMap(types)) + Seen.of(c::getTypeMap));
          types.put("mood", String.class);
          seen.add(Seen.done(() -> c.setTypeMap(types)) + Seen.of(c::getTypeMap));
          seen.add(Seen.done(() -> c.setTypeMap(null)) + Seen.of(c::getTypeMap) + rows(c));
          seen.add(Seen.of(() -> new TreeMap<>(c.getClientInfo())));
          for (String name : List.of("ApplicationName", "ClientUser", "no such one", "")) {
            seen.add(name + Seen.of(() -> c.getClientInfo(name)));
            seen.add(name + Seen.done(() -> c.setClientInfo(name, "it")));
            seen.add(name + Seen.of(() -> c.getClientInfo(name)) + rows(c));
            seen.add(name + Seen.done(() -> c.setClientInfo(name, null)));
            seen.add(name + Seen.of(() -> c.getClientInfo(name)));
          }
          seen.add(Seen.of(() -> c.getClientInfo(null)));
          Properties properties = new Properties();
          properties.setProperty("ApplicationName", "other");
          seen.add(Seen.done(() -> c.setClientInfo(properties)));
          seen.add(Seen.of(() -> new TreeMap<>(c.getClientInfo())));
          seen.add(Seen.of(c::getWarnings) + Seen.done(c::clearWarnings) + Seen.of(c::getWarnings));
          seen.add(Seen.of(c::getNetworkTimeout));
          seen.add(Seen.done(() -> c.setNetworkTimeout(Runnable::run, 20_000)));
          seen.add(Seen.of(c::getNetworkTimeout) + rows(c));
          seen.add(Seen.done(() -> c.setNetworkTimeout(Runnable::run, -1)));
          seen.add(Seen.done(() -> c.setNetworkTimeout(null, 10_000)));
          seen.add(Seen.done(() -> c.setNetworkTimeout(Runnable::run, 0)));
          seen.add(Seen.of(c::getNetworkTimeout));
          seen.add(Seen.of(() -> c.isValid(0)) + Seen.of(() -> c.isValid(-1)));
          seen.add(Seen.done(c::beginRequest) + Seen.done(c::endRequest));
          seen.add(Seen.done(() -> c.setShardingKey(null)));
          seen.add(Seen.done(() -> c.setShardingKey(null, null)));
          seen.add(Seen.of(() -> c.setShardingKeyIfValid(null, 1)));
          seen.add(Seen.of(() -> c.setShardingKeyIfValid(null, null, 1)) + rows(c));
          for (String sql :
              List.of(
                  "SELECT {fn ucase('a')}, {d '2020-01-02'}, {ts '2020-01-02 03:04:05'}",
                  "SELECT * FROM {oj item a LEFT OUTER JOIN country b ON true}",
                  "{call f(?)}",
                  "SELECT '{d}', ?",
                  "{",
                  "")) {
            seen.add(Seen.of(() -> c.nativeSQL(sql)));
          }
          seen.add(Seen.of(() -> c.nativeSQL(null)));
        });
  }

  @TestFactory
  Stream<DynamicTest> statementSettings_areTheRealStatements_executedOrNot() {
    return onEach(
        (c, seen) -> {
          for (String sql : QUERIES) {
            try (PreparedStatement fresh = c.prepareStatement(sql);
                PreparedStatement executed = c.prepareStatement(sql);
                PreparedStatement first = c.prepareStatement(sql);
                PreparedStatement second = c.prepareStatement(sql);
                Statement plain = c.createStatement()) {
              seen.add(Seen.done(() -> first.setQueryTimeout(-1)));
              seen.add(Seen.done(() -> second.setMaxRows(-1)));
              seen.add(Seen.of(() -> Seen.rows(first.executeQuery())));
              seen.add(Seen.of(() -> Seen.rows(second.executeQuery())));
              settings(plain, seen);
              plain.executeQuery(sql);
              settings(plain, seen);
              settings(fresh, seen);
              seen.add(Seen.of(() -> Seen.rows(fresh.executeQuery())));
              executed.executeQuery();
              settings(executed, seen);
              seen.add(Seen.of(() -> Seen.rows(executed.executeQuery())));
            }
          }
        });
  }

  private static void settings(Statement s, List<String> seen) {
    for (int value : new int[] {0, 7, -1}) {
      seen.add(Seen.done(() -> s.setQueryTimeout(value)) + Seen.of(s::getQueryTimeout));
      seen.add(Seen.done(() -> s.setMaxRows(value)) + Seen.of(s::getMaxRows));
      seen.add(Seen.done(() -> s.setLargeMaxRows(value)) + Seen.of(s::getLargeMaxRows));
      seen.add(Seen.done(() -> s.setFetchSize(value)) + Seen.of(s::getFetchSize));
      seen.add(Seen.done(() -> s.setFetchDirection(value)) + Seen.of(s::getFetchDirection));
    }
    seen.add(Seen.done(() -> s.setMaxFieldSize(-1)) + Seen.of(s::getMaxFieldSize));
    seen.add(Seen.done(() -> s.setFetchDirection(ResultSet.FETCH_REVERSE)));
    seen.add(Seen.of(s::getFetchDirection));
    seen.add(Seen.done(() -> s.setFetchDirection(ResultSet.FETCH_FORWARD)));
    seen.add(Seen.done(() -> s.setEscapeProcessing(false)));
    seen.add(Seen.done(() -> s.setEscapeProcessing(true)));
    seen.add(
        Seen.of(s::isPoolable) + Seen.done(() -> s.setPoolable(true)) + Seen.of(s::isPoolable));
    seen.add(Seen.done(() -> s.setPoolable(false)) + Seen.of(s::isPoolable));
    seen.add(Seen.done(() -> s.setCursorName("c")) + Seen.of(s::isCloseOnCompletion));
    seen.add(Seen.of(s::getResultSetType) + Seen.of(s::getResultSetConcurrency));
    seen.add(Seen.of(s::getResultSetHoldability) + Seen.of(s::getWarnings));
    seen.add(Seen.of(s::getUpdateCount) + Seen.of(s::getLargeUpdateCount));
    for (String name : List.of("plain", "with space", "q\"uote", "sel", "select", "1a", "")) {
      seen.add(Seen.of(() -> s.enquoteIdentifier(name, false)));
      seen.add(Seen.of(() -> s.enquoteIdentifier(name, true)));
      seen.add(Seen.of(() -> s.enquoteLiteral(name)) + Seen.of(() -> s.enquoteNCharLiteral(name)));
      seen.add(Seen.of(() -> s.isSimpleIdentifier(name)));
    }
    seen.add(Seen.of(() -> s.enquoteLiteral("it's")) + Seen.of(() -> s.enquoteLiteral(null)));
    seen.add(Seen.of(() -> s.enquoteIdentifier(null, true)));
  }

  @TestFactory
  Stream<DynamicTest> closing_closesWhatTheRealDriverCloses() {
    return onEach(
        (c, seen) -> {
          for (String sql : QUERIES) {
            Statement plain = c.createStatement();
            ResultSet first = plain.executeQuery(sql);
            ResultSet second = plain.executeQuery(sql);
            if (!sql.contains("name") || !c.getMetaData().getDriverName().contains("MariaDB")) {
              seen.add(Seen.of(first::isClosed)); // MariaDB's leaves it open
            }
            seen.add(Seen.of(second::isClosed));
            seen.add(
                Seen.done(second::close) + Seen.of(plain::isClosed) + Seen.done(second::close));
            Statement once = c.createStatement();
            once.closeOnCompletion();
            seen.add(Seen.of(once::isCloseOnCompletion));
            seen.add(Seen.done(() -> once.executeQuery(sql).close()) + Seen.of(once::isClosed));
            seen.add(Seen.of(() -> once.executeQuery(sql)) + Seen.done(once::close));
            PreparedStatement prepared = c.prepareStatement(sql);
            seen.add(Seen.of(prepared::isClosed));
            ResultSet rows = prepared.executeQuery();
            seen.add(Seen.done(prepared::close) + Seen.of(rows::isClosed));
            seen.add(Seen.of(prepared::isClosed) + Seen.done(prepared::close));
            PreparedStatement completing = c.prepareStatement(sql);
            completing.closeOnCompletion();
            seen.add(Seen.done(() -> completing.executeQuery().close()));
            seen.add(Seen.of(completing::isClosed) + Seen.of(completing::executeQuery));
            PreparedStatement unused = c.prepareStatement(sql);
            unused.close();
            seen.add(Seen.of(unused::isClosed) + Seen.of(unused::executeQuery));
          }
          Statement open = c.createStatement();
          PreparedStatement never = c.prepareStatement(QUERIES.get(0));
          PreparedStatement prepared = c.prepareStatement(QUERIES.get(0));
          ResultSet rows = prepared.executeQuery();
          seen.add(Seen.done(c::close) + Seen.of(c::isClosed) + Seen.of(() -> c.isValid(1)));
          seen.add(Seen.of(open::isClosed) + Seen.of(prepared::isClosed) + Seen.of(rows::isClosed));
          seen.add(Seen.of(never::isClosed));
          seen.add(Seen.of(rows::next) + Seen.of(prepared::executeQuery));
          // Its connection's answer where the statement has none of its own.
          seen.add(Seen.of(never::executeQuery).replaceAll(" .*", ""));
          seen.add(Seen.of(() -> open.executeQuery(QUERIES.get(1))));
          seen.add(Seen.done(rows::close) + Seen.done(prepared::close) + Seen.done(open::close));
          seen.add(Seen.done(c::close) + Seen.of(c::isClosed));
        });
  }

  @TestFactory
  Stream<DynamicTest> everyMethod_afterClose_failsAsTheRealOne() {
    return TWINS.values().stream()
        .map(
            twin ->
                DynamicTest.dynamicTest(
                    twin.connector().name(),
                    () -> {
                      Map<String, String> differing = new TreeMap<>();
                      for (Closed.Victim victim : Closed.Victim.values()) {
                        Map<String, String> plain = new TreeMap<>();
                        Map<String, String> sealed = new TreeMap<>();
                        twin.plain((c, seen) -> plain.putAll(Closed.answers(victim, c)));
                        twin.sealed((c, seen) -> sealed.putAll(Closed.answers(victim, c)));
                        assertThat(plain).hasSizeGreaterThan(40);
                        plain.forEach(
                            (method, answer) -> {
                              String ours = sealed.get(method);
                              if (Closed.differs(victim, method, plain, ours)) {
                                differing.put(victim + "." + method, ours + " not " + answer);
                              }
                            });
                      }
                      assertThat(differing).isEmpty();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> objects_thatAreReached_leadToOurConnectionOnly() {
    return TWINS.values().stream()
        .map(
            twin ->
                DynamicTest.dynamicTest(
                    twin.connector().name(),
                    () -> AsTenant.run(World.ACME, () -> new Reached(twin).check())));
  }
}
