package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.DueKey;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists the keys that should be rotated. */
@Command(
    name = "due",
    header = "Lists data keys that should be rotated.",
    description = {
      "",
      "Half of the messages that such a key may seal are sealed or reserved. At twice as many, sealing",
      "is refused (TC037).",
      ""
    },
    footer = {"", "Exit code 1 if a key is due.", "", "Example:", "  tenantcrypt key due --json"})
final class KeyDueCommand extends DatabaseLeaf {

  @Override
  ExitCode run(TenantCrypt tenantCrypt) {
    List<DueKey> due = tenantCrypt.tenants().due();
    List<Json> lines = new ArrayList<>();
    Table table = new Table("TENANT", "VERSION", "DOMAIN", "RESERVED");
    for (DueKey key : due) {
      lines.add(
          Json.of("due")
              .put("tenant", key.tenant())
              .put("version", key.version())
              .put("domain", key.column())
              .put("reserved", key.reserved()));
      table.row(
          key.tenant(),
          String.valueOf(key.version()),
          key.column(),
          String.valueOf(key.reserved()));
    }
    output().tell(streams(), lines, table);
    return due.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
  }
}
