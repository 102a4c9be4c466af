package io.tenantcrypt.cli;

import picocli.CommandLine.Command;

/** {@code tenantcrypt keystore}. */
@Command(
    name = "keystore",
    header = "Makes, exports, imports and verifies the key tables.",
    subcommands = {
      KeyStoreDdlCommand.class,
      KeyStoreMigrateCommand.class,
      KeyStoreExportCommand.class,
      KeyStoreImportCommand.class,
      KeyStoreVerifyCommand.class
    },
    footer = {"", "Example:", "  tenantcrypt keystore export --out keys-2026-11-26.jsonl"})
final class KeyStoreGroup extends Group {}
