package io.tenantcrypt.it.kms;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Assumptions;

/** A KMS in a process of its own, on this machine, that ends with the tests. */
final class KmsServer implements AutoCloseable {

  /** Set by CI: the KMSs that must run, comma-separated. */
  private static final String REQUIRED = "TENANTCRYPT_REQUIRE_KMS";

  private static final Path TARGET = Path.of(System.getProperty("tenantcrypt.it.target", "target"));

  private final Process process;
  private final URI uri;

  private KmsServer(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /**
   * Starts a server, or ends the test: as not run, or as failed where CI requires it.
   *
   * @param arguments of its command, by port
   * @param ready a path that answers once it is ready
   */
  static KmsServer start(
      Tool tool, IntFunction<List<String>> arguments, Map<String, String> environment, String ready)
      throws IOException, InterruptedException {
    Tool.Found found = tool.find();
    if (found.file().isEmpty()) {
      throw notRun(tool, found.why());
    }
    int port = freePort();
    List<String> command = new ArrayList<>(List.of(found.file().get().toString()));
    command.addAll(arguments.apply(port));
    Files.createDirectories(TARGET);
    Path log = log(tool, port);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
    URI uri = URI.create("http://127.0.0.1:" + port);
    if (!answers(process, uri.resolve(ready))) {
      end(process);
      throw notRun(tool, "it does not answer; see " + log);
    }
    return new KmsServer(process, uri);
  }

  /** What a server on a port writes. */
  static Path log(Tool tool, int port) {
    return TARGET.resolve(tool.command() + "-" + port + ".log");
  }

  private static RuntimeException notRun(Tool tool, String why) {
    String line = "NOT RUN: tests on " + tool.command() + " – " + why;
    if (Arrays.asList(System.getenv().getOrDefault(REQUIRED, "").split(",")).contains(tool.kms())) {
      return new IllegalStateException(REQUIRED + " requires it. " + line);
    }
    System.out.println(line);
    Assumptions.abort(line);
    return new IllegalStateException(line);
  }

  private static boolean answers(Process process, URI uri) throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (process.isAlive() && System.nanoTime() - end < 0) {
      if (status(client, request).filter(code -> code < 500).isPresent()) {
        return true;
      }
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return false;
  }

  private static Optional<Integer> status(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return Optional.of(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    } catch (IOException e) {
      return Optional.empty(); // not listening yet
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  URI uri() {
    return uri;
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    end(process);
  }
}
