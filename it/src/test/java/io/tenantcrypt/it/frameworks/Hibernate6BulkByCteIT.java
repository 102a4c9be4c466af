package io.tenantcrypt.it.frameworks;

/** Bulk changes of joined tables by CTEs, on Hibernate 6. */
class Hibernate6BulkByCteIT extends FrameworkContract {

  Hibernate6BulkByCteIT() {
    super("hibernate6-bulk-cte", "scope");
  }

  @Override
  Application start(String url) throws Exception {
    return Hibernate6.start("bulkByCte", url);
  }
}
