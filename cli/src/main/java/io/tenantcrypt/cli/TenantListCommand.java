package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.TenantSummary;
import io.tenantcrypt.keys.TenantState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists tenants. */
@Command(
    name = "list",
    header = "Lists tenants by id.",
    footer = {"", "Example:", "  tenantcrypt tenant list --state SUSPENDED --json"})
final class TenantListCommand extends DatabaseLeaf {

  @Option(names = "--tier", paramLabel = "TIER", description = "Only those of this tier.")
  private Optional<String> tier = Optional.empty();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only those in this state: ${COMPLETION-CANDIDATES}.")
  private Optional<TenantState> state = Optional.empty();

  @Override
  ExitCode run(TenantCrypt tenantCrypt) {
    List<Json> lines = new ArrayList<>();
    Table table = TenantLines.table();
    for (TenantSummary tenant : tenantCrypt.tenants().list()) {
      if (tier.map(tenant.tier()::equals).orElse(true)
          && state.map(tenant.state()::equals).orElse(true)) {
        lines.add(TenantLines.json(tenant));
        TenantLines.row(table, tenant);
      }
    }
    output().tell(streams(), lines, table);
    return ExitCode.OK;
  }
}
