package io.tenantcrypt.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** How a command's answer is written. */
final class Output {

  /** For whoever must know before the command line is understood. */
  static final String JSON = "--json";

  @Option(
      names = JSON,
      description = "One JSON object a line, for programs. Fields keep their names.")
  private boolean json;

  boolean json() {
    return json;
  }

  /** One thing that the command tells: as JSON, or else as text. */
  void tell(Streams streams, Json object, String text) {
    streams.out().println(json ? object.toString() : text);
  }

  /** Many of a kind: JSON lines, or else a table. */
  void tell(Streams streams, List<Json> objects, Table table) {
    if (json) {
      objects.forEach(object -> streams.out().println(object));
    } else {
      table.lines().forEach(streams.out()::println);
    }
  }
}
