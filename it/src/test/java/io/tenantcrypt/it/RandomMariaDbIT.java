package io.tenantcrypt.it;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link RandomSqlIT} on MariaDB, through both connectors. */
class RandomMariaDbIT {

  private static final int COUNT = Integer.getInteger("random.count", 1200);

  private static final Map<String, RandomWorld> WORLDS = new HashMap<>();

  @ParameterizedTest
  @CsvSource({"mariadb, refuse", "mariadb, scope", "mysql, refuse", "mysql, scope"})
  void statements_atRandom_giveTheTwinsRowsOrAreRefusedByTheRules(String scheme, String mode)
      throws Exception {
    RandomWorld world = WORLDS.get(scheme);
    if (world == null) {
      world = RandomWorld.onMariaDb(scheme, "random");
      WORLDS.put(scheme, world);
    }
    RandomSqlIT.check(world, mode, COUNT / 4);
  }
}
