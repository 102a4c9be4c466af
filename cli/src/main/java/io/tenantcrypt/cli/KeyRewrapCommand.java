package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.JobSummary;
import io.tenantcrypt.admin.TenantSummary;
import io.tenantcrypt.tenancy.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Wraps tenants' keys anew. */
@Command(
    name = "rewrap",
    header = "Wraps tenants' keys under the newest version of their KEK.",
    description = {
      "",
      "Inside the KMS where it can. No row of their data is read or written, and statements go on.",
      ""
    },
    footer = {
      "",
      "Exit code 1 if some of many tenants failed: run it again for those, or resume the job.",
      "",
      "Example:",
      "  tenantcrypt key rewrap acme",
      "  tenantcrypt key rewrap --all --rate 50 --json"
    })
final class KeyRewrapCommand extends ManyTenants {

  @Option(names = "--all", description = "All tenants, and the platform's own keys.")
  private boolean all;

  @Override
  Optional<List<String>> all(TenantCrypt tenantCrypt) {
    return all
        ? Optional.of(
            Stream.concat(
                    tenantCrypt.tenants().find(TenantId.PLATFORM.value()).stream(),
                    tenantCrypt.tenants().list().stream())
                .map(TenantSummary::id)
                .toList())
        : Optional.empty();
  }

  @Override
  Optional<JobSummary> job(TenantCrypt tenantCrypt) {
    return Optional.of(tenantCrypt.keys().rewrapAll());
  }

  @Override
  Function<String, TenantSummary> work(TenantCrypt tenantCrypt) {
    return tenantCrypt.tenants()::rewrap;
  }
}
