package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.KeyStore;
import io.tenantcrypt.admin.KeyStoreFinding;
import io.tenantcrypt.admin.KeyStoreReport;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies the key tables or an export. */
@Command(
    name = "verify",
    header = "Verifies the key tables or an export.",
    description = {
      "",
      "Every seal; of an export also that it is whole. With --open-keys also that the KMS opens each key",
      "and that it is the right one.",
      ""
    },
    footer = {
      "",
      "Exit code 1 if something is found; 5 if an export was cut off or changed.",
      "",
      "Example:",
      "  tenantcrypt keystore verify --open-keys --rate 20",
      "  tenantcrypt keystore verify keys-2026-11-26.jsonl"
    })
final class KeyStoreVerifyCommand extends DatabaseLeaf {

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "An export; without it, the key tables themselves.")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--open-keys", description = "Has the KMS open each key.")
  private boolean openKeys;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "20",
      description = "So many keys a second at most; 0 for no bound. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Override
  ExitCode run(TenantCrypt tenantCrypt) {
    KeyStore keyStore = tenantCrypt.keyStore();
    KeyStoreReport report =
        file.isPresent()
            ? ExportFile.read(file.get(), reader -> keyStore.verify(reader, openKeys, rate))
            : keyStore.verify(openKeys, rate);
    for (KeyStoreFinding finding : report.findings()) {
      output()
          .tell(
              streams(),
              Json.of("finding")
                  .put("where", finding.where())
                  .put("code", finding.code().sqlState())
                  .put("message", finding.message()),
              finding.where() + ": " + finding.code() + ": " + finding.message());
    }
    output()
        .tell(
            streams(),
            Json.of("summary")
                .put("tenants", report.tenants())
                .put("keys", report.keys())
                .put("columns", report.columns())
                .put("opened", report.opened())
                .put("findings", report.findings().size()),
            report.tenants()
                + " tenants (the platform's own included), "
                + report.keys()
                + " keys, "
                + report.columns()
                + " protected columns"
                + (openKeys ? ", " + report.opened() + " keys opened" : "")
                + ": "
                + (report.ok() ? "all is well" : report.findings().size() + " findings"));
    return report.ok() ? ExitCode.OK : ExitCode.FINDINGS;
  }
}
