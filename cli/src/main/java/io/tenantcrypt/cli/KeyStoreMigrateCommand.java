package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.KeyStoreMigration;
import picocli.CommandLine.Command;

/** Applies the versions of the key tables that are missing. */
@Command(
    name = "migrate",
    header = "Applies the versions of the key tables that are missing.",
    description = {
      "",
      "Makes the registry key where there is none. Refuses tables of a newer version (TC041).",
      ""
    },
    footer = {"", "Example:", "  tenantcrypt keystore migrate --user ops --ask-password"})
final class KeyStoreMigrateCommand extends DatabaseLeaf {

  @Override
  ExitCode run(TenantCrypt tenantCrypt) {
    KeyStoreMigration done = tenantCrypt.keyStore().migrate();
    output()
        .tell(
            streams(),
            Json.of("migration").put("from", done.from()).put("to", done.to()),
            done.upToDate()
                ? "The key tables are of version " + done.to() + ": up to date."
                : done.from() == 0
                    ? "Made the key tables, version " + done.to() + "."
                    : "Key tables: from version " + done.from() + " to " + done.to() + ".");
    return ExitCode.OK;
  }
}
