package io.tenantcrypt.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command that does something. */
@Command
abstract class Leaf extends Helped implements Callable<Integer> {

  @Mixin private final Output output = new Output();

  Output output() {
    return output;
  }

  Streams streams() {
    return ((Tenantcrypt) spec().root().userObject()).streams();
  }

  @Override
  public final Integer call() throws Exception {
    return run().number();
  }

  abstract ExitCode run() throws Exception;
}
