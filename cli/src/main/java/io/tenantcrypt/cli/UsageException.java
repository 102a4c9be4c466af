package io.tenantcrypt.cli;

/** The command line, a file that it names, or the configuration is wrong. Holds no secret. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
