package io.tenantcrypt.keys.store;

import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.JobRow;
import io.tenantcrypt.keys.TenantRing;
import java.util.Optional;

/**
 * Destroys tenants' keys for good, each in the one transaction that notes it in its job: a job that
 * was given up before destroys nothing, and one that has destroyed cannot be given up. Safe for
 * several threads.
 */
public final class Tombstones {

  private final KeyStoreSession session;
  private final KeyStoreSetup setup;
  private final RingSql rings;
  private final JobSql jobs;

  Tombstones(KeyStoreSession session, KeyStoreSetup setup) {
    this.session = session;
    this.setup = setup;
    this.rings = new RingSql(session);
    this.jobs = new JobSql(session);
  }

  /**
   * Puts a tombstone in a tenant's place.
   *
   * @param job as it was claimed
   * @param next the same job afterwards; let go
   * @param ring as it was read
   * @param tombstone {@link TenantRing#shredded}
   * @return false if job or tenant were changed meanwhile; nothing is changed then
   * @throws TenantCryptException as the key tables answer; TC034 if the tenant is shredded already
   */
  public boolean bury(JobRow job, JobRow next, TenantRing ring, TenantRing tombstone) {
    JdbcKeyTable.requireSuccession(ring, tombstone);
    RowSeals seals = setup.seals();
    RowSeals.TenantSeals sealed = seals.of(tombstone);
    return session.writeUnlessThere(
        connection -> {
          JobRow now =
              JdbcJobTable.owned(
                  next,
                  Optional.empty(),
                  Optional.empty(),
                  KeyStoreDialect.of(connection).now(connection));
          if (!jobs.update(connection, now, seals.job(now), seals.job(job), job.owner())) {
            return false;
          }
          if (!rings.replace(connection, ring, tombstone, sealed)) {
            connection.rollback();
            return false;
          }
          return true;
        });
  }
}
