package io.tenantcrypt.it.frameworks;

import io.tenantcrypt.it.frameworks.hibernate.HibernateApplications;

/** Bulk changes of joined tables by tables that stay, on Hibernate 7. */
class Hibernate7BulkByPersistentTableIT extends FrameworkContract {

  Hibernate7BulkByPersistentTableIT() {
    super("hibernate7-bulk-persistent", "scope");
  }

  @Override
  Application start(String url) {
    return HibernateApplications.bulkByPersistentTable(url);
  }
}
