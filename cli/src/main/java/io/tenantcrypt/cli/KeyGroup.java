package io.tenantcrypt.cli;

import picocli.CommandLine.Command;

/** {@code tenantcrypt key}. */
@Command(
    name = "key",
    header = "Tells which keys are due, wraps keys anew, moves them to other KEKs.",
    subcommands = {KeyDueCommand.class, KeyRewrapCommand.class, MoveCommand.class},
    footer = {"", "Example:", "  tenantcrypt key rewrap --all --rate 50"})
final class KeyGroup extends Group {}
