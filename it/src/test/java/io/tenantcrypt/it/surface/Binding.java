package io.tenantcrypt.it.surface;

import io.tenantcrypt.tenancy.TenantContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.slf4j.MDC;

/** The ways in which an application says whom a connection of a pool works for. */
enum Binding {
  THREAD(""),
  MDC_KEY("tenantResolver=mdc:customer"),
  CLIENT_INFO("tenantBinding=transaction"),
  CLIENT_INFO_OF_SESSION("tenantBinding=session"),
  URL(""),
  PROPERTIES(""),
  INIT_SQL("tenantBySql=once");

  private final String setting;

  Binding(String setting) {
    this.setting = setting;
  }

  /** Whether each tenant has a pool of its own. */
  boolean ownPools() {
    return this == URL || this == PROPERTIES || this == INIT_SQL;
  }

  /** Whether the connection is told, not the thread. */
  boolean byClientInfo() {
    return this == CLIENT_INFO || this == CLIENT_INFO_OF_SESSION;
  }

  String[] settings(String tenant) {
    if (this == URL) {
      return new String[] {"tenant=" + tenant};
    }
    return setting.isEmpty() ? new String[0] : new String[] {setting};
  }

  Map<String, String> properties(String tenant) {
    return this == PROPERTIES ? Map.of("tenantcrypt.tenant", tenant) : Map.of();
  }

  String initSql(String tenant) {
    return this == INIT_SQL ? "SET tenantcrypt.tenant = '" + tenant + "'" : "";
  }

  /** What the thread says before it borrows; to be closed when it has given back. */
  AutoCloseable enter(String tenant) {
    if (this == THREAD) {
      return TenantContext.bind(tenant);
    }
    if (this == MDC_KEY) {
      MDC.put("customer", tenant);
      return () -> MDC.remove("customer");
    }
    return () -> {};
  }

  /** What is said to the connection, if it is. */
  void bind(Connection connection, String tenant) throws SQLException {
    if (byClientInfo()) {
      connection.setClientInfo("tenantcrypt.tenant", tenant);
    }
  }
}
