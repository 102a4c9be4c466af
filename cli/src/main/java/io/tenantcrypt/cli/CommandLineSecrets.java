package io.tenantcrypt.cli;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds secrets on a command line, where every user of the machine can read them, before anything
 * could print them.
 */
final class CommandLineSecrets {

  private static final Pattern OPTION =
      Pattern.compile("--?(password|passwd|pass|pwd|secret|token)(=.*)?", Pattern.CASE_INSENSITIVE);

  /** A parameter of a URL, such as {@code password=} or {@code tenantcrypt.keyStorePassword=}. */
  private static final Pattern PARAMETER =
      Pattern.compile("(password|passwd|pwd)\\s*=", Pattern.CASE_INSENSITIVE);

  /** {@code //user:password@host}. */
  private static final Pattern AUTHORITY = Pattern.compile("//[^/@?]*:[^/@?]*@");

  private static final String WAY =
      " The command line can be read by every user of this machine. Put the password into the"
          + " environment variable "
          + ConnectionOptions.PASSWORD
          + ", into a file that --password-file names, or be asked for it with --ask-password.";

  private CommandLineSecrets() {}

  /** Why a command line is refused; nothing of the secret is in it. */
  static Optional<String> find(String[] arguments) {
    for (String argument : arguments) {
      if (OPTION.matcher(argument).matches()) {
        return Optional.of(
            "There is no option that takes a password or another secret, and its value is not"
                + " shown here."
                + WAY);
      }
      boolean url = argument.contains("jdbc:");
      if (url && (PARAMETER.matcher(argument).find() || AUTHORITY.matcher(argument).find())) {
        return Optional.of(
            "The URL holds a password, so it is not used and not shown here. Take it out." + WAY);
      }
    }
    return Optional.empty();
  }
}
