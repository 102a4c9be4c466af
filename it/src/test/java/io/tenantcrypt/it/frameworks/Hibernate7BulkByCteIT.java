package io.tenantcrypt.it.frameworks;

import io.tenantcrypt.it.frameworks.hibernate.HibernateApplications;

/** Bulk changes of joined tables by CTEs, on Hibernate 7. */
class Hibernate7BulkByCteIT extends FrameworkContract {

  Hibernate7BulkByCteIT() {
    super("hibernate7-bulk-cte", "scope");
  }

  @Override
  Application start(String url) {
    return HibernateApplications.bulkByCte(url);
  }
}
