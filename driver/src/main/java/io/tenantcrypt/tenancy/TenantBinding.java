package io.tenantcrypt.tenancy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sources that may name one session's tenant: the URL, the resolver, client info, SQL. They
 * never override each other: all that name a tenant must name the same. For one thread at a time,
 * as its connection is.
 */
public final class TenantBinding {

  private final @Nullable TenantId fixed;
  private final TenantResolver resolver;
  private final BindingDuration duration;
  private final boolean bySqlAllowed;

  private @Nullable TenantId clientInfo;
  private @Nullable TenantId bySql;
  private @Nullable TenantId transaction;
  private @Nullable TenantId resolved;

  /** The thread's scope when it was last asked for. It is not believed on another thread. */
  private TenantContext.@Nullable Scope bound;

  /** A session without a binding of its own. */
  public TenantBinding(
      Optional<TenantId> fixed,
      TenantResolver resolver,
      BindingDuration duration,
      boolean bySqlAllowed) {
    this.fixed = fixed.orElse(null);
    this.resolver = resolver;
    this.duration = duration;
    this.bySqlAllowed = bySqlAllowed;
  }

  /**
   * The tenant of a statement that is executed now, or null if no source names one.
   *
   * @throws TenantCryptException TC011 if sources disagree, if a resolver gives an id that is not
   *     canonical, or if the open transaction has worked for another tenant
   */
  public @Nullable TenantId current() {
    TenantId tenant = ofThreadOnly() ? resolve() : agreed();
    if (tenant != null && transaction != null && !tenant.equals(transaction)) {
      throw new TenantCryptException(
          ErrorCode.TC011,
          "The open transaction has worked for tenant "
              + transaction
              + " and cannot go on for "
              + tenant
              + ". Commit or roll back first.");
    }
    return tenant;
  }

  private @Nullable TenantId agreed() {
    TenantId tenant = agree(fixed, "the setting tenant", resolve(), "the tenant resolver");
    tenant = agree(tenant, sourceOf(tenant), clientInfo, "client info tenantcrypt.tenant");
    return agree(tenant, sourceOf(tenant), bySql, "SET tenantcrypt.tenant");
  }

  /** Whether a source names another tenant than the given one; false where none names any. */
  @SuppressWarnings("ReferenceEquality") // equal ones that are two are compared below
  public boolean leaves(TenantId tenant) {
    // Asked for each column that is read, and most times the thread's scope has not changed.
    TenantContext.Scope known = bound;
    if (known != null && ofThreadOnly() && known.tenant() == tenant && known.binds()) {
      return false;
    }
    return differs(fixed, tenant)
        || differs(clientInfo, tenant)
        || differs(bySql, tenant)
        || differs(resolve(), tenant);
  }

  /** Whether nothing but the thread's scope can name a tenant. */
  private boolean ofThreadOnly() {
    return clientInfo == null
        && bySql == null
        && fixed == null
        && resolver instanceof ThreadTenantResolver;
  }

  private static boolean differs(@Nullable TenantId source, TenantId tenant) {
    return source != null && !source.equals(tenant);
  }

  private @Nullable TenantId resolve() {
    if (resolver instanceof ThreadTenantResolver) {
      TenantContext.Scope known = bound;
      return known != null && known.binds() ? known.tenant() : ofThread();
    }
    String name = resolver.currentTenant();
    return name == null ? null : named(name);
  }

  private @Nullable TenantId ofThread() {
    TenantContext.Scope innermost = TenantContext.scope();
    bound = innermost;
    return innermost == null ? null : innermost.tenant();
  }

  private TenantId named(String name) {
    TenantId last = resolved;
    if (last == null || !last.value().equals(name)) {
      last = TenantId.of(name);
      resolved = last;
    }
    return last;
  }

  private static @Nullable TenantId agree(
      @Nullable TenantId one, String oneSource, @Nullable TenantId other, String otherSource) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    if (!one.equals(other)) {
      throw new TenantCryptException(
          ErrorCode.TC011,
          "Tenant sources disagree: "
              + oneSource
              + " names "
              + one
              + ", "
              + otherSource
              + " names "
              + other
              + ". Unbind one of them.");
    }
    return one;
  }

  private String sourceOf(@Nullable TenantId agreed) {
    if (fixed != null && fixed.equals(agreed)) {
      return "the setting tenant";
    }
    return clientInfo != null && clientInfo.equals(agreed) && resolve() == null
        ? "client info tenantcrypt.tenant"
        : "the tenant resolver";
  }

  /** The tenant that client info names, or null. */
  public @Nullable String clientInfo() {
    return clientInfo == null ? null : clientInfo.value();
  }

  /**
   * Binds by client info.
   *
   * @param tenant null or empty unbinds
   * @throws TenantCryptException TC011 if the id is not canonical, or a statement of the open
   *     transaction has run under another tenant
   */
  public void bindClientInfo(@Nullable String tenant) {
    TenantId next = tenant == null || tenant.isEmpty() ? null : TenantId.of(tenant);
    if (next != null) {
      requireSameTransaction(next);
    }
    clientInfo = next;
  }

  /**
   * Binds by SQL, for the life of the physical connection. Naming the same tenant again does
   * nothing.
   *
   * @throws TenantCryptException TC011 if the setting tenantBySql does not allow it, the id is not
   *     canonical, or another tenant was bound
   */
  public void bindBySql(String tenant) {
    if (!bySqlAllowed) {
      throw new TenantCryptException(
          ErrorCode.TC011,
          "SET tenantcrypt.tenant is not allowed here. The setting tenantBySql=once allows it.");
    }
    TenantId next = TenantId.of(tenant);
    if (bySql != null && !bySql.equals(next)) {
      throw new TenantCryptException(
          ErrorCode.TC011,
          "This connection was bound to tenant "
              + bySql
              + " by SET tenantcrypt.tenant for its whole life; it cannot become "
              + next
              + "'s. Use a connection of its own.");
    }
    requireSameTransaction(next);
    bySql = next;
  }

  private void requireSameTransaction(TenantId next) {
    if (transaction != null && !transaction.equals(next)) {
      throw new TenantCryptException(
          ErrorCode.TC011,
          "A statement of the open transaction has run for tenant "
              + transaction
              + "; "
              + next
              + " cannot be bound before its end.");
    }
  }

  /**
   * Notes that a statement was executed.
   *
   * @param tenant under which, or null
   * @param inTransaction whether a transaction is open after it
   */
  public void executed(@Nullable TenantId tenant, boolean inTransaction) {
    if (!inTransaction) {
      transactionEnded();
    } else if (tenant != null) {
      transaction = tenant;
    }
  }

  /** Notes that a transaction was committed or rolled back. */
  public void transactionEnded() {
    transaction = null;
    if (duration == BindingDuration.TRANSACTION) {
      clientInfo = null;
    }
  }

  /** Unbinds client info: a request has ended, or the connection went back to its pool. */
  public void requestEnded() {
    clientInfo = null;
  }
}
