package io.tenantcrypt.it.frameworks;

import io.tenantcrypt.it.frameworks.jooq.JooqApplications;

/** jOOQ writing its values into the text. */
class JooqInlinedIT extends FrameworkContract {

  JooqInlinedIT() {
    super("jooq-inlined", "refuse");
  }

  @Override
  Application start(String url) {
    return JooqApplications.inlining(url);
  }
}
