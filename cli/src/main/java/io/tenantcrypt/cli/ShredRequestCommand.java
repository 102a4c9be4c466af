package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.JobSummary;
import io.tenantcrypt.admin.ShredOptions;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tenantcrypt tenant shred request}. */
@Command(
    name = "request",
    header = "Requests that a tenant's keys be destroyed.",
    description = {"", "As the database user of this session; another one must approve it.", ""},
    footer = {
      "",
      "Example:",
      "  tenantcrypt tenant shred request acme --reason 'contract ended' --backup-retention 35d"
    })
final class ShredRequestCommand extends DatabaseLeaf {

  @Parameters(paramLabel = "TENANT", description = "The tenant's id, as the application binds it.")
  private String tenant = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Stands in the certificate.")
  private String reason = "";

  @Option(
      names = "--window",
      paramLabel = "TIME",
      defaultValue = "7d",
      description = "From the approval to the destruction. Default: ${DEFAULT-VALUE}.")
  private String window = "7d";

  @Option(names = "--suspend", description = "Suspends the tenant as soon as it is approved.")
  private boolean suspend;

  @Option(
      names = "--backup-retention",
      paramLabel = "TIME",
      description = {
        "The longest time for which any copy of the key tables is kept. Without it the certificate",
        "names no time from which those copies open nothing."
      })
  private Optional<String> retention = Optional.empty();

  @Override
  ExitCode run(TenantCrypt tenantCrypt) {
    ShredOptions options =
        new ShredOptions(
            Times.parse("--window", window),
            suspend,
            retention.map(time -> Times.parse("--backup-retention", time)));
    JobSummary job = tenantCrypt.shredding().request(tenant, reason, options);
    output()
        .tell(
            streams(),
            JobLines.json(job),
            JobLines.text(job)
                + System.lineSeparator()
                + "Another database user approves it: tenantcrypt tenant shred approve "
                + job.id());
    return ExitCode.OK;
  }
}
