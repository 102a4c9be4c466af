package io.tenantcrypt.it;

/** {@link MariaDbCorpusIT} on MySQL, where a container engine has it. */
class MysqlCorpusIT extends MariaDbCorpusIT {

  @Override
  MariaDbWorld world() {
    return MysqlServer.world();
  }

  @Override
  boolean isExact(CorpusEntry entry) {
    return !entry.file().equals("mariadb.sql");
  }
}
