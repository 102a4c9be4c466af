package io.tenantcrypt.tenancy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import org.jspecify.annotations.Nullable;

/**
 * Binds a tenant to the calling thread for the length of a block:
 *
 * <pre>{@code
 * try (var scope = TenantContext.bind("acme")) {
 *   repository.findAll();
 * }
 * }</pre>
 *
 * <p>A thread started inside the block inherits nothing.
 */
public final class TenantContext {

  private static final ThreadLocal<@Nullable Scope> CURRENT = new ThreadLocal<>();

  private TenantContext() {}

  /**
   * Binds a tenant until the scope is closed, on the thread that opened it.
   *
   * @param tenant canonical, see {@link TenantId}
   * @throws TenantCryptException TC011 if the id is not canonical, or another tenant is bound
   *     already: a binding never hides another
   */
  public static Scope bind(String tenant) {
    TenantId id = TenantId.of(tenant);
    Scope outer = CURRENT.get();
    if (outer != null && !outer.tenant.equals(id)) {
      throw new TenantCryptException(
          ErrorCode.TC011,
          "Tenant "
              + id
              + " cannot be bound inside a block that is bound to "
              + outer.tenant
              + ". Close the outer scope first.");
    }
    Scope scope = new Scope(id, outer);
    CURRENT.set(scope);
    return scope;
  }

  /** The calling thread's tenant, or null. */
  public static @Nullable String current() {
    Scope scope = CURRENT.get();
    return scope == null ? null : scope.tenant.value();
  }

  /** The calling thread's innermost scope, or null. */
  static @Nullable Scope scope() {
    return CURRENT.get();
  }

  /** A binding that ends when it is closed. For the thread that opened it. */
  public static final class Scope implements AutoCloseable {
    private final TenantId tenant;
    private final @Nullable Scope outer;
    private final Thread owner = Thread.currentThread();
    private boolean closed;

    private Scope(TenantId tenant, @Nullable Scope outer) {
      this.tenant = tenant;
      this.outer = outer;
    }

    TenantId tenant() {
      return tenant;
    }

    /**
     * Whether this scope's tenant is the calling thread's: scopes inside it name the same, so as
     * long as its owner has not closed it nothing needs to be looked up.
     */
    boolean binds() {
      return Thread.currentThread() == owner && !closed;
    }

    /**
     * Ends the binding. Closing again does nothing.
     *
     * @throws IllegalStateException on another thread, or before the scopes inside it are closed
     */
    @Override
    public void close() {
      if (closed) {
        return;
      }
      if (Thread.currentThread() != owner || CURRENT.get() != this) {
        throw new IllegalStateException(
            "A tenant scope is closed by the thread that opened it, the innermost first.");
      }
      closed = true;
      // Null too: to remove the entry and to make it again costs more than a request's other
      // bindings.
      CURRENT.set(outer);
    }
  }
}
