package io.tenantcrypt.cli;

import io.tenantcrypt.admin.JobSummary;
import io.tenantcrypt.admin.Jobs;
import picocli.CommandLine.Command;

/** {@code tenantcrypt job pause}. */
@Command(
    name = "pause",
    header = "Lets all workers stop after the step that they are at.",
    footer = {"", "Example:", "  tenantcrypt job pause 5b0c4a6d9e8f7a6b5c4d3e2f1a0b9c8d"})
final class JobPauseCommand extends JobCommand {

  @Override
  JobSummary change(Jobs jobs, String id) {
    return jobs.pause(id);
  }
}
