package io.tenantcrypt.cli;

import io.tenantcrypt.admin.TenantSummary;
import io.tenantcrypt.admin.Tenants;
import picocli.CommandLine.Command;

/** {@code tenantcrypt tenant resume}. */
@Command(
    name = "resume",
    header = "Gives out a suspended tenant's keys again.",
    description = {"", "In every instance within keys.cache.ring.", ""},
    footer = {"", "Example:", "  tenantcrypt tenant resume acme"})
final class TenantResumeCommand extends TenantCommand {

  @Override
  TenantSummary change(Tenants tenants) {
    return tenants.resume(tenant());
  }
}
