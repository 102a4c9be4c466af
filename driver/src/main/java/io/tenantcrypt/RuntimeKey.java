package io.tenantcrypt;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What makes two connections share a runtime. Passwords are no part of it, since they change while
 * the runtime lives.
 *
 * @param source the real URL, or the real data source (by identity)
 * @param user the real database's user, or empty
 */
record RuntimeKey(
    Object source,
    String user,
    String policy,
    Optional<String> kek,
    Optional<String> keyStoreUrl,
    Optional<String> keyStoreUser,
    String keyStoreSchema,
    String kmsTimeout) {

  static RuntimeKey of(Object source, @Nullable String user, Settings settings) {
    return new RuntimeKey(
        source,
        user == null ? "" : user,
        settings.get(Setting.POLICY),
        settings.find(Setting.KEK),
        settings.find(Setting.KEY_STORE_URL),
        settings.find(Setting.KEY_STORE_USER),
        settings.get(Setting.KEY_STORE_SCHEMA),
        settings.get(Setting.KMS_TIMEOUT));
  }
}
