package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.InstanceSummary;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code tenantcrypt instance list}. */
@Command(
    name = "list",
    header = "Lists running drivers, and those that fell silent.",
    footer = {"", "Example:", "  tenantcrypt instance list --json"})
final class InstanceListCommand extends DatabaseLeaf {

  @Override
  ExitCode run(TenantCrypt tenantCrypt) {
    List<Json> lines = new ArrayList<>();
    Table table = new Table("INSTANCE", "LIVE", "DRIVER", "POLICY", "DATABASE", "SEEN", "HEARTBEAT");
    for (InstanceSummary each : tenantCrypt.instances().list()) {
      lines.add(
          Json.of("instance")
              .put("id", each.id())
              .put("live", each.live())
              .put("driverVersion", each.driverVersion())
              .put("formats", each.formats())
              .put("database", each.database())
              .put("policyRevision", each.policyRevision())
              .put("ringTtl", each.ringTtl())
              .put("seen", each.seen())
              .put("started", each.started())
              .put("heartbeat", each.heartbeat()));
      table.row(
          each.id(),
          each.live() ? "yes" : "no",
          each.driverVersion(),
          String.valueOf(each.policyRevision()),
          each.database(),
          each.seen().toString(),
          each.heartbeat().toString());
    }
    output().tell(streams(), lines, table);
    return ExitCode.OK;
  }
}
