package io.tenantcrypt.cli;

import io.tenantcrypt.admin.KeyVersion;
import io.tenantcrypt.admin.TenantSummary;

/** Tenants and their keys as they are told. */
final class TenantLines {

  private TenantLines() {}

  static Json json(TenantSummary tenant) {
    return Json.of("tenant")
        .put("id", tenant.id())
        .put("tier", tenant.tier())
        .put("state", tenant.state())
        .put("kek", tenant.kek())
        .put("keyVersion", tenant.keyVersion())
        .put("created", tenant.created());
  }

  static Table table() {
    return new Table("TENANT", "STATE", "TIER", "KEY", "KEK", "CREATED");
  }

  static void row(Table table, TenantSummary tenant) {
    table.row(
        tenant.id(),
        tenant.state().name(),
        tenant.tier(),
        tenant.keyVersion().map(String::valueOf).orElse(""),
        tenant.kek(),
        tenant.created().toString());
  }

  static String text(TenantSummary tenant) {
    return "Tenant "
        + tenant.id()
        + ": "
        + tenant.state()
        + (tenant.tier().isEmpty() ? "" : ", tier " + tenant.tier())
        + ", key version "
        + tenant.keyVersion().map(String::valueOf).orElse("none")
        + ", KEK "
        + tenant.kek();
  }

  static Json json(String tenant, KeyVersion key) {
    return Json.of("key")
        .put("tenant", tenant)
        .put("purpose", key.purpose())
        .put("version", key.version())
        .put("state", key.state())
        .put("keks", key.keks())
        .put("created", key.created())
        .put("activated", key.activated())
        .put("retired", key.retired())
        .put("destroyed", key.destroyed());
  }
}
