package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tenantcrypt instance forget}. */
@Command(
    name = "forget",
    header = "Forgets a driver that was lost without taking itself out.",
    description = {
      "",
      "Only if you know that its process is gone: one that is frozen may still send what it had sealed,",
      "and a rotation that does not wait for it may have destroyed the key by then.",
      ""
    },
    footer = {"", "Example:", "  tenantcrypt instance forget 5b0c4a6d9e8f7a6b5c4d3e2f1a0b9c8d"})
final class InstanceForgetCommand extends DatabaseLeaf {

  @Parameters(paramLabel = "INSTANCE", description = "Its id, as instance list shows it.")
  private String instance = "";

  @Override
  ExitCode run(TenantCrypt tenantCrypt) {
    tenantCrypt.instances().forget(instance);
    output()
        .tell(
            streams(),
            Json.of("forgotten").put("instance", instance),
            "Instance " + instance + " is forgotten.");
    return ExitCode.OK;
  }
}
