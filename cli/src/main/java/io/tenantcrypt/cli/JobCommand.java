package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.JobSummary;
import io.tenantcrypt.admin.Jobs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A command on one job that tells how the job is afterwards. */
@Command
abstract class JobCommand extends DatabaseLeaf {

  @Parameters(paramLabel = "JOB", description = "The job's id, as job list shows it.")
  private String job = "";

  @Override
  final ExitCode run(TenantCrypt tenantCrypt) {
    JobSummary after = change(tenantCrypt.jobs(), job);
    output().tell(streams(), JobLines.json(after), JobLines.text(after));
    return ExitCode.OK;
  }

  abstract JobSummary change(Jobs jobs, String id);
}
