package io.tenantcrypt.it.frameworks;

import io.tenantcrypt.it.frameworks.spring.SpringApplication;

/** Spring's templates; each statement carries the predicate, the driver proves it. */
class SpringTemplatesIT extends FrameworkContract {

  SpringTemplatesIT() {
    super("spring-jdbc", "refuse");
  }

  @Override
  Application start(String url) {
    return SpringApplication.templates(url);
  }
}
