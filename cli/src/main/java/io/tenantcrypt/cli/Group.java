package io.tenantcrypt.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** Commands under one word; alone it does nothing. */
@Command
abstract class Group extends Helped implements Runnable {

  @Override
  public void run() {
    throw new ParameterException(spec().commandLine(), "Which command of " + spec().name() + "?");
  }
}
