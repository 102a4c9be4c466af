package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tenantcrypt tenant shred certificate}. */
@Command(
    name = "certificate",
    header = "Prints what is certified of a shredded tenant, by what the KMSs say now.",
    description = {
      "",
      "Signed JSON: from when the shredding is effective, and for which backups. Keep it to the byte.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  tenantcrypt tenant shred certificate 5b0c4a6d9e8f7a6b5c4d3e2f1a0b9c8d > acme.json"
    })
final class ShredCertificateCommand extends DatabaseLeaf {

  @Parameters(paramLabel = "JOB", description = "The job's id, as job list shows it.")
  private String job = "";

  @Override
  ExitCode run(TenantCrypt tenantCrypt) {
    // Its own form whatever the output's, since the signature is over these bytes.
    streams().out().println(tenantCrypt.shredding().certificate(job).json());
    return ExitCode.OK;
  }
}
