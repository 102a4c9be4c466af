package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.JobSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tenantcrypt tenant shred approve}. */
@Command(
    name = "approve",
    header = "Approves that a tenant's keys be destroyed.",
    description = {
      "",
      "As the database user of this session, who is not the one that requested it. After the window job",
      "run does it.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  tenantcrypt tenant shred approve 5b0c4a6d9e8f7a6b5c4d3e2f1a0b9c8d --user second"
    })
final class ShredApproveCommand extends DatabaseLeaf {

  @Parameters(paramLabel = "JOB", description = "The job's id, as job list shows it.")
  private String job = "";

  @Override
  ExitCode run(TenantCrypt tenantCrypt) {
    JobSummary approved = tenantCrypt.shredding().approve(job);
    output().tell(streams(), JobLines.json(approved), JobLines.text(approved));
    return ExitCode.OK;
  }
}
