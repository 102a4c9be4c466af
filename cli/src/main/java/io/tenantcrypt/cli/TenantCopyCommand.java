package io.tenantcrypt.cli;

import io.tenantcrypt.admin.TenantSummary;
import io.tenantcrypt.admin.Tenants;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Wraps a tenant's keys once more. */
@Command(
    name = "copy",
    header = "Wraps a tenant's keys under a further KEK too.",
    description = {
      "",
      "Mostly one of another region: it opens them while the KMS of the first does not answer, and never",
      "where that one refuses.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  tenantcrypt tenant copy acme --under aws-kms://arn:aws:kms:eu-west-1:111122223333:alias/eu"
    })
final class TenantCopyCommand extends TenantCommand {

  @Option(
      names = "--under",
      required = true,
      paramLabel = "KEK",
      description = "A KEK URI that keys.allowed permits.")
  private String kek = "";

  @Override
  TenantSummary change(Tenants tenants) {
    return tenants.copyUnder(tenant(), kek);
  }
}
