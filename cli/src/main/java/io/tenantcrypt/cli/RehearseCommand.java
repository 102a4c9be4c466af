package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.RehearsalReport;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tenantcrypt rehearse}. */
@Command(
    name = "rehearse",
    header = "Rehearses a tenant's whole life on this database and KMS, with a tenant of its own.",
    description = {
      "",
      "Makes a throw-away tenant, writes two rows through the driver, reads them, rotates the key, proves",
      "that the old one opens nothing, shreds the tenant and removes its rows. Run it before the first",
      "production tenant.",
      ""
    },
    footer = {
      "",
      "Exit code 0 if all went as it must, else 1.",
      "",
      "Example:",
      "  tenantcrypt rehearse --table clinic.patient"
    })
final class RehearseCommand extends DatabaseLeaf {

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      description = "As the policy names it. Default: the first that can be used.")
  private Optional<String> table = Optional.empty();

  @Override
  ExitCode run(TenantCrypt tenantCrypt) {
    RehearsalReport report = tenantCrypt.rehearsal().run(table, this::tell);
    output()
        .tell(
            streams(),
            Json.of("summary")
                .put("run", report.run())
                .put("tenant", report.tenant())
                .put("table", report.table())
                .put("ok", report.ok()),
            report.ok() ? "All went as it must." : "Not all went as it must.");
    return report.ok() ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private void tell(RehearsalReport.Step step) {
    output()
        .tell(
            streams(),
            Json.of("step")
                .put("name", step.name())
                .put("ok", step.ok())
                .put("detail", step.detail()),
            (step.ok() ? "ok    " : "WRONG ") + step.name() + ": " + step.detail());
  }
}
