package io.tenantcrypt.it.frameworks.spring;

import io.tenantcrypt.it.frameworks.Steps;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** What applications do with Spring's templates; each statement carries the predicate. */
final class TemplateSteps {

  private TemplateSteps() {}

  private static JdbcTemplate jdbc(ApplicationContext context) {
    return context.getBean(JdbcTemplate.class);
  }

  private static NamedParameterJdbcTemplate named(ApplicationContext context) {
    return context.getBean(NamedParameterJdbcTemplate.class);
  }

  /** A row. */
  record Found(long id, String name, LocalDate dob, BigDecimal weight) {}

  static void addTo(Steps<ApplicationContext> steps) {
    reads(steps);
    writes(steps);
    simpleInsert(steps);
  }

  private static void reads(Steps<ApplicationContext> steps) {
    steps.add(
        "query for maps",
        c ->
            jdbc(c)
                .queryForList(
                    "SELECT id, name, dob, city FROM patient WHERE tenant_id = ? AND id < ? ORDER BY"
                        + " id",
                    "acme",
                    4));
    steps.add(
        "query for one value",
        c ->
            jdbc(c)
                .queryForObject(
                    "SELECT count(*) FROM visit WHERE tenant_id = ?", Integer.class, "acme"));
    steps.add(
        "query with a mapper",
        c ->
            jdbc(c)
                .query(
                    "SELECT finding, fee, day FROM visit WHERE tenant_id = ? ORDER BY id",
                    (rows, i) ->
                        rows.getString("finding")
                            + rows.getBigDecimal(2)
                            + rows.getObject("day", LocalDate.class),
                    "acme"));
    steps.add(
        "query for a stream with a fetch size",
        c -> {
          JdbcTemplate small = new JdbcTemplate(jdbc(c).getDataSource());
          small.setFetchSize(2);
          small.setMaxRows(5);
          try (var rows =
              small.queryForStream(
                  "SELECT note FROM patient WHERE tenant_id = ? ORDER BY id",
                  (row, i) -> row.getString(1) + "",
                  "acme")) {
            return rows.toList();
          }
        });
    steps.add(
        "named parameters and a list",
        c ->
            named(c)
                .queryForList(
                    "SELECT name FROM patient WHERE tenant_id = :tenant AND id IN (:ids) AND (city ="
                        + " :city OR :city IS NULL) ORDER BY id",
                    new MapSqlParameterSource("tenant", "acme")
                        .addValue("ids", List.of(1L, 2L, 3L))
                        .addValue("city", "Athens", Types.VARCHAR),
                    String.class));
    steps.add(
        "tuples in a list",
        c ->
            named(c)
                .queryForList(
                    "SELECT id FROM patient WHERE tenant_id = :tenant AND (id, visits) IN (:pairs)"
                        + " ORDER BY id",
                    Map.of(
                        "tenant",
                        "acme",
                        "pairs",
                        List.of(new Object[] {1L, 1}, new Object[] {2L, 2})),
                    Long.class));
    steps.add(
        "client: a record",
        c ->
            c.getBean(JdbcClient.class)
                .sql("SELECT id, name, dob, weight FROM patient WHERE tenant_id = :t AND id = :id")
                .param("t", "acme")
                .param("id", 2L)
                .query(Found.class)
                .single());
    steps.add(
        "client: positional",
        c ->
            c.getBean(JdbcClient.class)
                .sql("SELECT phone FROM patient_phone WHERE tenant_id = ? AND patient_id = ?")
                .params("acme", 2L)
                .query(String.class)
                .list());
    steps.add(
        "a row set",
        c -> {
          var rows =
              jdbc(c)
                  .queryForRowSet(
                      "SELECT id, finding, fee FROM visit WHERE tenant_id = ? AND id < 3 ORDER BY id",
                      "acme");
          StringBuilder read = new StringBuilder();
          while (rows.next()) {
            read.append(rows.getLong(1))
                .append(rows.getString("finding"))
                .append(rows.getObject(3));
          }
          return read;
        });
  }

  private static void writes(Steps<ApplicationContext> steps) {
    steps.add(
        "update with types",
        c ->
            jdbc(c)
                .update(
                    "UPDATE patient SET dob = ?, weight = ?, note = ?, device = ? WHERE tenant_id = ?"
                        + " AND id = ?",
                    new Object[] {
                      Date.valueOf("1907-12-24"),
                      new BigDecimal("1907.24"),
                      null,
                      new UUID(0x1907190719071907L, 24),
                      "acme",
                      3L
                    },
                    new int[] {
                      Types.DATE,
                      Types.NUMERIC,
                      Types.VARCHAR,
                      Types.OTHER,
                      Types.VARCHAR,
                      Types.BIGINT
                    }));
    steps.add(
        "update with untyped nulls",
        c ->
            jdbc(c)
                .update(
                    "UPDATE patient SET ssn = ?, city = ? WHERE tenant_id = ? AND id = ?",
                    null,
                    null,
                    "acme",
                    2L));
    steps.add(
        "a batch",
        c ->
            jdbc(c)
                .batchUpdate(
                    "INSERT INTO visit (tenant_id, patient_id, day, finding, fee) VALUES (?, ?, ?, ?,"
                        + " ?)",
                    List.of(
                        new Object[] {"acme", 1L, LocalDate.of(2026, 10, 1), "S3CRET t1", null},
                        new Object[] {
                          "acme", 1L, LocalDate.of(2026, 10, 2), null, new BigDecimal("1907.10")
                        })));
    steps.add(
        "a batch of beans with names",
        c ->
            named(c)
                .batchUpdate(
                    "UPDATE visit SET finding = :finding WHERE tenant_id = 'acme' AND id = :id",
                    new MapSqlParameterSource[] {
                      new MapSqlParameterSource("finding", "S3CRET n1").addValue("id", 1L),
                      new MapSqlParameterSource("finding", "S3CRET n2").addValue("id", 2L)
                    }));
    steps.add(
        "generated keys",
        c -> {
          GeneratedKeyHolder keys = new GeneratedKeyHolder();
          jdbc(c)
              .update(
                  connection -> {
                    PreparedStatement insert =
                        connection.prepareStatement(
                            "INSERT INTO visit (tenant_id, patient_id, day, finding) VALUES (?, ?, ?,"
                                + " ?)",
                            new String[] {"id", "finding"});
                    insert.setString(1, "acme");
                    insert.setLong(2, 2L);
                    insert.setObject(3, LocalDate.of(2026, 10, 3));
                    insert.setString(4, "S3CRET key");
                    return insert;
                  },
                  keys);
          return keys.getKeys();
        });
    steps.add(
        "generated keys of all columns",
        c -> {
          GeneratedKeyHolder keys = new GeneratedKeyHolder();
          named(c)
              .update(
                  "INSERT INTO visit (tenant_id, patient_id, day, finding) VALUES ('acme', 3, :day,"
                      + " :finding)",
                  new MapSqlParameterSource("day", LocalDate.of(2026, 10, 4))
                      .addValue("finding", "S3CRET all"),
                  keys);
          return keys.getKeys();
        });
    steps.add(
        "execute",
        c -> {
          jdbc(c).execute("DELETE FROM tag WHERE tenant_id = 'acme' AND id = 4");
          return jdbc(c)
              .batchUpdate(
                  "UPDATE tag SET label = 'one' WHERE tenant_id = 'acme' AND id = 1",
                  "UPDATE tag SET label = 'two' WHERE tenant_id = 'acme' AND id = 2");
        });
  }

  private static void simpleInsert(Steps<ApplicationContext> steps) {
    steps.add(
        "simple insert: columns from the metadata",
        c ->
            new SimpleJdbcInsert(jdbc(c))
                .withTableName("patient")
                .execute(
                    Map.of(
                        "tenant_id",
                        "acme",
                        "id",
                        701L,
                        "version",
                        0,
                        "name",
                        "S3CRET simple",
                        "dob",
                        LocalDate.of(1907, 1, 31),
                        "status",
                        "OPEN",
                        "visits",
                        3,
                        "weight",
                        new BigDecimal("1907.77"))));
    steps.add(
        "simple insert: named columns and a generated key",
        c ->
            new SimpleJdbcInsert(jdbc(c))
                .withTableName("visit")
                .usingColumns("tenant_id", "patient_id", "day", "finding", "fee")
                .usingGeneratedKeyColumns("id")
                .executeAndReturnKey(
                    Map.of(
                        "tenant_id",
                        "acme",
                        "patient_id",
                        701L,
                        "day",
                        LocalDate.of(2026, 11, 1),
                        "finding",
                        "S3CRET simple",
                        "fee",
                        new BigDecimal("1907.88"))));
    steps.add(
        "simple insert: a batch",
        c ->
            new SimpleJdbcInsert(jdbc(c))
                .withTableName("patient_phone")
                .executeBatch(
                    new MapSqlParameterSource("tenant_id", "acme")
                        .addValue("patient_id", 701L)
                        .addValue("phone", "S3CRET-701")
                        .addValue("kind", "home"),
                    new MapSqlParameterSource("tenant_id", "acme")
                        .addValue("patient_id", 701L)
                        .addValue("phone", null)
                        .addValue("kind", "work")));
  }
}
