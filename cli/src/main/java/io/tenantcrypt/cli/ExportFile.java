package io.tenantcrypt.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An export that is read. */
final class ExportFile {

  /** What is done with it. */
  @FunctionalInterface
  interface Use<T> {
    T with(Reader reader) throws IOException;
  }

  private ExportFile() {}

  static <T> T read(Path file, Use<T> use) {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return use.with(reader);
    } catch (IOException e) {
      throw new UsageException(
          "The export "
              + file
              + (Files.exists(file) ? " cannot be read as UTF-8 text." : " is not there."));
    }
  }
}
