package io.tenantcrypt.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.logging.LogManager;
import picocli.CommandLine;

/** Where the command line begins. */
public final class Main {

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    quiet();
    System.exit(run(arguments, System.out, System.err));
  }

  /**
   * Runs one command with the process's environment.
   *
   * @param out for what was asked for, in UTF-8
   * @param err for everything else, in UTF-8
   * @return the exit code
   */
  public static int run(String[] arguments, PrintStream out, PrintStream err) {
    return run(arguments, out, err, System.getenv(), System.console() != null);
  }

  static int run(
      String[] arguments,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      boolean terminal) {
    Streams streams = new Streams(writer(out), writer(err), environment, terminal);
    try {
      Optional<String> secret = CommandLineSecrets.find(arguments);
      if (secret.isPresent()) {
        streams.err().println(secret.get());
        return ExitCode.USAGE.number();
      }
      return commandLine(streams).execute(arguments);
    } finally {
      streams.out().flush();
      streams.err().flush();
    }
  }

  static CommandLine commandLine(Streams streams) {
    CommandLine commands = new CommandLine(new Tenantcrypt(streams));
    commands.setOut(streams.out());
    commands.setErr(streams.err());
    commands.setUsageHelpWidth(100);
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setParameterExceptionHandler(new UsageErrors());
    commands.setExecutionExceptionHandler(new ExecutionErrors());
    return commands;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** The audit events of a driver belong into an application's log; warnings are shown. */
  private static void quiet() {
    try (InputStream in = Main.class.getResourceAsStream("logging.properties")) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks logging.properties");
      }
      LogManager.getLogManager().readConfiguration(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
