package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.TenantSummary;
import io.tenantcrypt.admin.Tenants;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A command on one tenant that tells how the tenant is afterwards. */
@Command
abstract class TenantCommand extends DatabaseLeaf {

  @Parameters(paramLabel = "TENANT", description = "The tenant's id, as the application binds it.")
  private String tenant = "";

  String tenant() {
    return tenant;
  }

  @Override
  final ExitCode run(TenantCrypt tenantCrypt) {
    TenantSummary after = change(tenantCrypt.tenants());
    output().tell(streams(), TenantLines.json(after), TenantLines.text(after));
    return ExitCode.OK;
  }

  abstract TenantSummary change(Tenants tenants);
}
