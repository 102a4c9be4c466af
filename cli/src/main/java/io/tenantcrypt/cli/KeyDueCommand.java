package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.DueKey;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the keys that want something done, and does it. */
@Command(
    name = "due",
    header = "Lists tenants whose keys should be rotated or wrapped anew.",
    description = {
      "",
      "By what keys.rotation says of ages, and by the number of cells: half of what a key may seal is",
      "sealed or reserved. At twice as many, sealing is refused (TC037). --run begins the jobs and works",
      "on them, one after the other; what waits longer than --wait is gone on with by the next run.",
      ""
    },
    footer = {
      "",
      "Exit code 1 if a key is due; with --run as key rotate, the worst of all jobs.",
      "",
      "Example:",
      "  tenantcrypt key due --json",
      "  0 3 * * *  tenantcrypt key due --run --rate 2000 --wait 10m     # crontab"
    })
final class KeyDueCommand extends DatabaseLeaf {

  @Option(names = "--run", description = "Rotates and wraps anew what is due.")
  private boolean run;

  @Mixin private final JobWork work = new JobWork();

  @Override
  ExitCode run(TenantCrypt tenantCrypt) {
    List<DueKey> due = tenantCrypt.keys().due();
    if (run) {
      return work(tenantCrypt, due);
    }
    List<Json> lines = new ArrayList<>();
    Table table = new Table("TENANT", "VERSION", "REASON", "DETAIL");
    for (DueKey key : due) {
      lines.add(
          Json.of("due")
              .put("tenant", key.tenant())
              .put("version", key.version())
              .put("reason", key.reason())
              .put("detail", key.detail()));
      table.row(
          key.tenant(), String.valueOf(key.version()), key.reason().name(), key.detail());
    }
    output().tell(streams(), lines, table);
    return due.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private ExitCode work(TenantCrypt tenantCrypt, List<DueKey> due) {
    ExitCode worst = ExitCode.OK;
    List<String> tenants =
        due.stream()
            .filter(key -> key.reason() != DueKey.Reason.KEK_AGE)
            .map(DueKey::tenant)
            .distinct()
            .toList();
    for (String tenant : tenants) {
      worst = worse(worst, run(tenantCrypt, tenantCrypt.keys().rotate(tenant).id()));
    }
    if (due.stream().anyMatch(key -> key.reason() == DueKey.Reason.KEK_AGE)) {
      worst = worse(worst, run(tenantCrypt, tenantCrypt.keys().rewrapAll().id()));
    }
    return worst;
  }

  private ExitCode run(TenantCrypt tenantCrypt, String job) {
    return work.run(tenantCrypt, job, output(), streams());
  }

  /** What is in the way counts more than what waits. */
  private static ExitCode worse(ExitCode one, ExitCode other) {
    return one == ExitCode.OK || other == ExitCode.FINDINGS ? other : one;
  }
}
