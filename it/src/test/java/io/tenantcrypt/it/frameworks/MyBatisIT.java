package io.tenantcrypt.it.frameworks;

import io.tenantcrypt.it.frameworks.mybatis.MyBatisApplication;

/** MyBatis; each statement carries the predicate, the driver proves it. */
class MyBatisIT extends FrameworkContract {

  MyBatisIT() {
    super("mybatis", "refuse");
  }

  @Override
  Application start(String url) throws Exception {
    return MyBatisApplication.start(url);
  }
}
