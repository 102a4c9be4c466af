package io.tenantcrypt.it.frameworks;

import io.tenantcrypt.it.frameworks.eclipselink.EclipseLinkApplications;

/** The JPA application on EclipseLink; the driver adds the predicates. */
class EclipseLinkIT extends FrameworkContract {

  EclipseLinkIT() {
    super("eclipselink", "scope");
  }

  @Override
  Application start(String url) {
    return EclipseLinkApplications.plain(url);
  }
}
