package io.tenantcrypt.cli;

import io.tenantcrypt.admin.KeyStore;
import io.tenantcrypt.keys.store.KeyStoreDialect;
import io.tenantcrypt.keys.store.KeyStoreRoles;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the statements that make the key tables. */
@Command(
    name = "ddl",
    header = "Prints the statements that make the key tables.",
    description = {
      "",
      "And those that let two roles use them, for an administrator of the database to run. Connects to",
      "nothing. Running the statements again changes nothing.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  tenantcrypt keystore ddl --dialect postgresql --application-role app --operator-role ops"
    })
final class KeyStoreDdlCommand extends Leaf {

  /** The databases by the names that people use. */
  enum Dialect {
    POSTGRESQL(KeyStoreDialect.POSTGRESQL),
    MARIADB(KeyStoreDialect.MYSQL),
    MYSQL(KeyStoreDialect.MYSQL),
    H2(KeyStoreDialect.H2);

    private final KeyStoreDialect dialect;

    Dialect(KeyStoreDialect dialect) {
      this.dialect = dialect;
    }
  }

  @Option(
      names = "--dialect",
      required = true,
      paramLabel = "DATABASE",
      description = "One of ${COMPLETION-CANDIDATES}, in letters of any case.")
  private Dialect dialect = Dialect.POSTGRESQL;

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      defaultValue = "tenantcrypt",
      description = "Their schema (MariaDB, MySQL: database). Default: ${DEFAULT-VALUE}.")
  private String schema = "tenantcrypt";

  @Option(
      names = "--application-role",
      paramLabel = "ROLE",
      description = {
        "Reads tenants, keys and the record of columns; writes only usage, instances and audit.",
        "On MariaDB and MySQL perhaps user@host."
      })
  private Optional<String> application = Optional.empty();

  @Option(
      names = "--application-provisions",
      description = "It makes tenants and records a new policy, too.")
  private boolean provisions;

  @Option(
      names = "--operator-role",
      paramLabel = "ROLE",
      description = "For this command line: provisions, changes keys, migrates.")
  private Optional<String> operator = Optional.empty();

  @Override
  ExitCode run() {
    KeyStoreRoles roles = new KeyStoreRoles(application, provisions, operator);
    for (String sql : KeyStore.ddl(dialect.dialect, schema, roles)) {
      output().tell(streams(), Json.of("statement").put("sql", sql), sql + ";");
    }
    return ExitCode.OK;
  }
}
