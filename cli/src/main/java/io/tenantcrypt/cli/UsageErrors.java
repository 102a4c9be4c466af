package io.tenantcrypt.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells what is wrong with a command line, with the nearest name, and how to get help. What was
 * given as an option's value is never shown: it may be a secret under a misspelt name.
 */
final class UsageErrors implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    String message =
        failure instanceof UnmatchedArgumentException unmatched
            ? unmatched(command, unmatched)
            : String.valueOf(failure.getMessage());
    command.getErr().println(message);
    command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE.number();
  }

  private static String unmatched(CommandLine command, UnmatchedArgumentException failure) {
    String first = failure.getUnmatched().get(0);
    boolean option = first.startsWith("-");
    int equals = first.indexOf('=');
    String name = option && equals > 0 ? first.substring(0, equals) : first;
    List<String> known =
        option
            ? command.getCommandSpec().optionsMap().keySet().stream().toList()
            : command.getSubcommands().keySet().stream().toList();
    String what =
        option
            ? "Unknown option " + name + "."
            : known.isEmpty() ? "There is one argument too many." : "Unknown command " + name + ".";
    return what
        + Nearest.to(name, known).map(nearest -> " Did you mean " + nearest + "?").orElse("");
  }
}
