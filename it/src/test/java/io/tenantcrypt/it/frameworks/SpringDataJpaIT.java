package io.tenantcrypt.it.frameworks;

import io.tenantcrypt.it.frameworks.spring.SpringApplication;

/** Spring Data JPA; the driver adds the predicates. */
class SpringDataJpaIT extends FrameworkContract {

  SpringDataJpaIT() {
    super("spring-data-jpa", "scope");
  }

  @Override
  Application start(String url) {
    return SpringApplication.dataJpa(url);
  }
}
