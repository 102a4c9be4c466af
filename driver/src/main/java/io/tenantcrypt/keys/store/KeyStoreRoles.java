package io.tenantcrypt.keys.store;

import java.util.Optional;

/**
 * The database's roles that use the key tables. On MariaDB and MySQL a name may be {@code
 * user@host}.
 *
 * @param application the role of applications; empty grants it nothing
 * @param provisions whether applications make tenants, and record a policy's new columns,
 *     themselves
 * @param operator the role of the command line and of jobs; empty grants it nothing
 */
public record KeyStoreRoles(
    Optional<String> application, boolean provisions, Optional<String> operator) {

  /** Nobody: only the tables. */
  public static final KeyStoreRoles NONE =
      new KeyStoreRoles(Optional.empty(), false, Optional.empty());
}
