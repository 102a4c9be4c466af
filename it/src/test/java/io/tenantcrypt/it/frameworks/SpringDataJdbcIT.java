package io.tenantcrypt.it.frameworks;

import io.tenantcrypt.it.frameworks.spring.SpringApplication;

/** Spring Data JDBC; the driver adds the predicates. */
class SpringDataJdbcIT extends FrameworkContract {

  SpringDataJdbcIT() {
    super("spring-data-jdbc", "scope");
  }

  @Override
  Application start(String url) {
    return SpringApplication.dataJdbc(url);
  }
}
