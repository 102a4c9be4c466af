package io.tenantcrypt.it.frameworks;

import io.tenantcrypt.it.frameworks.hibernate.HibernateApplications;

/** Entities without a word of tenants: the driver adds the predicates. */
class Hibernate7IT extends FrameworkContract {

  Hibernate7IT() {
    super("hibernate7", "scope");
  }

  @Override
  Application start(String url) {
    return HibernateApplications.plain(url);
  }
}
