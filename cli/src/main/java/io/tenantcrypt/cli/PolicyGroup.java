package io.tenantcrypt.cli;

import picocli.CommandLine.Command;

/** {@code tenantcrypt policy}. */
@Command(
    name = "policy",
    header = "Checks, begins, explains and records the policy.",
    subcommands = {
      PolicyCheckCommand.class,
      PolicyInitCommand.class,
      PolicyExplainCommand.class,
      PolicyRecordCommand.class
    },
    footer = {"", "Example:", "  tenantcrypt policy check --policy policy.yaml"})
final class PolicyGroup extends Group {}
