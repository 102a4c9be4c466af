package io.tenantcrypt;

import io.tenantcrypt.catalog.CatalogSnapshot;
import io.tenantcrypt.error.TenantCryptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether a runtime can work, as just tried.
 *
 * @param catalogVersion of the snapshot that was read, or empty if the catalog cannot be read
 * @param problems what is wrong, each with its SQLState and what to do; empty if all is well
 */
public record TenantCryptHealth(Optional<Long> catalogVersion, List<String> problems) {

  public TenantCryptHealth {
    problems = List.copyOf(problems);
  }

  /** Whether nothing is wrong. */
  public boolean ok() {
    return problems.isEmpty();
  }

  static TenantCryptHealth of(
      Supplier<CatalogSnapshot> catalog, Runnable registry, Optional<String> instance) {
    List<String> problems = new ArrayList<>();
    Optional<Long> version = Optional.empty();
    try {
      version = Optional.of(catalog.get().version());
    } catch (TenantCryptException e) {
      problems.add(told(e));
    }
    try {
      registry.run();
    } catch (TenantCryptException e) {
      problems.add(told(e));
    }
    instance.ifPresent(
        why -> problems.add("This instance cannot register, so that no rotation ends: " + why));
    return new TenantCryptHealth(version, problems);
  }

  private static String told(TenantCryptException e) {
    return e.code() + ": " + e.getMessage();
  }
}
