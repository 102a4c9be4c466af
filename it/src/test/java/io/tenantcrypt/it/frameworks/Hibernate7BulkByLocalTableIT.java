package io.tenantcrypt.it.frameworks;

import io.tenantcrypt.it.frameworks.hibernate.HibernateApplications;

/** Bulk changes of joined tables by temporary tables, on Hibernate 7. */
class Hibernate7BulkByLocalTableIT extends FrameworkContract {

  Hibernate7BulkByLocalTableIT() {
    super("hibernate7-bulk-local", "scope");
  }

  @Override
  Application start(String url) {
    return HibernateApplications.bulkByLocalTable(url);
  }
}
