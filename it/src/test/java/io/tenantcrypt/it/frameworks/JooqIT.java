package io.tenantcrypt.it.frameworks;

import io.tenantcrypt.it.frameworks.jooq.JooqApplications;

/** jOOQ binding its values; each statement carries the predicate, the driver proves it. */
class JooqIT extends FrameworkContract {

  JooqIT() {
    super("jooq", "refuse");
  }

  @Override
  Application start(String url) {
    return JooqApplications.binding(url);
  }
}
