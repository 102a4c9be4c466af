package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.KeyStoreImport;
import io.tenantcrypt.keys.RingMerge;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports an export of the key tables. */
@Command(
    name = "import",
    header = "Brings what is missing from an export into the key tables.",
    description = {
      "",
      "Tenants, key versions and protected columns that are missing or older. Nothing goes back: a newer",
      "state stays, a destroyed key never comes back. An export that was cut off or changed is refused as",
      "a whole (TC036). A tenant in conflict is reported and left as it is; all others are imported.",
      ""
    },
    footer = {
      "",
      "Exit code 1 if a tenant or a column is in conflict.",
      "",
      "Example:",
      "  tenantcrypt keystore import keys-2026-11-26.jsonl --dry-run"
    })
final class KeyStoreImportCommand extends DatabaseLeaf {

  @Parameters(paramLabel = "FILE", description = "What keystore export wrote.")
  private Path file = Path.of("");

  @Option(names = "--dry-run", description = "Only tells what would be done.")
  private boolean dryRun;

  @Override
  ExitCode run(TenantCrypt tenantCrypt) {
    KeyStoreImport done =
        ExportFile.read(file, reader -> tenantCrypt.keyStore().importFrom(reader, dryRun));
    for (KeyStoreImport.Tenant tenant : done.tenants()) {
      if (output().json() || tenant.outcome() != RingMerge.Outcome.UNCHANGED) {
        output()
            .tell(
                streams(),
                Json.of("imported")
                    .put("tenant", tenant.id())
                    .put("outcome", tenant.outcome())
                    .put("reason", tenant.reason()),
                tenant.id()
                    + ": "
                    + tenant.outcome()
                    + (tenant.reason().isEmpty() ? "" : ": " + tenant.reason()));
      }
    }
    for (String objection : done.objections()) {
      output().tell(streams(), Json.of("objection").put("message", objection), objection);
    }
    summary(done);
    return done.ok() ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private void summary(KeyStoreImport done) {
    Json json = Json.of("summary").put("dryRun", done.dryRun()).put("exported", done.exported());
    StringBuilder text = new StringBuilder(done.dryRun() ? "Would be: " : "Done: ");
    for (RingMerge.Outcome outcome : RingMerge.Outcome.values()) {
      long count = done.count(outcome);
      json.put(outcome.name().toLowerCase(Locale.ROOT), count);
      text.append(count).append(' ').append(outcome).append(", ");
    }
    json.put("columns", done.columns());
    text.append(done.columns()).append(" protected columns recorded");
    output().tell(streams(), json, text.toString());
  }
}
