package io.tenantcrypt.cli;

import picocli.CommandLine.Command;

/** {@code tenantcrypt instance}. */
@Command(
    name = "instance",
    header = "Lists the running drivers that the key tables know, forgets lost ones.",
    subcommands = {InstanceListCommand.class, InstanceForgetCommand.class},
    footer = {"", "Example:", "  tenantcrypt instance list"})
final class InstanceGroup extends Group {}
