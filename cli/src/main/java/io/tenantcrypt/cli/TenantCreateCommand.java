package io.tenantcrypt.cli;

import io.tenantcrypt.admin.TenantSummary;
import io.tenantcrypt.admin.Tenants;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a tenant. */
@Command(
    name = "create",
    header = "Makes a tenant with its first data key.",
    description = {
      "",
      "And the key tables where they are missing. The tenant's KEK is proved before anything is stored.",
      "May be repeated with the same arguments.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  tenantcrypt tenant create acme",
      "  tenantcrypt tenant create acme --tier enterprise \\",
      "      --attribute byok=arn:aws:kms:eu-central-1:111122223333:key/0a1b"
    })
final class TenantCreateCommand extends TenantCommand {

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      description = "One of keys.tiers, such as a region's; without it the KEK is keys.kek.")
  private String tier = "";

  @Option(
      names = "--attribute",
      paramLabel = "NAME=VALUE",
      description = "What the tier's KEK names in braces, such as a customer's own key.")
  private Map<String, String> attributes = new HashMap<>();

  @Override
  TenantSummary change(Tenants tenants) {
    return tenants.create(tenant(), tier, attributes);
  }
}
