package io.tenantcrypt.it;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link RandomSqlIT} on H2, in both modes. */
class RandomH2IT {

  private static final int COUNT = Integer.getInteger("random.count", 1200);

  private static final Map<H2World.Mode, RandomWorld> WORLDS = new EnumMap<>(H2World.Mode.class);

  @ParameterizedTest
  @CsvSource({"REGULAR, refuse", "REGULAR, scope", "POSTGRESQL, refuse", "POSTGRESQL, scope"})
  void statements_atRandom_giveTheTwinsRowsOrAreRefusedByTheRules(H2World.Mode product, String mode)
      throws Exception {
    RandomWorld world = WORLDS.get(product);
    if (world == null) {
      world = RandomWorld.onH2(product, "random");
      WORLDS.put(product, world);
    }
    RandomSqlIT.check(world, mode, COUNT / 4);
  }
}
