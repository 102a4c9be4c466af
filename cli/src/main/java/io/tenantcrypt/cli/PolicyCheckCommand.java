package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.PolicyFinding;
import io.tenantcrypt.policy.yaml.PolicyProblem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Holds a policy against its own rules, and against the database if one is named. */
@Command(
    name = "check",
    header = "Reports everything that is wrong with the policy.",
    description = {
      "",
      "Each problem with file, line and column. With a database, also in what the two disagree:",
      "missing tables and columns, tenancy columns that call two ids equal (and how to change them),",
      "views and triggers over tenants' tables, missing primary keys, and the record of protected",
      "columns. Changes nothing.",
      ""
    },
    footer = {
      "",
      "Exit code 1 if anything is found, 3 if the policy is not valid.",
      "",
      "Example:",
      "  tenantcrypt policy check --policy policy.yaml",
      "  tenantcrypt policy check --url 'jdbc:tenantcrypt:postgresql://db/clinic' --policy policy.yaml \\",
      "      --user app --ignore trigger,view"
    })
final class PolicyCheckCommand extends Leaf {

  @Mixin private final ConnectionOptions connection = new ConnectionOptions();

  @Option(
      names = "--ignore",
      paramLabel = "KIND",
      split = ",",
      description = "Kinds of findings that were reviewed: ${COMPLETION-CANDIDATES}.")
  private List<PolicyFinding.Kind> ignore = new ArrayList<>();

  @Override
  ExitCode run() throws Exception {
    Optional<String> location = connection.policy(streams());
    boolean database = connection.hasUrl(streams());
    if (location.isEmpty() && !database) {
      throw new UsageException("Which policy? Give --policy FILE, or a database with --url.");
    }
    boolean file = location.isPresent() && !location.get().startsWith("classpath:");
    if (file && !read(location.get())) {
      return ExitCode.REFUSED;
    }
    return database ? compare() : ExitCode.OK;
  }

  private boolean read(String location) {
    PolicyFile read = PolicyFile.read(location, streams().environment());
    for (PolicyProblem problem : read.problems()) {
      output()
          .tell(
              streams(),
              Json.of("problem")
                  .put("file", problem.source())
                  .put("line", problem.line())
                  .put("column", problem.column())
                  .put("path", problem.path())
                  .put("message", problem.message()),
              problem.toString());
    }
    for (String key : read.notAvailable()) {
      String message = "is not available in this version; take it out";
      output()
          .tell(
              streams(),
              Json.of("problem").put("file", location).put("path", key).put("message", message),
              location + ": " + key + ": " + message);
    }
    if (read.usable()) {
      output()
          .tell(
              streams(),
              Json.of("policy")
                  .put("file", location)
                  .put("revision", read.policy().orElseThrow().revision())
                  .put("deployment", read.policy().orElseThrow().deployment())
                  .put("tables", read.policy().orElseThrow().tables().size()),
              location + ": valid");
    }
    return read.usable();
  }

  private ExitCode compare() throws Exception {
    TenantCrypt tenantCrypt = TenantCrypt.of(connection.dataSource(streams()));
    Set<PolicyFinding.Kind> ignored = EnumSet.noneOf(PolicyFinding.Kind.class);
    ignored.addAll(ignore);
    List<PolicyFinding> findings =
        tenantCrypt.checkPolicy().stream().filter(f -> !ignored.contains(f.kind())).toList();
    for (PolicyFinding finding : findings) {
      output()
          .tell(
              streams(),
              Json.of("finding")
                  .put("kind", finding.kind())
                  .put("code", finding.code().sqlState())
                  .put("object", finding.object())
                  .put("message", finding.message())
                  .put("fix", finding.fix()),
              finding.code()
                  + " "
                  + finding.object()
                  + ": "
                  + finding.message()
                  + finding.fix().map(fix -> "\n    to do: " + fix).orElse(""));
    }
    if (findings.isEmpty()) {
      output()
          .tell(
              streams(),
              Json.of("database").put("findings", 0),
              "database: agrees with the policy");
    }
    return findings.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
  }
}
