package io.tenantcrypt.it;

import static io.tenantcrypt.it.H2Fixture.as;
import static io.tenantcrypt.it.H2Fixture.refused;
import static io.tenantcrypt.it.H2Fixture.run;
import static io.tenantcrypt.it.H2Fixture.runPlain;
import static io.tenantcrypt.it.H2Fixture.url;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;
import org.h2.tools.Server;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Databases of H2 that are not in this JVM's memory: in files, and behind its server. */
class H2StorageIT {

  @ParameterizedTest
  @EnumSource
  void databaseInFiles_isUsedAsOneInMemory(H2World.Mode mode, @TempDir Path folder)
      throws Exception {
    String plain = mode.in("jdbc:h2:file:" + folder.resolve("clinic"));
    used(mode, plain, folder);
  }

  @ParameterizedTest
  @EnumSource
  void databaseOfAServer_isUsedAsOneInMemory(H2World.Mode mode, @TempDir Path folder)
      throws Exception {
    Server server =
        Server.createTcpServer("-tcpPort", "0", "-baseDir", folder.toString(), "-ifNotExists")
            .start();
    try {
      String plain = mode.in("jdbc:h2:tcp://localhost:" + server.getPort() + "/./clinic");
      used(mode, plain, folder);
    } finally {
      server.stop();
    }
  }

  private static void used(H2World.Mode mode, String plain, Path folder) throws Exception {
    String url = url(plain);
    try (Connection connection = DriverManager.getConnection(url)) {
      H2World.createTables(connection);
    }
    World.provision(url, World.ACME, World.GLOBEX);
    for (String tenant : List.of(World.ACME, World.GLOBEX)) {
      AsTenant.run(
          tenant,
          () -> {
            try (Connection connection = DriverManager.getConnection(url)) {
              Rows.insertMain(connection, tenant, mode.quoted("day"));
            }
          });
    }
    as(
        plain,
        connection -> {
          assertThat(Sql.column(connection, "SELECT name FROM patient ORDER BY id"))
              .containsExactly("Ann S3CRET", "Βάσω S3CRET", "芳 S3CRET");
          refused(
              "TC001",
              () -> Sql.column(connection, "SELECT 1 FROM task WHERE tenant_id = 'globex'"));
          refused("TC001", () -> Sql.column(connection, "SELECT 1 FROM tenantcrypt.tenant"));
          run(connection, "ALTER TABLE task ADD COLUMN place varchar(20)");
          assertThat(Sql.column(connection, "SELECT place FROM task")).hasSize(3);
        });

    raw(plain);
    runPlain(plain, "SHUTDOWN");
    assertThat(files(folder)).isNotEmpty();
    for (Path file : files(folder)) {
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(Rows.MARKS).noneMatch(bytes::contains);
    }
    as( // opened again
        plain,
        connection ->
            assertThat(Sql.ask(connection, "SELECT note FROM patient WHERE id = 3"))
                .isEqualTo("third S3CRET 🙂"));
    runPlain(plain, "SHUTDOWN");
  }

  /** What lies in the database itself. */
  private static void raw(String plain) throws Exception {
    try (Connection raw = DriverManager.getConnection(plain)) {
      assertThat(Sql.column(raw, "SELECT tenant FROM tenantcrypt.tenant"))
          .contains(World.ACME, World.GLOBEX);
      assertThat(
              Sql.column(
                  raw,
                  "SELECT LOWER(data_type) FROM information_schema.columns"
                      + " WHERE LOWER(table_name) = 'patient'"
                      + " AND LOWER(column_name) IN ('name', 'dob', 'ssn', 'note')"))
          .hasSize(4)
          .containsOnly("binary varying");
      assertThat(
              Sql.column(
                  raw, "SELECT DISTINCT UPPER(RAWTOHEX(SUBSTRING(name, 1, 1))) FROM patient"))
          .containsExactly("F9");
    }
    assertThat(H2World.marks(plain)).isEmpty();
  }

  private static List<Path> files(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".mv.db")).toList();
    }
  }
}
