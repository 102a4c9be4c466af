package io.tenantcrypt;

/** Policies for tests. */
final class Policies {

  static final String PATIENT =
      """
      version: 1
      deployment: 7d1c0000000000000000000000000001
      revision: 12
      tenancy:
        column: tenant_id
        unscoped: refuse
      keys:
        kek: memory://root-test
      tables:
        clinic.patient:
          columns:
            ssn: { type: varchar(11) }
      """;

  private Policies() {}
}
