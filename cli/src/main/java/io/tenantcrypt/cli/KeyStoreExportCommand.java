package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.keys.store.ExportCounts;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Exports the key tables. */
@Command(
    name = "export",
    header = "Writes the key tables to a file.",
    description = {
      "",
      "Tenants, wrapped keys and the record of protected columns as JSON lines, sealed as a whole. Nobody",
      "opens a key with it who may not use its KEK. Take one after each rotation and whenever tenants",
      "were made, and keep it apart from the database's backups.",
      ""
    },
    footer = {"", "Example:", "  tenantcrypt keystore export --out keys-$(date +%%F).jsonl"})
final class KeyStoreExportCommand extends DatabaseLeaf {

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write, whole or not at all; never one that is there. Else stdout.")
  private Optional<Path> file = Optional.empty();

  @Override
  ExitCode run(TenantCrypt tenantCrypt) throws IOException {
    if (file.isEmpty()) {
      tenantCrypt.keyStore().export(streams().out());
      if (streams().out().checkError()) {
        throw new UsageException("The export could not be written to the standard output.");
      }
      return ExitCode.OK;
    }
    ExportCounts counts = write(tenantCrypt, file.get());
    output()
        .tell(
            streams(),
            Json.of("export")
                .put("file", file.get())
                .put("tenants", counts.tenants())
                .put("keys", counts.keys())
                .put("columns", counts.columns()),
            "Exported "
                + counts.tenants()
                + " tenants (the platform's own included), "
                + counts.keys()
                + " keys and "
                + counts.columns()
                + " protected columns to "
                + file.get());
    return ExitCode.OK;
  }

  /** Under another name until it is whole. */
  private static ExportCounts write(TenantCrypt tenantCrypt, Path file) throws IOException {
    if (Files.exists(file)) {
      throw new UsageException(
          "The file " + file + " is there already and stays as it is. Name another.");
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      ExportCounts counts;
      try (Writer out =
          Files.newBufferedWriter(
              part,
              StandardCharsets.UTF_8,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        counts = tenantCrypt.keyStore().export(out);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return counts;
    } catch (IOException e) {
      throw new UsageException("The file " + file + " cannot be written.");
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
