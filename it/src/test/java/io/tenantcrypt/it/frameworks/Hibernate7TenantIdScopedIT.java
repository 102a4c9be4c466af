package io.tenantcrypt.it.frameworks;

import io.tenantcrypt.it.frameworks.hibernate.HibernateApplications;

/** Entities with {@code @TenantId}; what Hibernate leaves open the driver adds. */
class Hibernate7TenantIdScopedIT extends FrameworkContract {

  Hibernate7TenantIdScopedIT() {
    super("hibernate7-tenantid-scope", "scope");
  }

  @Override
  Application start(String url) {
    return HibernateApplications.withTenantId(url);
  }
}
