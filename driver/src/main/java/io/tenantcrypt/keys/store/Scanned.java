package io.tenantcrypt.keys.store;

import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.TenantRing;
import java.util.Optional;

/**
 * A tenant as a look through the key tables found it.
 *
 * @param tenant its id as it stands there
 * @param ring with its seals verified; empty if they are broken or it vanished meanwhile
 * @param problem what is broken
 */
public record Scanned(
    String tenant, Optional<TenantRing> ring, Optional<TenantCryptException> problem) {}
