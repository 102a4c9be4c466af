package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.plan.Explanation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** EXPLAIN TENANTCRYPT and the API, through a pool, on PostgreSQL. */
class ExplainIT {

  private static final String QUERY =
      "SELECT p.name FROM patient p WHERE p.id = ? AND p.city <> 'S3CRET-city'";

  private static Sealed sealed;

  @BeforeAll
  static void create() throws Exception {
    sealed = Sealed.create("explain");
  }

  private static List<String> read(ResultSet rows) throws SQLException {
    List<String> lines = new ArrayList<>();
    while (rows.next()) {
      lines.add(
          rows.getString("part") + " | " + rows.getString(2) + " | " + rows.getObject("treatment"));
    }
    rows.close();
    assertThat(rows.isClosed()).isTrue();
    return lines;
  }

  private static final List<String> EXPECTED =
      List.of(
          "statement | kind | protected",
          "statement | sent | SELECT p.name FROM patient p WHERE (p.id = ? AND p.city <> '***')"
              + " AND \"p\".\"tenant_id\" = ?",
          "parameter | 1 (yours: 1) | passes",
          "parameter | 2 | the session's tenant, added by the driver",
          "column | 1 name | opened from column public.patient.name",
          "table | public.patient as p (line 1, column 20) | pinned by a predicate that the driver"
              + " adds");

  @Test
  void statement_explainsWithAndWithoutATenant_andSendsNothing() throws Exception {
    try (HikariDataSource pool = sealed.pool();
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      sealed.recording().clear();
      assertThat(read(statement.executeQuery("EXPLAIN TENANTCRYPT " + QUERY))).isEqualTo(EXPECTED);
      assertThat(statement.execute("explain tenantcrypt\n" + QUERY)).isTrue();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      ResultSet rows = statement.getResultSet();
      assertThat(rows.getStatement()).isNotNull();
      assertThat(rows.getMetaData().getColumnCount()).isEqualTo(3);
      assertThat(rows.getMetaData().getColumnLabel(3)).isEqualTo("treatment");
      assertThat(read(rows)).isEqualTo(EXPECTED);
      assertThat(statement.getMoreResults()).isFalse();
      AsTenant.run(
          World.ACME,
          () ->
              assertThat(read(statement.executeQuery("EXPLAIN TENANTCRYPT " + QUERY)))
                  .isEqualTo(EXPECTED));
      assertThat(sealed.recording().events())
          .noneMatch(e -> e.sql().contains("patient p") || e.sql().contains("EXPLAIN"));
      Sql.refusal("TC003", () -> statement.executeUpdate("EXPLAIN TENANTCRYPT SELECT 1"));
      assertThat(Sql.ask(connection, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void preparedStatement_explainsWithItsParametersBoundOrNot() throws Exception {
    try (HikariDataSource pool = sealed.pool();
        Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement("EXPLAIN TENANTCRYPT " + QUERY)) {
      sealed.recording().clear();
      assertThat(read(statement.executeQuery())).isEqualTo(EXPECTED);
      statement.setLong(1, 7);
      assertThat(statement.execute()).isTrue();
      assertThat(read(statement.getResultSet())).isEqualTo(EXPECTED);
      assertThat(statement.getMetaData().getColumnName(1)).isEqualTo("part");
      assertThat(sealed.recording().events()).noneMatch(e -> e.sql().contains("patient p"));
    }
  }

  @Test
  void refusal_isAnAnswer_notAnError() throws Exception {
    try (Connection connection = sealed.connect();
        Statement statement = connection.createStatement()) {
      assertThat(
              read(
                  statement.executeQuery(
                      "EXPLAIN TENANTCRYPT SELECT id\nFROM patient WHERE upper(name) = 'S3CRET'")))
          .contains(
              "statement | kind | refused: nothing is sent",
              "refusal | code | TC002",
              "refusal | place | line 2, column 26")
          .noneMatch(line -> line.contains("S3CRET"));
    }
  }

  @Test
  void openTransaction_ofATenant_isNotDisturbed() throws Exception {
    try (Connection connection = sealed.connect("tenantBinding=transaction")) {
      connection.setClientInfo("tenantcrypt.tenant", World.ACME);
      try (Statement statement = connection.createStatement()) {
        read(statement.executeQuery("EXPLAIN TENANTCRYPT SELECT id FROM task"));
      }
      // The binding was for the next statement, and an explanation is none.
      assertThat(Sql.column(connection, "SELECT id FROM task")).hasSize(3);
    }
  }

  @Test
  void api_tellsTheSame() throws Exception {
    try (HikariDataSource pool = sealed.pool()) {
      Explanation told = TenantCrypt.of(pool).explain(QUERY);

      assertThat(told.kind()).isEqualTo(Explanation.Kind.PROTECTED);
      assertThat(
              told.lines().stream()
                  .map(l -> l.part() + " | " + l.subject() + " | " + l.treatment()))
          .containsExactlyElementsOf(EXPECTED);
      assertThat(TenantCrypt.of(pool).explain("TRUNCATE task").refusal()).isPresent();
    }
  }
}
