package io.tenantcrypt.it.demo;

import io.tenantcrypt.it.EmbeddedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Runs the demo: {@code mvn -Pdemo}. Ends with 0 if everything that it shows was so, else with 1.
 */
public final class Demo {

  private Demo() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    long start = System.nanoTime();
    System.setProperty("org.jboss.logging.provider", "slf4j");
    // The key store of the demo lives as long as the demo.
    System.setProperty("tenantcrypt.local.password", UUID.randomUUID().toString());
    Report report = new Report();
    int status = 1;
    try {
      run(report);
      status = 0;
      report.blank();
      report.say(
          "Everything above was checked, not only printed. "
              + Duration.ofNanos(System.nanoTime() - start).toSeconds()
              + " s; server, databases and keys are gone.");
    } catch (Exception | AssertionError e) {
      report.blank();
      report.say("The demo FAILED: " + e);
      e.printStackTrace();
    }
    System.exit(status);
  }

  private static void run(Report report) throws Exception {
    Path examples =
        Path.of(System.getProperty("tenantcrypt.it.examples", "src/examples"))
            .resolve("demo")
            .toAbsolutePath()
            .normalize();
    Path keys = Files.createTempDirectory("tenantcrypt-demo");
    try (EmbeddedServer server = EmbeddedServer.start("demo")) {
      Stage stage = new Stage(report, examples, keys, server);
      List<PatientCard> before = new PlainStep(stage).show();
      new SealedSteps(stage).show(before);
      new RefusalSteps(stage).show();
    } finally {
      delete(keys);
    }
  }

  private static void delete(Path directory) throws Exception {
    List<Path> entries;
    try (Stream<Path> tree = Files.walk(directory)) {
      entries = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path entry : entries) {
      Files.delete(entry);
    }
  }
}
