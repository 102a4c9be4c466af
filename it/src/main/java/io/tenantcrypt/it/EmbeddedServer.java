package io.tenantcrypt.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A real PostgreSQL on loopback and a free port, for the life of this object or of the JVM. Works
 * as root and as a user. Everything it writes stands below one directory that goes with it; the
 * binaries stay, for the next one.
 */
public final class EmbeddedServer implements AutoCloseable {

  /** Where the build puts what it makes; {@code target} unless the build says otherwise. */
  private static final Path TARGET = Path.of(System.getProperty("tenantcrypt.it.target", "target"));

  /** Unpacking takes as long as all the rest of a start; JVMs that do it at once wait for one. */
  private static final Path BINARIES = TARGET.resolve("postgres-bin").toAbsolutePath();

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
    return start(name, builder -> builder);
  }

  /**
   * Starts a server of another version than the one that the tests run on.
   *
   * @param binaries the jar of its binaries; two versions cannot stand on one class path
   */
  public static EmbeddedServer start(String name, Path binaries) {
    return start(name, builder -> builder.setPgBinaryResolver((s, m) -> archive(binaries)));
  }

  /** The one archive of a jar of binaries. */
  private static InputStream archive(Path binaries) throws IOException {
    try (JarFile jar = new JarFile(binaries.toFile())) {
      JarEntry entry =
          jar.stream().filter(e -> e.getName().endsWith(".txz")).findFirst().orElseThrow();
      return new ByteArrayInputStream(jar.getInputStream(entry).readAllBytes());
    }
  }

  private static EmbeddedServer start(
      String name, UnaryOperator<EmbeddedPostgres.Builder> configure) {
    Path directory = directory("postgres-" + name);
    try {
      delete(directory);
      Files.createDirectories(directory);
      EmbeddedPostgres postgres =
          configure
              .apply(EmbeddedPostgres.builder())
              .setOverrideWorkingDirectory(BINARIES.toFile())
              .setDataDirectory(directory.resolve("data"))
              .setCleanDataDirectory(false)
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("fsync", "off")
              .setServerConfig("full_page_writes", "off")
              .setServerConfig("max_prepared_transactions", "10")
              .setPGStartupWait(Duration.ofSeconds(60))
              .start();
      EmbeddedServer server = new EmbeddedServer(postgres, directory, processOf(directory));
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-postgres-" + name));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a server of this JVM has its files: two JVMs may run tests at once. */
  public static Path directory(String server) {
    return TARGET
        .resolve(server + "-" + System.getProperty("tenantcrypt.it.fork", "0"))
        .toAbsolutePath()
        .normalize();
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
