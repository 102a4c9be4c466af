package io.tenantcrypt.cli;

import java.io.PrintWriter;
import java.util.Map;

/**
 * What a command is connected to.
 *
 * @param out for what was asked for
 * @param err for everything else
 * @param environment the process's variables
 * @param terminal whether somebody looks at {@code err} while it is written
 */
record Streams(
    PrintWriter out, PrintWriter err, Map<String, String> environment, boolean terminal) {

  Streams {
    environment = Map.copyOf(environment);
  }
}
