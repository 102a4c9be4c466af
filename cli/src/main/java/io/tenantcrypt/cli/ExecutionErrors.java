package io.tenantcrypt.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a failure by its code and message. */
final class ExecutionErrors implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    Failure told = Failure.of(failure);
    boolean json = command.getParseResult().hasMatchedOption(Output.JSON);
    command
        .getErr()
        .println(
            json
                ? Json.of("error")
                    .put("code", told.code())
                    .put("message", told.message())
                    .put("exit", told.exit().number())
                : told.code().map(code -> code + ": ").orElse("") + told.message());
    return told.exit().number();
  }
}
