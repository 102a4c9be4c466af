package io.tenantcrypt.it.frameworks;

/** What {@link Hibernate7IT} does, on Hibernate 6. */
class Hibernate6IT extends FrameworkContract {

  Hibernate6IT() {
    super("hibernate6", "scope");
  }

  @Override
  Application start(String url) throws Exception {
    return Hibernate6.start("plain", url);
  }
}
