package io.tenantcrypt.it;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;

/** The plain twin and the database behind the driver that random statements run on. */
record RandomWorld(String twinUrl, String sealedUrl) {

  static final List<String> TENANTS = List.of(World.ACME, World.GLOBEX, "initech");

  static RandomWorld create(String name) throws Exception {
    World world = World.shared();
    RandomWorld made =
        new RandomWorld(world.freshUrl(name + "_twin"), world.freshUrl(name + "_sealed"));
    try (Connection twin = DriverManager.getConnection(made.twinUrl())) {
      RandomSchema.create(twin);
      RandomSchema.fillShared(twin);
      RandomSchema.fill(twin, World.ACME);
    }
    String url = made.url("scope", name + "-fill");
    try (Connection sealed = DriverManager.getConnection(url)) {
      RandomSchema.create(sealed);
      RandomSchema.fillShared(sealed);
    }
    World.provision(url, TENANTS.toArray(String[]::new));
    try (Connection sealed = DriverManager.getConnection(url)) {
      for (String tenant : TENANTS) {
        AsTenant.run(tenant, () -> RandomSchema.fill(sealed, tenant));
      }
    }
    return made;
  }

  String url(String mode, String recording) {
    return World.shared().url(sealedUrl, "policy-random-" + mode + ".yaml", recording);
  }
}
