package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What JDBC promises on any server, on those that are not PostgreSQL. */
class OtherServersIT {

  /**
   * A server and what it is reached through.
   *
   * @param url of the filled database behind the driver, scoped
   * @param twin the plain one's
   */
  private record Server(String name, String url, String twin) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Server> servers() {
    MariaDbWorld mariaDb = MariaDbWorld.shared();
    return Stream.concat(
        MariaDbWorld.SCHEMES.stream()
            .map(
                scheme ->
                    new Server(
                        "MariaDB through " + scheme,
                        mariaDb.url(scheme, "scope", RECORDING),
                        mariaDb.twinUrl(scheme))),
        Stream.of(H2World.Mode.values())
            .map(H2World::shared)
            .map(h2 -> new Server(h2.rawUrl(), h2.url("scope", RECORDING), h2.twinUrl())));
  }

  private static final String RECORDING = "other-servers";

  /** Something done on a connection. */
  @FunctionalInterface
  private interface Work {
    void on(Connection connection) throws Exception;
  }

  /** In a transaction as tenant acme that is undone. */
  private static void undone(String url, Work work) throws Exception {
    Recording.of(RECORDING).clear();
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            work.on(connection);
            connection.rollback();
          }
        });
    for (String mark : Rows.MARKS) {
      assertThat(Recording.of(RECORDING).events()).noneMatch(event -> event.holds(mark));
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void firstStatement_ofAFreshConnection_opensCells(Server server) throws Exception {
    undone(
        server.url(),
        connection ->
            assertThat(Sql.ask(connection, "SELECT name FROM patient WHERE id = 1"))
                .isEqualTo("Ann S3CRET"));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void updatableRows_ofATenantTable_areReadOnly(Server server) throws Exception {
    undone(
        server.url(),
        connection -> {
          try (Statement statement =
              connection.createStatement(
                  ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
            for (String sql :
                List.of(
                    "SELECT tenant_id, id, name FROM patient",
                    "SELECT tenant_id, id, title FROM task WHERE id = 1")) {
              ResultSet rows = statement.executeQuery(sql);
              assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
              assertThat(statement.getWarnings().getMessage()).contains("read-only");
              rows.next();
              Sql.refusal("TC002", () -> rows.updateString(3, "S3CRET"));
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("servers")
  void preparedStatement_underAnotherTenant_readsTheOthersRows(Server server) throws Exception {
    try (Connection connection = DriverManager.getConnection(server.url());
        PreparedStatement scoped =
            connection.prepareStatement("SELECT tenant_id, name FROM patient WHERE id = 1");
        PreparedStatement pinned =
            connection.prepareStatement("SELECT name FROM patient WHERE tenant_id = ?")) {
      pinned.setString(1, World.ACME);
      for (String tenant : List.of(World.ACME, World.GLOBEX, World.ACME)) {
        AsTenant.run(
            tenant,
            () -> {
              try (ResultSet row = scoped.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo(tenant);
                assertThat(row.getString(2)).isEqualTo("Ann S3CRET");
                assertThat(row.next()).isFalse();
              }
              if (tenant.equals(World.GLOBEX)) {
                Sql.refusal("TC001", pinned::executeQuery);
              } else {
                pinned.executeQuery().close();
              }
            });
      }
      Sql.refusal("TC010", scoped::executeQuery);
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void changeAndRemove_byKeyAlone_reachTheOwnRowOnly(Server server) throws Exception {
    undone(
        server.url(),
        connection -> {
          try (Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE patient SET city = 'x' WHERE id = 1"))
                .isEqualTo(1);
            assertThat(statement.executeUpdate("DELETE FROM task WHERE id IN (1, 2)")).isEqualTo(2);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("servers")
  void streamsAndLobs_ofProtectedColumns_areSealedAndOpened(Server server) throws Exception {
    undone(
        server.url(),
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO patient (tenant_id, id, name, note) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, World.ACME);
            insert.setLong(2, 700);
            insert.setNString(3, "national S3CRET");
            insert.setCharacterStream(4, new StringReader("noted S3CRET"));
            insert.addBatch();
            insert.setLong(2, 701);
            InputStream bytes = new ByteArrayInputStream("S3CRET".getBytes(StandardCharsets.UTF_8));
            insert.setAsciiStream(4, bytes);
            insert.addBatch();
            assertThat(insert.executeBatch()).hasSize(2);
          }
          try (Statement select = connection.createStatement();
              ResultSet row =
                  select.executeQuery("SELECT name, note FROM patient WHERE id = 701")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getNString(1)).isEqualTo("national S3CRET");
            for (InputStream read : List.of(row.getAsciiStream(1), row.getBinaryStream(1))) {
              assertThat(read).hasContent("national S3CRET");
            }
            assertThat(row.getClob(1).getSubString(1, 8)).isEqualTo("national");
            assertThat(row.getBlob(1).length()).isEqualTo(15);
            assertThat(row.getString(2)).isEqualTo("S3CRET");
            Sql.refusal("TC002", () -> row.getSQLXML(1));
          }
        });
  }
}
