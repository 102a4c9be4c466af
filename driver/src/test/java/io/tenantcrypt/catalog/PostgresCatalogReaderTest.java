package io.tenantcrypt.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.catalog.Relation.Kind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reads a real server's catalog. */
class PostgresCatalogReaderTest {

  private static EmbeddedPostgres server;
  private static CatalogSnapshot snapshot;

  @BeforeAll
  static void createSchema() throws IOException, SQLException {
    server = EmbeddedPostgres.start();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE SCHEMA clinic;
          CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
          CREATE TYPE mood AS ENUM ('sad', 'ok');
          CREATE DOMAIN tenant AS text;
          CREATE TABLE clinic.patient (
            tenant_id bigint NOT NULL, id bigint NOT NULL, gone int, ssn varchar(11), name text COLLATE loose,
            code char(3), amount numeric(5,2), mood mood, owner tenant, data bytea, uid uuid,
            twice bigint GENERATED ALWAYS AS (id * 2) STORED,
            seq bigint GENERATED ALWAYS AS IDENTITY,
            PRIMARY KEY (tenant_id, id), UNIQUE (ssn) INCLUDE (name));
          ALTER TABLE clinic.patient DROP COLUMN gone;
          CREATE UNIQUE INDEX partial_key ON clinic.patient (code) WHERE id > 5;
          CREATE UNIQUE INDEX expression_key ON clinic.patient (lower(ssn));
          CREATE INDEX plain_index ON clinic.patient (amount);
          CREATE VIEW first_view AS SELECT id FROM clinic.patient;
          CREATE VIEW second_view AS SELECT * FROM first_view;
          CREATE MATERIALIZED VIEW third_view AS SELECT count(*) AS n FROM second_view;
          CREATE VIEW statistics_view AS SELECT tablename FROM pg_stats;
          CREATE TABLE part (k int) PARTITION BY RANGE (k);
          CREATE TABLE part_low PARTITION OF part FOR VALUES FROM (0) TO (10) PARTITION BY RANGE (k);
          CREATE TABLE part_low_low PARTITION OF part_low FOR VALUES FROM (0) TO (5);
          CREATE TABLE parent (k int);
          CREATE TABLE child () INHERITS (parent);
          CREATE TABLE ruled (k int);
          CREATE RULE audit AS ON INSERT TO ruled DO ALSO INSERT INTO clinic.patient (tenant_id, id) VALUES (1, new.k);
          CREATE FUNCTION stand_in() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
          CREATE VIEW triggered AS SELECT 1 AS one;
          CREATE TRIGGER instead INSTEAD OF INSERT ON triggered FOR EACH ROW EXECUTE FUNCTION stand_in();
          CREATE TABLE after_trigger (k int);
          CREATE TRIGGER after AFTER INSERT ON after_trigger FOR EACH ROW EXECUTE FUNCTION stand_in();
          CREATE FUNCTION clinic.peek() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM clinic.patient';
          CREATE VIEW peeking AS SELECT clinic.peek() AS n;
          CREATE VIEW over_peeking AS SELECT * FROM peeking;
          CREATE SEQUENCE counter;
          CREATE TABLE "Mixed ""Case" (k int);
          CREATE EXTENSION citext;
          CREATE TABLE folded (k citext);
          CREATE FOREIGN DATA WRAPPER nowhere;
          CREATE SERVER nowhere FOREIGN DATA WRAPPER nowhere;
          CREATE FOREIGN TABLE far (k int) SERVER nowhere;
          CREATE TEMPORARY TABLE passing (k int);
          """);
      try (Connection own = server.getPostgresDatabase().getConnection()) {
        snapshot = new PostgresCatalogReader().read(own, 7);
        assertThat(own.getAutoCommit()).isTrue();
      }
    }
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static Relation relation(String schema, String name) {
    return snapshot.relation(new RelationName(schema, name)).orElseThrow();
  }

  private static ColumnInfo patient(String column) {
    return relation("clinic", "patient").column(column).orElseThrow();
  }

  private static Set<String> reaches(String view) {
    return relation("public", view).reaches().stream()
        .map(RelationName::toString)
        .collect(Collectors.toSet());
  }

  @Test
  void snapshot_ofAnyDatabase_hasTheVersionAsked() {
    assertThat(snapshot.version()).isEqualTo(7);
  }

  @Test
  void columns_afterADrop_areTheVisibleOnesInOrder() {
    assertThat(relation("clinic", "patient").columns())
        .extracting(ColumnInfo::name)
        .containsExactly(
            "tenant_id",
            "id",
            "ssn",
            "name",
            "code",
            "amount",
            "mood",
            "owner",
            "data",
            "uid",
            "twice",
            "seq");
  }

  @Test
  void columns_haveTypesWithoutLength() {
    assertThat(patient("ssn"))
        .isEqualTo(new ColumnInfo("ssn", "character varying", false, false, true));
    assertThat(patient("tenant_id"))
        .isEqualTo(new ColumnInfo("tenant_id", "bigint", true, false, true));
    assertThat(patient("mood").type()).isEqualTo("public.mood");
  }

  @Test
  void generated_holdsForComputedColumnsOnly() {
    assertThat(patient("twice").generated()).isTrue();
    assertThat(patient("seq").generated()).isFalse();
  }

  @Test
  void exactEquality_holdsWhereEqualIsIdentical() {
    assertThat(relation("clinic", "patient").columns())
        .filteredOn(ColumnInfo::exactEquality)
        .extracting(ColumnInfo::name)
        .containsExactly("tenant_id", "id", "ssn", "mood", "data", "uid", "twice", "seq");
    assertThat(relation("public", "folded").column("k").orElseThrow().exactEquality()).isFalse();
  }

  @Test
  void uniqueKeys_leaveOutPartialAndExpressionAndIncluded() {
    assertThat(relation("clinic", "patient").uniqueKeys())
        .containsExactlyInAnyOrder(java.util.List.of("tenant_id", "id"), java.util.List.of("ssn"));
  }

  @Test
  void kinds_areTold() {
    assertThat(relation("clinic", "patient").kind()).isEqualTo(Kind.TABLE);
    assertThat(relation("public", "part").kind()).isEqualTo(Kind.PARTITIONED_TABLE);
    assertThat(relation("public", "first_view").kind()).isEqualTo(Kind.VIEW);
    assertThat(relation("public", "third_view").kind()).isEqualTo(Kind.MATERIALIZED_VIEW);
    assertThat(relation("public", "far").kind()).isEqualTo(Kind.FOREIGN_TABLE);
    assertThat(relation("public", "counter").kind()).isEqualTo(Kind.SEQUENCE);
    assertThat(relation("public", "Mixed \"Case").kind()).isEqualTo(Kind.TABLE);
  }

  @Test
  void views_reachTheirBasesThroughOtherViews() {
    assertThat(reaches("first_view")).contains("clinic.patient");
    assertThat(reaches("third_view"))
        .contains("public.second_view", "public.first_view", "clinic.patient");
  }

  @Test
  void views_overSystemViews_nameThem() {
    assertThat(reaches("statistics_view")).containsExactly("pg_catalog.pg_stats");
  }

  @Test
  void parents_reachTheirChildrenAndPartitions() {
    assertThat(reaches("part")).containsExactlyInAnyOrder("public.part_low", "public.part_low_low");
    assertThat(reaches("part_low_low")).isEmpty();
    assertThat(reaches("parent")).containsExactly("public.child");
  }

  @Test
  void rules_makeSpecialAndReachTheirTargets() {
    assertThat(relation("public", "ruled").special()).isTrue();
    assertThat(reaches("ruled")).contains("clinic.patient");
  }

  @Test
  void triggers_makeSpecialOnlyInsteadOf() {
    assertThat(relation("public", "triggered").special()).isTrue();
    assertThat(relation("public", "after_trigger").special()).isFalse();
    assertThat(relation("public", "first_view").special()).isFalse();
    assertThat(relation("public", "third_view").special()).isFalse();
  }

  @Test
  void views_overUsersFunctions_areOpaqueThroughOtherViews() {
    assertThat(relation("public", "peeking").opaque()).isTrue();
    assertThat(relation("public", "over_peeking").opaque()).isTrue();
  }

  @Test
  void toastTables_reachTheirOwner() {
    assertThat(snapshot.relations().values())
        .filteredOn(r -> r.name().schema().equals("pg_toast"))
        .anyMatch(r -> r.reaches().contains(new RelationName("clinic", "patient")));
  }

  @Test
  void temporaryTables_ofOtherSessions_areLeftOut() {
    assertThat(snapshot.relations().keySet())
        .noneMatch(name -> name.name().equals("passing"))
        .noneMatch(name -> name.schema().startsWith("pg_temp"));
  }

  @Test
  void systemNames_areKept() {
    assertThat(snapshot.systemRelations()).contains("pg_class", "pg_stats", "pg_stat_activity");
    assertThat(snapshot.systemFunctions()).contains("lower", "pg_sleep", "query_to_xml");
    assertThat(snapshot.relations().keySet()).noneMatch(n -> n.schema().equals("pg_catalog"));
  }

  @Test
  void functions_ofUsers_areKeptBySchema() {
    assertThat(snapshot.userFunctions().get("clinic")).containsExactly("peek");
    assertThat(snapshot.userFunctions().get("public")).contains("stand_in", "citext_eq");
    assertThat(snapshot.systemFunctions()).doesNotContain("peek");
  }
}
