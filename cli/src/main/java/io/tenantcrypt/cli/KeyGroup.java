package io.tenantcrypt.cli;

import picocli.CommandLine.Command;

/** {@code tenantcrypt key}. */
@Command(
    name = "key",
    header = "Rotates keys, wraps them anew, moves them to other KEKs, tells which are due.",
    subcommands = {
      KeyDueCommand.class,
      KeyRotateCommand.class,
      KeyRewrapCommand.class,
      MoveCommand.class
    },
    footer = {"", "Example:", "  tenantcrypt key rewrap --all --rate 50"})
final class KeyGroup extends Group {}
