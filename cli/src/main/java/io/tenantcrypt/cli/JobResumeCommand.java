package io.tenantcrypt.cli;

import io.tenantcrypt.admin.JobSummary;
import io.tenantcrypt.admin.Jobs;
import picocli.CommandLine.Command;

/** {@code tenantcrypt job resume}. */
@Command(
    name = "resume",
    header = "Lets workers go on with a job that was paused, or that was incomplete.",
    footer = {"", "Example:", "  tenantcrypt job resume 5b0c4a6d9e8f7a6b5c4d3e2f1a0b9c8d"})
final class JobResumeCommand extends JobCommand {

  @Override
  JobSummary change(Jobs jobs, String id) {
    return jobs.resume(id);
  }
}
