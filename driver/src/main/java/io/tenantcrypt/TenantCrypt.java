package io.tenantcrypt;

import io.tenantcrypt.admin.Instances;
import io.tenantcrypt.admin.Jobs;
import io.tenantcrypt.admin.KeyStore;
import io.tenantcrypt.admin.Keys;
import io.tenantcrypt.admin.PolicyFinding;
import io.tenantcrypt.admin.Rehearsal;
import io.tenantcrypt.admin.Shredding;
import io.tenantcrypt.admin.Tenants;
import io.tenantcrypt.audit.AuditEvent;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.CryptConnection;
import io.tenantcrypt.jdbc.SqlExceptions;
import io.tenantcrypt.keys.TenantState;
import io.tenantcrypt.plan.Explanation;
import io.tenantcrypt.tenancy.TenantContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What an application does with the driver besides JDBC. Keeps its runtime alive while it is
 * reachable. Safe for use by several threads.
 */
public final class TenantCrypt {

  private final TenantCryptRuntime runtime;
  private final boolean followsThread;

  private TenantCrypt(TenantCryptRuntime runtime, boolean followsThread) {
    this.runtime = runtime;
    this.followsThread = followsThread;
  }

  /**
   * The runtime behind a data source. It takes one connection from it and gives it back.
   *
   * @param dataSource over our URL or driver, directly or through a pool that unwraps
   * @throws SQLException as the data source throws it; TC040 if its connections are not ours
   */
  public static TenantCrypt of(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (!connection.isWrapperFor(CryptConnection.class)) {
        throw SqlExceptions.of(
            new TenantCryptException(
                ErrorCode.TC040,
                "The data source gives no connections of TenantCrypt. Its URL must begin with"
                    + " jdbc:tenantcrypt:."));
      }
      CryptConnection ours = connection.unwrap(CryptConnection.class);
      boolean followsThread = ours.followsTenantContext();
      return RuntimeRegistry.SHARED.facade(ours, r -> new TenantCrypt(r, followsThread));
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  /**
   * Puts the driver over a data source of the real driver. Give it a plain one, not a pool: see
   * {@link TenantCryptDataSource}.
   *
   * @param settings by name, with or without {@code tenantcrypt.}; at least {@code policy}
   */
  public static DataSource wrap(DataSource real, Map<String, String> settings) {
    TenantCryptDataSource ours = new TenantCryptDataSource();
    ours.setDataSource(real);
    settings.forEach(
        (name, value) ->
            ours.setProperty(Setting.ours(name) ? name : Setting.PREFIX + name, value));
    return ours;
  }

  /** Tenants and their keys. */
  public Tenants tenants() {
    return runtime.operations().tenants();
  }

  /** Operations on keys that take long: each begins a job. */
  public Keys keys() {
    return runtime.operations().keys();
  }

  /** The end of a tenant's keys: requested, approved, done, certified. */
  public Shredding shredding() {
    return runtime.operations().shredding();
  }

  /** The test that everybody should run before the first production tenant. */
  public Rehearsal rehearsal() {
    return runtime.operations().rehearsal();
  }

  /** The jobs of these key tables: what they are at, and the work on them. */
  public Jobs jobs() {
    return runtime.operations().jobs();
  }

  /** The running drivers that the key tables know. */
  public Instances instances() {
    return runtime.operations().instances();
  }

  /** The key tables as a whole. */
  public KeyStore keyStore() {
    return runtime.keyStore();
  }

  /**
   * Holds the policy against the database: tables, columns, tenancy columns, views, triggers,
   * primary keys, and the record of protected columns. Changes nothing.
   *
   * @return what was found, by table; empty if all is well
   * @throws SQLException if the catalog or the key tables cannot be read
   */
  public List<PolicyFinding> checkPolicy() throws SQLException {
    try {
      return runtime.check();
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  /**
   * Records the policy's protected columns and its revision in the key tables, as the first write
   * would: for applications whose role may not write there. May be repeated.
   *
   * @throws SQLException TC041 if the policy is weaker than what is on record, or the role may not;
   *     as the key tables answer
   */
  public void recordPolicy() throws SQLException {
    try {
      runtime.record();
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  /**
   * What the driver would do with a statement, and why: as a new connection of this data source
   * would, outside of any transaction, with no change of its search path. Nothing of the statement
   * is sent. {@code EXPLAIN TENANTCRYPT …} tells the same of the connection that it is executed on.
   *
   * @param sql as an application would send it
   * @return also for a statement that would be refused
   * @throws SQLException if the catalog cannot be read
   */
  public Explanation explain(String sql) throws SQLException {
    try {
      return runtime.explain(sql);
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  /**
   * Does work once for every provisioned tenant, one after the other on this thread, each bound by
   * {@link TenantContext} while its turn lasts. The work takes connections of its own; none that
   * was opened for one tenant's transaction may be used in another's turn. Tenants that are
   * suspended are reported and not visited; of those that are shredded nothing is said.
   *
   * @return what came of each tenant
   * @throws SQLException TC011 if a tenant is bound already; TC040 if connections of this data
   *     source do not follow {@code TenantContext}, or the record of this could not be kept; as the
   *     key store answers
   */
  public EveryTenant.Report forEachTenant(EveryTenant.OnFailure onFailure, EveryTenant.Work work)
      throws SQLException {
    try {
      requireFree();
      runtime
          .jdbc()
          .exits()
          .audit()
          .used(
              AuditEvent.Type.EVERY_TENANT,
              AuditEvent.Session.NONE,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      return EveryTenant.visit(
          tenants().list().stream()
              .filter(tenant -> tenant.state() != TenantState.SHREDDED)
              .toList(),
          onFailure,
          work);
    } catch (TenantCryptException e) {
      throw SqlExceptions.of(e);
    }
  }

  private void requireFree() {
    if (!followsThread) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "forEachTenant binds tenants by TenantContext, and the connections of this data source do"
              + " not follow it. Use one with tenantResolver=thread and without session=platform.");
    }
    if (TenantContext.current() != null) {
      throw new TenantCryptException(
          ErrorCode.TC011,
          "forEachTenant was called while tenant "
              + TenantContext.current()
              + " is bound. Call it outside of any tenant's work.");
    }
  }

  /** The runtime as it is; asks neither database nor KMS. */
  public TenantCryptState state() {
    return runtime.state();
  }

  /** Asks database and key store now, over connections of the runtime's own. */
  public TenantCryptHealth health() {
    return runtime.health();
  }
}
