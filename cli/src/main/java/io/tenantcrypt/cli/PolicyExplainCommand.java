package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.plan.Explanation;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells what the driver would do with a statement. */
@Command(
    name = "explain",
    header = "Tells what the driver would do with a statement.",
    description = {
      "",
      "What is sent, what is sealed, what keeps each table to the tenant, or why it is refused. Nothing",
      "of it is sent.",
      ""
    },
    footer = {
      "",
      "Exit code 1 if the statement would be refused.",
      "",
      "Example:",
      "  tenantcrypt policy explain 'SELECT name FROM patient WHERE id = ?'"
    })
final class PolicyExplainCommand extends DatabaseLeaf {

  @Parameters(paramLabel = "SQL", description = "The statement, as the application would send it.")
  private String sql = "";

  @Override
  ExitCode run(TenantCrypt tenantCrypt) throws Exception {
    Explanation explanation = tenantCrypt.explain(sql);
    List<Json> lines = new ArrayList<>();
    Table table = new Table("PART", "SUBJECT", "TREATMENT");
    for (Explanation.Line line : explanation.lines()) {
      lines.add(
          Json.of("explanation")
              .put("part", line.part())
              .put("subject", line.subject())
              .put("treatment", line.treatment()));
      table.row(line.part(), line.subject(), line.treatment());
    }
    output().tell(streams(), lines, table);
    return explanation.kind() == Explanation.Kind.REFUSED ? ExitCode.FINDINGS : ExitCode.OK;
  }
}
