package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random statements on the plain twin and through the driver: the same rows and the same tables
 * afterwards, or a refusal that the rules foresee. Seed and number are {@code random.seed} and
 * {@code random.count}; half of the statements run in each mode.
 */
class RandomSqlIT {

  private static final long SEED = Long.getLong("random.seed", 20261125);
  private static final int COUNT = Integer.getInteger("random.count", 4000);
  private static final int SHOWN = 10;

  private static RandomWorld world;

  @BeforeAll
  static void create() throws Exception {
    world = RandomWorld.create("random");
  }

  @ParameterizedTest
  @ValueSource(strings = {"refuse", "scope"})
  void statements_atRandom_giveTheTwinsRowsOrAreRefusedByTheRules(String mode) throws Exception {
    check(world, mode, COUNT / 2);
  }

  /**
   * Judges statements in one mode.
   *
   * @param count how many
   */
  static void check(RandomWorld world, String mode, int count) throws Exception {
    List<String> failures = new ArrayList<>();
    long start = System.nanoTime();
    int run = 0;
    try (RandomRun random = new RandomRun(world, mode)) {
      for (; run < count && failures.size() < SHOWN; run++) {
        long seed = SEED + run;
        AsTenant.call(World.ACME, () -> failure(random, seed, mode.equals("scope")))
            .ifPresent(failure -> show(failure, failures));
      }
      report(world, mode, run, System.nanoTime() - start, random.counts());
    }

    assertThat(failures).isEmpty();
    assertThat(run).isEqualTo(count);
  }

  private static Optional<String> failure(RandomRun random, long seed, boolean scope)
      throws Exception {
    Choices choices = Choices.of(seed);
    RandomStatement statement = RandomSql.statement(random.dialect(), choices, scope);
    Optional<String> wrong = random.judgeAndCount(statement);
    if (wrong.isEmpty()) {
      return Optional.empty();
    }
    RandomStatement small =
        new Shrinking(random, scope, first(wrong.get())).shrink(choices.made(), statement);
    return Optional.of(
        "seed %d, %s\n%s\n%s\n  shrunken:\n%s\n%s\n%s"
            .formatted(
                seed,
                statement.expected(),
                statement.sql(),
                wrong.get(),
                small.sql(),
                small.parameters(),
                random.judge(small).orElse("")));
  }

  // At once: a long run may be ended before it ends.
  @SuppressWarnings("SystemOut")
  private static void show(String failure, List<String> failures) {
    System.out.println(failure);
    failures.add(failure);
  }

  /** The kind of a failure: its first line. */
  static String first(String wrong) {
    return wrong.lines().findFirst().orElse("");
  }

  @SuppressWarnings("SystemOut") // the numbers of a long run are its result
  private static void report(
      RandomWorld world, String mode, int run, long nanos, Map<String, Integer> counts) {
    System.out.printf(
        "random SQL%s, unscoped: %s, seed %d: %d statements in %d s%n",
        world.name().isEmpty() ? "" : " on " + world.name(),
        mode,
        SEED,
        run,
        nanos / 1_000_000_000);
    counts.forEach((what, count) -> System.out.printf("  %6d %s%n", count, what));
  }
}
