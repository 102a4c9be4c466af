package io.tenantcrypt.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints the script by which shells complete commands. */
@Command(
    name = "completion",
    header = "Prints the script by which bash and zsh complete commands.",
    footer = {
      "",
      "Example:",
      "  alias tenantcrypt='java -jar /opt/tenantcrypt/tenantcrypt.jar'",
      "  source <(tenantcrypt completion)"
    })
final class CompletionCommand extends Helped implements Callable<Integer> {

  @Override
  public Integer call() {
    CommandLine root = spec().root().commandLine();
    root.getOut().print(AutoComplete.bash("tenantcrypt", root));
    return ExitCode.OK.number();
  }
}
