package io.tenantcrypt.protect;

import io.tenantcrypt.codec.Connector;
import io.tenantcrypt.keys.DataKeys;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.tenancy.TenantId;

/** Protection under the data keys that {@link DataKeys} gives out. */
public final class KeyedProtection implements Protection {

  private final DataKeys keys;
  private final Decoders decoders = new Decoders();

  /** Keys are asked for when the first value is sealed or the first cell opened, not before. */
  public KeyedProtection(DataKeys keys) {
    this.keys = keys;
  }

  @Override
  public Sealer sealer(TenantId tenant) {
    return new LeasingSealer(keys, tenant);
  }

  @Override
  public Opener opener(TenantId tenant, ProtectedColumn column, Connector connector) {
    return openers(tenant, connector).of(column);
  }

  @Override
  public Openers openers(TenantId tenant, Connector connector) {
    return new LastKey(keys, decoders, tenant, connector);
  }
}
