package io.tenantcrypt.cli;

import io.tenantcrypt.admin.ShredCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tenantcrypt tenant shred verify}. */
@Command(
    name = "verify",
    header = "Verifies a certificate. Needs no database.",
    footer = {
      "",
      "Exit code 5 if it was changed, or signed with another key.",
      "",
      "Example:",
      "  tenantcrypt tenant shred verify acme.json --public-key 6b2e…"
    })
final class ShredVerifyCommand extends Leaf {

  @Parameters(paramLabel = "FILE", description = "What tenant shred certificate printed.")
  private Path file = Path.of("");

  @Option(
      names = "--public-key",
      required = true,
      paramLabel = "HEX",
      description = "What tenant shred public-key printed.")
  private String key = "";

  @Override
  ExitCode run() {
    ShredCertificate.verify(certificate(), key);
    output()
        .tell(
            streams(),
            Json.of("verified").put("file", file),
            "The certificate is as it was signed with this key.");
    return ExitCode.OK;
  }

  private String certificate() {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new UsageException("The file " + file + " cannot be read as text.");
    }
  }
}
