package io.tenantcrypt.cli;

import picocli.CommandLine.Command;

/** {@code tenantcrypt tenant}. */
@Command(
    name = "tenant",
    header = "Makes, shows, suspends and moves tenants.",
    subcommands = {
      TenantCreateCommand.class,
      TenantShowCommand.class,
      TenantListCommand.class,
      TenantSuspendCommand.class,
      TenantResumeCommand.class,
      TenantEvictCommand.class,
      MoveCommand.class,
      TenantCopyCommand.class,
      ShredGroup.class
    },
    footer = {"", "Example:", "  tenantcrypt tenant create acme"})
final class TenantGroup extends Group {}
