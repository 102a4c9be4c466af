package io.tenantcrypt.it;

/** {@link MariaDbTypesIT} on MySQL, where a container engine has it. */
class MysqlTypesIT extends MariaDbTypesIT {

  @Override
  MariaDbWorld world() {
    return MysqlServer.world();
  }

  @Override
  String uuid() {
    return "char(36)";
  }
}
