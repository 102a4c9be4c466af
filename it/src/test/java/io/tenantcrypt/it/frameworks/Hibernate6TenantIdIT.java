package io.tenantcrypt.it.frameworks;

/** What {@link Hibernate7TenantIdIT} does, on Hibernate 6. */
class Hibernate6TenantIdIT extends FrameworkContract {

  Hibernate6TenantIdIT() {
    super("hibernate6-tenantid", "refuse");
  }

  @Override
  Application start(String url) throws Exception {
    return Hibernate6.start("withTenantId", url);
  }
}
