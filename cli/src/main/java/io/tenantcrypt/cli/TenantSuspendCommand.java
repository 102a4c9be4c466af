package io.tenantcrypt.cli;

import io.tenantcrypt.admin.TenantSummary;
import io.tenantcrypt.admin.Tenants;
import picocli.CommandLine.Command;

/** {@code tenantcrypt tenant suspend}. */
@Command(
    name = "suspend",
    header = "Gives out no keys of the tenant any more.",
    description = {
      "",
      "Its statements are refused with TC013: in every instance within keys.cache.ring.",
      ""
    },
    footer = {"", "Example:", "  tenantcrypt tenant suspend acme"})
final class TenantSuspendCommand extends TenantCommand {

  @Override
  TenantSummary change(Tenants tenants) {
    return tenants.suspend(tenant());
  }
}
