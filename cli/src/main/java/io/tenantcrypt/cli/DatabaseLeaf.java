package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command that works on a database through the driver. */
@Command
abstract class DatabaseLeaf extends Leaf {

  @Mixin private final ConnectionOptions connection = new ConnectionOptions();

  ConnectionOptions connection() {
    return connection;
  }

  @Override
  final ExitCode run() throws Exception {
    return run(TenantCrypt.of(connection.dataSource(streams())));
  }

  abstract ExitCode run(TenantCrypt tenantCrypt) throws Exception;
}
