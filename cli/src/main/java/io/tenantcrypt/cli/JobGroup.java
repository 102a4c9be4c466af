package io.tenantcrypt.cli;

import picocli.CommandLine.Command;

/** {@code tenantcrypt job}. */
@Command(
    name = "job",
    header = "Lists long operations, works on them, pauses them, gives them up.",
    subcommands = {
      JobListCommand.class,
      JobShowCommand.class,
      JobRunCommand.class,
      JobPauseCommand.class,
      JobResumeCommand.class,
      JobCancelCommand.class
    },
    footer = {"", "Example:", "  tenantcrypt job list"})
final class JobGroup extends Group {}
