package io.tenantcrypt.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real PostgreSQL on loopback and a free port, for the life of this object or of the JVM. Works
 * as root and as a user. Everything it writes stands below one directory that goes with it.
 */
public final class EmbeddedServer implements AutoCloseable {

  /** Where the build puts what it makes; {@code target} unless the build says otherwise. */
  private static final Path TARGET = Path.of(System.getProperty("tenantcrypt.it.target", "target"));

  private final EmbeddedPostgres postgres;
  private final Path directory;
  private final long process;

  private EmbeddedServer(EmbeddedPostgres postgres, Path directory, long process) {
    this.postgres = postgres;
    this.directory = directory;
    this.process = process;
  }

  /**
   * Starts a server.
   *
   * @param name its directory below {@code target}; of servers with one name only one may run
   */
  public static EmbeddedServer start(String name) {
    Path directory = TARGET.resolve("postgres-" + name).toAbsolutePath().normalize();
    try {
      delete(directory);
      Files.createDirectories(directory);
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(directory.resolve("bin").toFile())
              .setDataDirectory(directory.resolve("data"))
              .setCleanDataDirectory(false)
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("fsync", "off")
              .setPGStartupWait(Duration.ofSeconds(60))
              .start();
      EmbeddedServer server = new EmbeddedServer(postgres, directory, processOf(directory));
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-postgres-" + name));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Creates an empty database and gives its URL for the plain driver. */
  public String createDatabase(String database) {
    try (Connection connection = DriverManager.getConnection(url("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return url(database);
  }

  /** The URL of a database for the plain driver, user included. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database + "?user=postgres";
  }

  /** Stops the server and removes its directory. Does nothing the second time. */
  @Override
  public void close() {
    try {
      postgres.close();
      // When the JVM ends the library's own hook may be closing it at the same time.
      ProcessHandle.of(process).ifPresent(handle -> handle.onExit().join());
      delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server's process id is the first line of the file that it keeps while it runs. */
  private static long processOf(Path directory) throws IOException {
    try (Stream<String> lines = Files.lines(directory.resolve("data/postmaster.pid"))) {
      return Long.parseLong(lines.findFirst().orElseThrow().strip());
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> entries;
    try (Stream<Path> tree = Files.walk(directory)) {
      entries = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path entry : entries) {
      Files.deleteIfExists(entry);
    }
  }
}
