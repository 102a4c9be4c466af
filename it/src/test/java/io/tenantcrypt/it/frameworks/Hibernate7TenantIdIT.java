package io.tenantcrypt.it.frameworks;

import io.tenantcrypt.it.frameworks.hibernate.HibernateApplications;

/** Entities with {@code @TenantId}: Hibernate writes the predicates, the driver proves them. */
class Hibernate7TenantIdIT extends FrameworkContract {

  Hibernate7TenantIdIT() {
    super("hibernate7-tenantid", "refuse");
  }

  @Override
  Application start(String url) {
    return HibernateApplications.withTenantId(url);
  }
}
