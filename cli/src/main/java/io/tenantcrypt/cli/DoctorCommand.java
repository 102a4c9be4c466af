package io.tenantcrypt.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks whether everything is there that the driver needs. */
@Command(
    name = "doctor",
    aliases = "health",
    header = "Looks whether everything is there that the driver needs.",
    description = {
      "",
      "The policy, the real driver, the database, the key tables, the registry key, a KMS of each scheme",
      "in use, the clocks. Each line says what to do. Changes nothing.",
      ""
    },
    footer = {
      "",
      "Exit code 1 if something is wrong.",
      "",
      "Example:",
      "  tenantcrypt doctor --config /etc/tenantcrypt.properties"
    })
final class DoctorCommand extends Leaf {

  @Mixin private final ConnectionOptions connection = new ConnectionOptions();

  @Override
  ExitCode run() {
    List<Check> checks = new Examination(connection, streams()).run();
    for (Check check : checks) {
      output()
          .tell(
              streams(),
              Json.of("check")
                  .put("name", check.name())
                  .put("ok", check.problem().isEmpty())
                  .put("code", check.problem().flatMap(Failure::code))
                  .put("message", check.problem().map(Failure::message).orElse(check.message())),
              check.problem().isEmpty()
                  ? "ok    " + check.name() + ": " + check.message()
                  : "WRONG " + check.name() + ": " + told(check.problem()));
    }
    boolean sound = checks.stream().allMatch(check -> check.problem().isEmpty());
    return sound ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private static String told(Optional<Failure> problem) {
    return problem
        .map(failure -> failure.code().map(c -> c + ": ").orElse("") + failure.message())
        .orElse("");
  }
}
