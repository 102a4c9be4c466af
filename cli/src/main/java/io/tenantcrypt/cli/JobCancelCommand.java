package io.tenantcrypt.cli;

import io.tenantcrypt.admin.JobSummary;
import io.tenantcrypt.admin.Jobs;
import picocli.CommandLine.Command;

/** {@code tenantcrypt job cancel}. */
@Command(
    name = "cancel",
    header = "Gives a job up. What it has done stays, and nothing is destroyed.",
    footer = {"", "Example:", "  tenantcrypt job cancel 5b0c4a6d9e8f7a6b5c4d3e2f1a0b9c8d"})
final class JobCancelCommand extends JobCommand {

  @Override
  JobSummary change(Jobs jobs, String id) {
    return jobs.cancel(id);
  }
}
