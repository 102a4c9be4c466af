package io.tenantcrypt;

import io.tenantcrypt.admin.TenantSummary;
import io.tenantcrypt.keys.TenantState;
import io.tenantcrypt.tenancy.TenantContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Work that is done once for every tenant, and what came of it. */
public final class EveryTenant {

  private EveryTenant() {}

  /** The work; the tenant is bound to the calling thread by {@link TenantContext}. */
  @FunctionalInterface
  public interface Work {
    /** Does it for one tenant. */
    void run(String tenant) throws Exception;
  }

  /** What happens after the work has failed for a tenant. */
  public enum OnFailure {
    /** No further tenant is visited. */
    STOP,
    /** The others are visited. */
    CONTINUE
  }

  /** What came of one tenant. */
  public enum Status {
    /** The work was done. */
    DONE,
    /** The work threw. */
    FAILED,
    /** The tenant is suspended and was not visited. */
    SUSPENDED,
    /** An earlier failure or interruption ended the round. */
    NOT_VISITED
  }

  /**
   * One tenant's result.
   *
   * @param failure what the work threw
   */
  public record Outcome(String tenant, Status status, Optional<Exception> failure) {}

  /**
   * All tenants' results, in the order of their ids.
   *
   * @param outcomes one a tenant
   */
  public record Report(List<Outcome> outcomes) {
    public Report {
      outcomes = List.copyOf(outcomes);
    }

    /** Whether the work was done for every tenant that is not suspended. */
    public boolean complete() {
      return outcomes.stream()
          .allMatch(o -> o.status() == Status.DONE || o.status() == Status.SUSPENDED);
    }

    /** The tenants of a status. */
    public List<String> tenants(Status status) {
      return outcomes.stream().filter(o -> o.status() == status).map(Outcome::tenant).toList();
    }
  }

  static Report visit(List<TenantSummary> tenants, OnFailure onFailure, Work work) {
    List<Outcome> outcomes = new ArrayList<>();
    boolean stopped = false;
    for (TenantSummary tenant : tenants) {
      Outcome outcome =
          stopped
              ? new Outcome(tenant.id(), Status.NOT_VISITED, Optional.empty())
              : tenant.state() == TenantState.ACTIVE
                  ? one(tenant.id(), work)
                  : new Outcome(tenant.id(), Status.SUSPENDED, Optional.empty());
      outcomes.add(outcome);
      stopped |=
          outcome.status() == Status.FAILED
              && (onFailure == OnFailure.STOP || Thread.currentThread().isInterrupted());
    }
    return new Report(outcomes);
  }

  @SuppressWarnings("try") // the binding is there to be closed, not to be used
  private static Outcome one(String tenant, Work work) {
    try (TenantContext.Scope bound = TenantContext.bind(tenant)) {
      work.run(tenant);
      return new Outcome(tenant, Status.DONE, Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(tenant, Status.FAILED, Optional.of(e));
    } catch (Exception e) {
      return new Outcome(tenant, Status.FAILED, Optional.of(e));
    }
  }
}
