package io.tenantcrypt.it;

import io.tenantcrypt.tenancy.TenantContext;
import java.util.concurrent.Callable;

/**
 * What an application's web filter or message listener does around the application: says once for
 * whom the thread works.
 */
public final class AsTenant {

  private AsTenant() {}

  /** Does the work for a tenant. */
  @SuppressWarnings("try") // the binding is there to be closed, not to be used
  public static <T> T call(String tenant, Callable<T> work) throws Exception {
    try (AutoCloseable bound = TenantContext.bind(tenant)) {
      return work.call();
    }
  }

  /** Does the work for a tenant. */
  public static void run(String tenant, Work work) throws Exception {
    call(
        tenant,
        () -> {
          work.run();
          return Boolean.TRUE;
        });
  }

  /** Something that gives nothing back. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run() throws Exception;
  }
}
