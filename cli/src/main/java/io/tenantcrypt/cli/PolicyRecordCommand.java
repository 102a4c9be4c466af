package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import picocli.CommandLine.Command;

/** Records the policy in the key tables. */
@Command(
    name = "record",
    header = "Records the policy in the key tables.",
    description = {
      "",
      "Its protected columns and its revision, as an application's first write would: for applications",
      "whose role may not write there. From then on a weaker or older policy writes to no protected",
      "table.",
      ""
    },
    footer = {"", "Example:", "  tenantcrypt policy record --config /etc/tenantcrypt.properties"})
final class PolicyRecordCommand extends DatabaseLeaf {

  @Override
  ExitCode run(TenantCrypt tenantCrypt) throws Exception {
    tenantCrypt.recordPolicy();
    long revision = tenantCrypt.state().policyRevision();
    output()
        .tell(
            streams(),
            Json.of("recorded").put("revision", revision),
            "Revision " + revision + " of the policy is on record.");
    return ExitCode.OK;
  }
}
