package io.tenantcrypt.it.frameworks;

import io.tenantcrypt.it.frameworks.hibernate.HibernateApplications;

/**
 * Bulk changes of joined tables by temporary tables of which the policy lists those with values.
 */
class Hibernate7BulkByListedTableIT extends FrameworkContract {

  Hibernate7BulkByListedTableIT() {
    super("hibernate7-bulk-listed", "scope-staged");
  }

  @Override
  Application start(String url) {
    return HibernateApplications.bulkByLocalTable(url);
  }
}
