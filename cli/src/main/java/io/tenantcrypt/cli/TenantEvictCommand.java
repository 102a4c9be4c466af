package io.tenantcrypt.cli;

import io.tenantcrypt.admin.TenantSummary;
import io.tenantcrypt.admin.Tenants;
import picocli.CommandLine.Command;

/** {@code tenantcrypt tenant evict}. */
@Command(
    name = "evict",
    header = "Makes every instance drop the tenant's cached keys.",
    description = {"", "Within keys.cache.ring; who needs a key after that asks its KMS.", ""},
    footer = {"", "Example:", "  tenantcrypt tenant evict acme"})
final class TenantEvictCommand extends TenantCommand {

  @Override
  TenantSummary change(Tenants tenants) {
    return tenants.evict(tenant());
  }
}
