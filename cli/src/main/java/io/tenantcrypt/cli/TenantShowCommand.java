package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.KeyVersion;
import io.tenantcrypt.admin.TenantSummary;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a tenant and its keys. */
@Command(
    name = "show",
    header = "Shows a tenant and each version of its keys.",
    footer = {"", "Example:", "  tenantcrypt tenant show acme --json"})
final class TenantShowCommand extends DatabaseLeaf {

  @Parameters(paramLabel = "TENANT", description = "The tenant's id.")
  private String tenant = "";

  @Override
  ExitCode run(TenantCrypt tenantCrypt) {
    TenantSummary found =
        tenantCrypt
            .tenants()
            .find(tenant)
            .orElseThrow(
                () ->
                    new TenantCryptException(
                        ErrorCode.TC012, "Tenant " + tenant + " is not provisioned."));
    output().tell(streams(), TenantLines.json(found), TenantLines.text(found));
    List<Json> lines = new ArrayList<>();
    Table table = new Table("PURPOSE", "VERSION", "STATE", "CREATED", "KEKS");
    for (KeyVersion key : tenantCrypt.tenants().keys(tenant)) {
      lines.add(TenantLines.json(tenant, key));
      table.row(
          key.purpose(),
          String.valueOf(key.version()),
          key.state().name(),
          key.created().toString(),
          String.join(", ", key.keks()));
    }
    output().tell(streams(), lines, table);
    return ExitCode.OK;
  }
}
