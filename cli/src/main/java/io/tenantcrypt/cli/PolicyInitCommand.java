package io.tenantcrypt.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a policy to begin with. */
@Command(
    name = "init",
    header = "Writes a commented policy to begin with.",
    description = {
      "",
      "It has a deployment id of its own; keep that once keys exist, since no key opens under another.",
      "Never overwrites a file.",
      ""
    },
    footer = {"", "Example:", "  tenantcrypt policy init policy.yaml --tenancy-column tenant_id"})
final class PolicyInitCommand extends Leaf {

  @Parameters(paramLabel = "FILE", description = "The file to write.")
  private Path file = Path.of("policy.yaml");

  @Option(
      names = "--tenancy-column",
      paramLabel = "NAME",
      defaultValue = "tenant_id",
      description = "The column that says whose a row is. Default: ${DEFAULT-VALUE}.")
  private String column = "tenant_id";

  @Option(
      names = "--kek",
      paramLabel = "URI",
      defaultValue = "$${TENANTCRYPT_KEK}",
      description = "The key encryption key, such as aws-kms://alias/tenantcrypt.")
  private String kek = "${TENANTCRYPT_KEK}";

  @Override
  ExitCode run() throws IOException {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    String deployment = HexFormat.of().formatHex(random);
    String policy =
        template()
            .replace("@deployment@", deployment)
            .replace("@column@", quoted(column))
            .replace("@kek@", quoted(kek));
    try {
      Files.writeString(file, policy, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new UsageException(
          "The file " + file + " is there already and stays as it is. Name another, or remove it.");
    } catch (IOException e) {
      throw new UsageException("The file " + file + " cannot be written.");
    }
    output()
        .tell(
            streams(),
            Json.of("policy").put("file", file).put("revision", 1).put("deployment", deployment),
            "Wrote "
                + file
                + ". Name your tables in it, then: tenantcrypt policy check --policy "
                + file);
    return ExitCode.OK;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String template() throws IOException {
    try (InputStream in = PolicyInitCommand.class.getResourceAsStream("policy.yaml")) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks policy.yaml");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
