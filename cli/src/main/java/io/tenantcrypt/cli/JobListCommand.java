package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.JobSummary;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code tenantcrypt job list}. */
@Command(
    name = "list",
    header = "Lists long operations, the newest first.",
    footer = {"", "Example:", "  tenantcrypt job list --json"})
final class JobListCommand extends DatabaseLeaf {

  @Override
  ExitCode run(TenantCrypt tenantCrypt) {
    List<Json> lines = new ArrayList<>();
    Table table = JobLines.table();
    for (JobSummary job : tenantCrypt.jobs().list()) {
      lines.add(JobLines.json(job));
      JobLines.row(table, job);
    }
    output().tell(streams(), lines, table);
    return ExitCode.OK;
  }
}
