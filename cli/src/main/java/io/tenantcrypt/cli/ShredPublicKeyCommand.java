package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import picocli.CommandLine.Command;

/** {@code tenantcrypt tenant shred public-key}. */
@Command(
    name = "public-key",
    header = "Prints the public key of this deployment's certificates.",
    description = {"", "Give it to auditors before there is anything to certify.", ""},
    footer = {"", "Example:", "  tenantcrypt tenant shred public-key"})
final class ShredPublicKeyCommand extends DatabaseLeaf {

  @Override
  ExitCode run(TenantCrypt tenantCrypt) {
    String key = tenantCrypt.shredding().publicKey();
    output().tell(streams(), Json.of("publicKey").put("key", key), key);
    return ExitCode.OK;
  }
}
