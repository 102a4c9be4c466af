package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tenantcrypt.catalog.CatalogSnapshot;
import io.tenantcrypt.catalog.PostgresCatalogReader;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What depends on the server's version, on each that is supported. */
class ServerVersionsIT {

  private static final int[] VERSIONS = {14, 15, 16, 17, 18};
  private static final Path TARGET = Path.of(System.getProperty("tenantcrypt.it.target", "target"));
  private static final Map<Integer, World> WORLDS = new HashMap<>();
  private static final List<EmbeddedServer> SERVERS = new ArrayList<>();
  private static final Set<String> SLICE =
      Set.of("boundary.sql", "functions.sql", "insert.sql", "lexer.sql", "text.sql", "update.sql");

  /**
   * Functions whose arguments look as if they could read a table or run a text, and that do
   * neither. Each was looked at; sequences hold no tenant's values, sizes and definitions neither.
   */
  private static final Set<String> REVIEWED =
      Set.of(
          "aclexplode",
          "brin_desummarize_range",
          "brin_summarize_new_values",
          "brin_summarize_range",
          "current_query",
          "currval",
          "gin_clean_pending_list",
          "jsonb_path_query",
          "jsonb_path_query_array",
          "jsonb_path_query_array_tz",
          "jsonb_path_query_first",
          "jsonb_path_query_first_tz",
          "jsonb_path_query_tz",
          "nextval",
          "numnode",
          "phraseto_tsquery",
          "pg_available_extension_versions",
          "pg_backup_stop",
          "pg_column_is_updatable",
          "pg_control_checkpoint",
          "pg_export_snapshot",
          "pg_extension_update_paths",
          "pg_get_catalog_foreign_keys",
          "pg_get_loaded_modules",
          "pg_get_replica_identity_index",
          "pg_get_sequence_data",
          "pg_get_serial_sequence",
          "pg_index_column_has_property",
          "pg_index_has_property",
          "pg_indexes_size",
          "pg_lock_status",
          "pg_partition_ancestors",
          "pg_partition_root",
          "pg_partition_tree",
          "pg_relation_filenode",
          "pg_relation_filepath",
          "pg_relation_is_publishable",
          "pg_relation_is_updatable",
          "pg_relation_size",
          "pg_sequence_last_value",
          "pg_show_all_file_settings",
          "pg_show_all_settings",
          "pg_split_walfile_name",
          "pg_stat_get_progress_info",
          "pg_stat_get_subscription",
          "pg_stat_get_wal_receiver",
          "pg_stat_get_wal_senders",
          "pg_stop_backup",
          "pg_table_size",
          "pg_total_relation_size",
          "pg_wal_summary_contents",
          "pg_walfile_name_offset",
          "plainto_tsquery",
          "querytree",
          "regclasssend",
          "regproceduresend",
          "regprocsend",
          "setval",
          "to_tsquery",
          "websearch_to_tsquery");

  private static final String BUILT_IN =
      """
      SELECT p.proname, p.oid::pg_catalog.regprocedure::text,
        p.proargtypes::oid[] && ARRAY['regclass'::regtype::oid, 'refcursor'::regtype::oid,
          'regproc'::regtype::oid, 'regprocedure'::regtype::oid]
        OR coalesce(array_to_string(p.proargnames, ','), '')
          ~ '(^|,)(.*query.*|sql.*|tbl.*|.*table.*|rel.*|.*file.*|.*conn.*|.*cursor.*)(,|$)'
        OR p.prosrc ~ 'query_to_|spi|_rewrite_query|ts_stat'
        OR p.proname ~ '(^|_)(file|dir|import|export|lo|exec|execute|query|sql)(_|$)'
      FROM pg_catalog.pg_proc p
      WHERE p.pronamespace IN ('pg_catalog'::pg_catalog.regnamespace,
          'information_schema'::pg_catalog.regnamespace)
        AND p.oid < 16384
      ORDER BY 1, 2
      """;

  private static EmbeddedServer server(int version) {
    return EmbeddedServer.start("v" + version, TARGET.resolve("servers/" + version + ".jar"));
  }

  private static synchronized World world(int version) throws Exception {
    World known = WORLDS.get(version);
    if (known == null) {
      World.shared(); // sets what all of them need
      EmbeddedServer server = server(version);
      SERVERS.add(server);
      known = World.on(server);
      WORLDS.put(version, known);
    }
    return known;
  }

  private static final KeptConnections OPEN = new KeptConnections();

  @AfterAll
  static void stop() throws SQLException {
    OPEN.close();
    SERVERS.forEach(EmbeddedServer::close);
  }

  /** The names of the result's columns by function; none for a single one that has no name. */
  private static final String COLUMNS =
      """
      SELECT p.proname,
             CASE WHEN p.proargmodes && ARRAY['o', 'b', 't']::"char"[]
                  THEN ARRAY(SELECT p.proargnames[i]
                             FROM generate_subscripts(p.proargmodes, 1) i
                             WHERE p.proargmodes[i] IN ('o', 'b', 't') ORDER BY i)
                  WHEN t.typtype IN ('b', 'r', 'm', 'e') THEN ARRAY[]::text[]
             END
      FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_type t ON t.oid = p.prorettype
      WHERE p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace
      """;

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void functionsAndRelations_ofTheServer_areAllClassified(int version) throws Exception {
    Classified classified = new Classified();
    List<String> unknown = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(world(version).rawUrl());
        Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery(BUILT_IN)) {
        while (row.next()) {
          if (!classified.function(row.getString(1))) {
            unknown.add((row.getBoolean(3) ? "suspicious: " : "function ") + row.getString(2));
          }
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT relname FROM pg_catalog.pg_class WHERE relnamespace ="
                  + " 'pg_catalog'::pg_catalog.regnamespace"
                  + " AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')")) {
        while (row.next()) {
          if (!classified.relation(row.getString(1))) {
            unknown.add("relation " + row.getString(1));
          }
        }
      }
      assertThat(Sql.ask(connection, "SHOW server_version_num")).startsWith("" + version);
    }
    assertThat(unknown)
        .as("list each in postgresql-known.txt or postgresql-denied.txt, after a look at it")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void functions_thatMayBeCalled_takeNeitherSqlNorTablesNorFiles(int version) throws Exception {
    Classified classified = new Classified();
    Set<String> suspicious = new HashSet<>();
    try (Connection connection = DriverManager.getConnection(world(version).rawUrl());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(BUILT_IN)) {
      while (row.next()) {
        if (row.getBoolean(3) && classified.callable(row.getString(1))) {
          suspicious.add(row.getString(1));
        }
      }
    }
    suspicious.removeAll(REVIEWED);
    assertThat(suspicious).as("deny each, or add it to those that were reviewed").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void functionsInFrom_giveTheColumnsThatAreListed(int version) throws Exception {
    Map<String, Set<List<String>>> found = new HashMap<>();
    try (Connection connection = DriverManager.getConnection(world(version).rawUrl());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COLUMNS)) {
      while (row.next()) {
        Array names = row.getArray(2);
        found
            .computeIfAbsent(row.getString(1), k -> new HashSet<>())
            .add(names == null ? List.of("?") : List.of((String[]) names.getArray()));
      }
    }
    Map<String, List<String>> listed = new Classified().columns();
    assertThat(listed).isNotEmpty();
    listed.forEach((name, columns) -> assertThat(found.get(name)).as(name).containsOnly(columns));
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void catalog_ofTheServer_isReadAlike(int version) throws Exception {
    String url = world(version).freshUrl("catalog" + version);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE p (tenant_id varchar(63) NOT NULL, id bigint, PRIMARY KEY (tenant_id, id))"
              + " PARTITION BY HASH (id)");
      statement.execute("CREATE TABLE p0 PARTITION OF p FOR VALUES WITH (MODULUS 1, REMAINDER 0)");
      statement.execute("CREATE VIEW v AS SELECT id FROM p");
      statement.execute("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'");
      PostgresCatalogReader reader = new PostgresCatalogReader();
      String before = reader.fingerprint(connection);
      CatalogSnapshot snapshot = reader.read(connection, 1);

      Relation child = snapshot.relation(new RelationName("public", "p0")).orElseThrow();
      assertThat(child.parents()).containsExactly(new RelationName("public", "p"));
      assertThat(child.uniqueKeys()).containsExactly(List.of("tenant_id", "id"));
      assertThat(snapshot.relation(new RelationName("public", "v")).orElseThrow().reaches())
          .containsExactlyInAnyOrder(
              new RelationName("public", "p"), new RelationName("public", "p0"));
      assertThat(snapshot.userFunctions().get("public")).containsExactly("f");
      assertThat(snapshot.server().version() / 10_000).isEqualTo(version);
      assertThat(snapshot.server().utf8()).isTrue();

      assertThat(reader.fingerprint(connection)).isEqualTo(before);
      for (String change :
          List.of(
              "ALTER TABLE p ADD COLUMN c int",
              "ALTER TABLE p RENAME COLUMN c TO d",
              "ALTER TABLE p ALTER COLUMN d TYPE bigint",
              "ALTER TABLE p DROP COLUMN d",
              "CREATE OR REPLACE VIEW v AS SELECT id FROM p WHERE id > 0",
              "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
              "ALTER SCHEMA public RENAME TO other",
              "CREATE OPERATOR other.=== (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)",
              "CREATE DOMAIN other.e AS text",
              "ALTER DOMAIN other.e ADD CHECK (value <> '')",
              "CREATE RULE r AS ON INSERT TO other.p0 DO INSTEAD NOTHING",
              "ALTER TABLE other.p DETACH PARTITION other.p0",
              "CREATE UNIQUE INDEX ON other.p0 (id)",
              "DROP TABLE other.p CASCADE")) {
        statement.execute(change);
        String after = reader.fingerprint(connection);
        assertThat(after).as(change).isNotEqualTo(before);
        before = after;
      }
      statement.execute("CREATE TEMP TABLE mine (id int PRIMARY KEY, line text)");
      statement.execute("INSERT INTO other.p0 VALUES ('acme', 1)");
      statement.execute("ANALYZE other.p0");
      assertThat(reader.fingerprint(connection)).as("nothing of it is shared").isEqualTo(before);
    }
  }

  @TestFactory
  Stream<DynamicTest> corpus_aSliceOfIt_givesThePlainResultOrIsRefused() {
    List<DynamicTest> tests = new ArrayList<>();
    for (int version : VERSIONS) {
      for (CorpusEntry entry : Corpus.read()) {
        if (SLICE.contains(entry.file())) {
          tests.add(
              DynamicTest.dynamicTest(
                  version + ", " + entry.file() + ": " + entry.title(),
                  () -> compare(world(version), entry)));
        }
      }
    }
    return tests.stream();
  }

  private static void compare(World world, CorpusEntry entry) throws Exception {
    String mode = entry.modes().stream().sorted().findFirst().orElseThrow();
    String url = world.url(mode, "versions");
    if (CorpusRun.isOfRows(entry)) {
      compare(OPEN.inTransactions(url), OPEN.inTransactions(world.twinUrl()), entry);
      return;
    }
    try (Connection driver = DriverManager.getConnection(url);
        Connection twin = DriverManager.getConnection(world.twinUrl())) {
      driver.setAutoCommit(false);
      twin.setAutoCommit(false);
      compare(driver, twin, entry);
    }
  }

  private static void compare(Connection driver, Connection twin, CorpusEntry entry)
      throws Exception {
    try {
      AsTenant.run(
          World.ACME,
          () -> {
            if (entry.isAccepted()) {
              assertThat(run(entry, driver)).isEqualTo(run(entry, twin));
            } else {
              Throwable thrown = catchThrowable(() -> run(entry, driver));
              assertThat(thrown).isInstanceOf(SQLException.class);
              assertThat(((SQLException) thrown).getSQLState()).isEqualTo(entry.state());
            }
          });
    } finally {
      driver.rollback();
      twin.rollback();
    }
  }

  private static Outcome run(CorpusEntry entry, Connection connection) throws SQLException {
    return entry.parameters().isEmpty()
        ? Outcome.ofStatement(connection, entry.sql(), entry.isOrdered())
        : Outcome.ofPrepared(connection, entry.sql(), entry.parameters(), entry.isOrdered());
  }
}
