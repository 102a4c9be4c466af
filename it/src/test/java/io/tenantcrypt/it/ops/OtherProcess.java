package io.tenantcrypt.it.ops;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A main class of these tests in a JVM of its own. */
final class OtherProcess implements AutoCloseable {

  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private final CountDownLatch ready = new CountDownLatch(1);
  private final Thread reader;

  private OtherProcess(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "other-process");
    this.reader.setDaemon(true);
    this.reader.start();
  }

  /** Starts it with what these tests know of keys. */
  static OtherProcess start(Class<?> main, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .put(
            "TENANTCRYPT_LOCAL_PASSWORD",
            String.valueOf(System.getProperty("tenantcrypt.local.password")));
    return new OtherProcess(builder.start());
  }

  private void read() {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        synchronized (lines) {
          lines.add(line);
        }
        if (line.equals("READY") || line.equals("WORKING")) {
          ready.countDown();
        }
      }
    } catch (IOException e) {
      // It was killed: its output ends.
      synchronized (lines) {
        lines.add("ended: " + e.getMessage());
      }
    }
  }

  /** Waits until it says that it works. */
  void awaitReady() throws InterruptedException {
    if (!ready.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("A process did not begin: " + output());
    }
  }

  /** Writes a line to its standard input. */
  void tell(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Waits until it has printed a line. */
  void awaitLine(String line) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!output().contains(line)) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new IllegalStateException("No line " + line + ": " + output());
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  /** Waits so long for its end; true if it has ended. */
  boolean ended(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Lets it end by itself, and gives its exit value. */
  int finish() throws Exception {
    process.getOutputStream().close();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      throw new IllegalStateException("A process did not end: " + output());
    }
    reader.join(10_000);
    return process.exitValue();
  }

  /** What it has printed. */
  List<String> output() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
