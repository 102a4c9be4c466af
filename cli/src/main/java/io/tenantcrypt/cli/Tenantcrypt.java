package io.tenantcrypt.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line's root. */
@Command(
    name = "tenantcrypt",
    header = "Manages tenants, keys and key tables of TenantCrypt on a running system.",
    versionProvider = Version.class,
    subcommands = {
      PolicyGroup.class,
      TenantGroup.class,
      KeyGroup.class,
      KeyStoreGroup.class,
      JobGroup.class,
      InstanceGroup.class,
      DoctorCommand.class,
      RehearseCommand.class,
      CompletionCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done; 1 a check found something; 2 usage; 3 refused; 4 unavailable, try again;",
      "5 denied by a KMS, a seal or a login; 70 a defect.",
      "",
      "Example:",
      "  export TENANTCRYPT_URL='jdbc:tenantcrypt:postgresql://db/clinic?tenantcrypt.policy=p.yaml'",
      "  tenantcrypt tenant list --user operator --password-file /run/secrets/db"
    })
final class Tenantcrypt extends Helped implements Runnable {

  private final Streams streams;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Shows the version.")
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  private boolean version;

  Tenantcrypt(Streams streams) {
    this.streams = streams;
  }

  Streams streams() {
    return streams;
  }

  @Override
  public void run() {
    throw new ParameterException(spec().commandLine(), "Which command?");
  }
}
