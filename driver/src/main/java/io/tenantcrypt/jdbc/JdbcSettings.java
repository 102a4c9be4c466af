package io.tenantcrypt.jdbc;

import io.tenantcrypt.tenancy.BindingDuration;
import io.tenantcrypt.tenancy.TenantBinding;
import io.tenantcrypt.tenancy.TenantId;
import io.tenantcrypt.tenancy.TenantResolver;
import java.util.Optional;

/**
 * The settings of one URL that a connection needs.
 *
 * @param tenant the tenant of every connection of this URL
 * @param resolver asked at each execution
 * @param binding how long a binding by client info lasts
 * @param tenantBySql whether {@code SET tenantcrypt.tenant = '…'} may bind, once a connection
 * @param allowUnwrap whether the raw connection may be had
 * @param hiddenSchema the schema of the key tables, which metadata does not list
 * @param platform whether sessions read across tenants, without a tenant and without keys
 */
public record JdbcSettings(
    Optional<TenantId> tenant,
    TenantResolver resolver,
    BindingDuration binding,
    boolean tenantBySql,
    boolean allowUnwrap,
    String hiddenSchema,
    boolean platform) {

  /** The sources of one physical connection's tenant. */
  TenantBinding newBinding() {
    return new TenantBinding(tenant, resolver, binding, tenantBySql);
  }
}
