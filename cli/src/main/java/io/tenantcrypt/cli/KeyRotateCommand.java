package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.JobSummary;
import io.tenantcrypt.admin.RotationPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tenantcrypt key rotate}. */
@Command(
    name = "rotate",
    header = "Gives a tenant a new data key, and seals its cells anew.",
    description = {
      "",
      "While its applications go on. The old key is destroyed once nothing can need it any more, at the",
      "earliest after keys.rotation.grace; until then it opens what it sealed, and job cancel gives the",
      "rotation up. Begun again it goes on.",
      ""
    },
    footer = {
      "",
      "Exit code 0 if all is done, 1 if something is in the way (job show says what), 4 if it waits for",
      "something that takes longer than --wait, such as the grace: run it again later.",
      "",
      "Example:",
      "  tenantcrypt key rotate acme --dry-run",
      "  tenantcrypt key rotate acme --rate 5000"
    })
final class KeyRotateCommand extends DatabaseLeaf {

  @Parameters(paramLabel = "TENANT", description = "The tenant's id, as the application binds it.")
  private String tenant = "";

  @Option(names = "--dry-run", description = "Only tells how many cells there are.")
  private boolean dryRun;

  @Mixin private final JobWork work = new JobWork();

  @Override
  ExitCode run(TenantCrypt tenantCrypt) {
    if (dryRun) {
      tell(tenantCrypt.keys().plan(tenant));
      return ExitCode.OK;
    }
    JobSummary job = tenantCrypt.keys().rotate(tenant);
    return work.run(tenantCrypt, job.id(), output(), streams());
  }

  private void tell(RotationPlan plan) {
    Json cells = new Json();
    plan.cells().forEach(cells::put);
    output()
        .tell(
            streams(),
            Json.of("planned")
                .put("tenant", plan.tenant())
                .put("from", plan.from())
                .put("to", plan.to())
                .put("cells", cells)
                .put("grace", plan.grace()),
            "Tenant "
                + plan.tenant()
                + ": from version "
                + plan.from()
                + " to "
                + plan.to()
                + ", cells to seal anew "
                + plan.cells()
                + ", grace "
                + plan.grace());
  }
}
