package io.tenantcrypt;

import java.util.Properties;

/** A data source's login timeout as the property that each real driver has for it. */
final class LoginTimeout {

  private LoginTimeout() {}

  /** Puts it among the properties, unless the application has said it there in the driver's way. */
  static void put(String outerUrl, int seconds, Properties properties) {
    if (seconds <= 0) {
      return;
    }
    switch (RealDriver.subprotocol(InnerUrl.parse(outerUrl).url())) {
      case "mariadb", "mysql" ->
          properties.putIfAbsent("connectTimeout", Integer.toString(1000 * seconds));
      case "h2" -> {} // has none
      default -> properties.putIfAbsent("loginTimeout", Integer.toString(seconds));
    }
  }
}
