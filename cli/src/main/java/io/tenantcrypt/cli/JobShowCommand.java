package io.tenantcrypt.cli;

import io.tenantcrypt.admin.JobSummary;
import io.tenantcrypt.admin.Jobs;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import picocli.CommandLine.Command;

/** {@code tenantcrypt job show}. */
@Command(
    name = "show",
    header = "Shows what a job has done, what it waits for, and what is in its way.",
    footer = {"", "Example:", "  tenantcrypt job show 5b0c4a6d9e8f7a6b5c4d3e2f1a0b9c8d"})
final class JobShowCommand extends JobCommand {

  @Override
  JobSummary change(Jobs jobs, String id) {
    return jobs.find(id)
        .orElseThrow(
            () ->
                new TenantCryptException(
                    ErrorCode.TC041, "There is no such job. See tenantcrypt job list."));
  }
}
