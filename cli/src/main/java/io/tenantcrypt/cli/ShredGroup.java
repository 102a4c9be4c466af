package io.tenantcrypt.cli;

import picocli.CommandLine.Command;

/** {@code tenantcrypt tenant shred}. */
@Command(
    name = "shred",
    header = "Destroys all keys of a tenant for good: requested, approved by another, certified.",
    description = {
      "",
      "One database user requests it, another one approves it; after the window job run does it. Until",
      "then job cancel gives it up. The tenant's rows stay, and open no more.",
      ""
    },
    subcommands = {
      ShredRequestCommand.class,
      ShredApproveCommand.class,
      ShredCertificateCommand.class,
      ShredPublicKeyCommand.class,
      ShredVerifyCommand.class
    },
    footer = {
      "",
      "Example:",
      "  tenantcrypt tenant shred request acme --reason 'contract ended' --backup-retention 35d"
    })
final class ShredGroup extends Group {}
