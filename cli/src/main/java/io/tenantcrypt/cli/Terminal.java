package io.tenantcrypt.cli;

import java.io.Console;
import java.util.Optional;

/** The terminal that the process stands at. */
final class Terminal {

  private Terminal() {}

  /** Its console; empty where input and output are files or pipes. */
  static Optional<Console> console() {
    return Optional.ofNullable(System.console()).filter(Terminal::isTerminal);
  }

  /** From JDK 22 on there is a console without a terminal too, and it says so. */
  private static boolean isTerminal(Console console) {
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
