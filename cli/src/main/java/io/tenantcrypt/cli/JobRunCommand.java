package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tenantcrypt job run}. */
@Command(
    name = "run",
    header = "Works on a job in this process.",
    description = {
      "",
      "Any number of processes on any machines may work on one job at once. One that is killed loses",
      "nothing: run it again.",
      ""
    },
    footer = {
      "",
      "Exit code 0 if the job is done, 1 if it is incomplete, 4 if it waits for something that takes",
      "longer than --wait: run it again later.",
      "",
      "Example:",
      "  tenantcrypt job run 5b0c4a6d9e8f7a6b5c4d3e2f1a0b9c8d --workers 8 --rate 5000"
    })
final class JobRunCommand extends DatabaseLeaf {

  @Parameters(paramLabel = "JOB", description = "The job's id, as job list shows it.")
  private String job = "";

  @Mixin private final JobWork work = new JobWork();

  @Override
  ExitCode run(TenantCrypt tenantCrypt) {
    return work.run(tenantCrypt, job, output(), streams());
  }
}
