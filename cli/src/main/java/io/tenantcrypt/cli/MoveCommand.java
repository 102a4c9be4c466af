package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.JobSummary;
import io.tenantcrypt.admin.TenantSummary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Moves tenants' keys to other KEKs. */
@Command(
    name = "move",
    header = "Moves tenants' keys to another KEK.",
    description = {
      "",
      "The one of another tier, or of other attributes: another key, provider or region, or the",
      "customer's own. No row of their data is read or written. Let the old KEK work for keys.cache.ring",
      "more.",
      ""
    },
    footer = {
      "",
      "Exit code 1 if some of many tenants failed: run it again for those, or resume the job.",
      "",
      "Example:",
      "  tenantcrypt key move acme --tier eu",
      "  tenantcrypt key move --from-tier basic --tier eu --rate 20"
    })
final class MoveCommand extends ManyTenants {

  @Option(
      names = "--tier",
      required = true,
      paramLabel = "TIER",
      description = "One of keys.tiers; '' for keys.kek.")
  private String tier = "";

  @Option(
      names = "--attribute",
      paramLabel = "NAME=VALUE",
      description = "What the tier's KEK names in braces.")
  private Map<String, String> attributes = new HashMap<>();

  @Option(
      names = "--from-tier",
      paramLabel = "TIER",
      description = "All tenants of this tier; '' for those without one.")
  private Optional<String> from = Optional.empty();

  @Override
  Optional<List<String>> all(TenantCrypt tenantCrypt) {
    return from.map(
        of ->
            tenantCrypt.tenants().list().stream()
                .filter(tenant -> tenant.tier().equals(of))
                .map(TenantSummary::id)
                .toList());
  }

  /** Attributes are a tenant's own: such tenants are moved one by one. */
  @Override
  Optional<JobSummary> job(TenantCrypt tenantCrypt) {
    return from.filter(of -> attributes.isEmpty())
        .map(of -> tenantCrypt.keys().moveAll(of, tier));
  }

  @Override
  Function<String, TenantSummary> work(TenantCrypt tenantCrypt) {
    return tenant -> tenantCrypt.tenants().move(tenant, tier, attributes);
  }
}
