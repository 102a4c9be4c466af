package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.it.stub.Stub;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tools of the other tests see what they claim to see. */
class HarnessIT {

  private static EmbeddedServer server;
  private static String url;

  @BeforeAll
  static void start() {
    server = EmbeddedServer.start("harness");
    url = server.createDatabase("harness");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void server_started_isCurrentAndListensOnLoopback() throws SQLException {
    assertThat(ask(url, "SHOW server_version")).startsWith("18.");
    assertThat(ask(url, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
  }

  @Test
  void server_closed_leavesNothingBehind() {
    EmbeddedServer other = EmbeddedServer.start("short");
    String otherUrl = other.url("postgres");

    other.close();

    assertThat(Files.exists(EmbeddedServer.directory("postgres-short"))).isFalse();
    assertThatThrownBy(() -> DriverManager.getConnection(otherUrl))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void recording_preparedStatement_showsTextAndValues() throws SQLException {
    Recording recording = Recording.of("prepared");
    try (Connection connection = DriverManager.getConnection(recorded("prepared"));
        PreparedStatement statement = connection.prepareStatement("SELECT ?::text, ?::bytea")) {
      statement.setString(1, "plain text");
      statement.setBytes(2, "as bytes".getBytes(StandardCharsets.UTF_8));
      statement.executeQuery().close();
    }

    assertThat(recording.events())
        .extracting(Recording.Event::kind)
        .containsExactly(Recording.Kind.PREPARED, Recording.Kind.EXECUTED);
    assertThat(recording.events()).anyMatch(event -> event.holds("plain text"));
    assertThat(recording.events()).anyMatch(event -> event.holds("as bytes"));
    assertThat(recording.events()).noneMatch(event -> event.holds("something else"));
  }

  @Test
  void recording_literalAndHex_areFound() throws SQLException {
    Recording recording = Recording.of("literal");
    try (Connection connection = DriverManager.getConnection(recorded("literal"));
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT 'Zoe', '\\x5A6F65'::bytea");
    }

    assertThat(recording.events()).hasSize(1).allMatch(event -> event.holds("Zoe"));
    recording.clear();
    assertThat(recording.events()).isEmpty();
  }

  @Test
  void recording_twoConnections_areToldApartByAProbe() throws SQLException {
    try (Connection mine = DriverManager.getConnection(recorded("two"));
        Connection other = DriverManager.getConnection(recorded("two"))) {
      execute(mine, "SELECT 1 AS probe");
      execute(mine, "SELECT 'mine'");
      execute(other, "SELECT 'other'");
    }

    assertThat(Recording.of("two").eventsOfConnectionThatSent("SELECT 1 AS probe"))
        .extracting(Recording.Event::sql)
        .containsExactly("SELECT 'mine'");
  }

  @Test
  void recording_updatableRow_showsTheValue() throws SQLException {
    try (Connection connection = DriverManager.getConnection(recorded("row"))) {
      execute(connection, "CREATE TABLE updatable (id int PRIMARY KEY, t text)");
      execute(connection, "INSERT INTO updatable VALUES (1, 'a')");
      try (Statement statement =
              connection.createStatement(
                  ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
          ResultSet rows = statement.executeQuery("SELECT id, t FROM updatable")) {
        rows.next();
        rows.updateString(2, "changed");
        rows.updateRow();
      }
    }

    assertThat(Recording.of("row").events())
        .filteredOn(event -> event.kind() == Recording.Kind.UPDATED)
        .hasSize(1)
        .allMatch(event -> event.holds("changed"));
  }

  @Test
  void inspector_textBytesAndHex_areFoundWithTheirColumns() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      execute(connection, "CREATE SCHEMA hidden");
      execute(connection, "CREATE TABLE hidden.\"T\" (a text, b bytea, c text, d int)");
      execute(
          connection,
          "INSERT INTO hidden.\"T\" VALUES ('x Zoë y', convert_to('--Zoë--', 'UTF8'), '5A6FC3AB', 1)");
    }
    RawInspector inspector = new RawInspector(url);

    assertThat(inspector.find(List.of("Zoë")))
        .containsExactlyInAnyOrder(
            "hidden.\"T\".a holds text 0",
            "hidden.\"T\".b holds text 0",
            "hidden.\"T\".c holds text 0");
    assertThat(inspector.find(List.of("Nobody"))).isEmpty();
    assertThatThrownBy(() -> inspector.assertNone(List.of("Zoë")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("hidden")
        .hasMessageNotContaining("Zoë");
  }

  @Test
  void stub_registeredStatement_isAnsweredFromMemory() throws SQLException {
    Stub.of("harness")
        .over(url)
        .answer("SELECT id, name FROM nowhere", List.of("id", "name"), rows(3))
        .accept("INSERT INTO nowhere");
    try (Connection connection = DriverManager.getConnection("jdbc:stub:harness");
        PreparedStatement query =
            connection.prepareStatement("SELECT id, name FROM nowhere WHERE id = ?");
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO nowhere (id) VALUES (?)")) {
      query.setLong(1, 7);
      insert.setLong(1, 7);
      try (ResultSet rows = query.executeQuery()) {
        int count = 0;
        while (rows.next()) {
          assertThat(rows.getLong(1)).isEqualTo(count);
          assertThat(rows.getString("name")).isEqualTo("n" + count);
          count++;
        }
        assertThat(count).isEqualTo(3);
      }
      assertThat(insert.executeUpdate()).isEqualTo(1);
      assertThatThrownBy(query::getMaxRows).isInstanceOf(SQLFeatureNotSupportedException.class);
    }
  }

  @Test
  void stub_anyOtherStatement_goesToTheRealConnection() throws SQLException {
    Stub.of("real").over(url);

    assertThat(ask("jdbc:stub:real", "SELECT current_database()")).isEqualTo("harness");
    try (Connection connection = DriverManager.getConnection("jdbc:stub:real")) {
      assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
    }
  }

  private static List<Object[]> rows(int count) {
    return LongStream.range(0, count).mapToObj(i -> new Object[] {i, "n" + i}).toList();
  }

  private static String recorded(String name) {
    return url.replaceFirst("^jdbc:", "jdbc:recording:") + "&recording=" + name;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(String target, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(target);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
