package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random statements on the plain twin and through the driver: the same rows, no refusal. The seed
 * and the number are {@code tenantcrypt.random.seed} and {@code tenantcrypt.random.statements}.
 */
class RandomSqlIT {

  private static final long SEED = Long.getLong("tenantcrypt.random.seed", 20261122);
  private static final int STATEMENTS = Integer.getInteger("tenantcrypt.random.statements", 600);

  @ParameterizedTest
  @ValueSource(strings = {"scope", "refuse"})
  void statements_atRandom_giveTheTwinsRows(String mode) throws Exception {
    List<String> differences = new ArrayList<>();
    int compared = 0;
    RandomSql sql = new RandomSql(new Random(SEED), mode.equals("refuse"));
    try (Connection twin = DriverManager.getConnection(World.shared().twinUrl());
        Connection driver =
            DriverManager.getConnection(World.shared().url(mode, "random-" + mode))) {
      twin.setAutoCommit(false);
      driver.setAutoCommit(false);
      for (int i = 0; i < STATEMENTS && differences.size() < 10; i++) {
        String statement = sql.statement();
        String expected = outcome(twin, statement);
        String actual = AsTenant.call(World.ACME, () -> outcome(driver, statement));
        boolean bothFail = expected.startsWith("error 2") && actual.startsWith("error 2");
        if (!expected.equals(actual) && !bothFail) {
          differences.add(statement + "\n  twin:   " + expected + "\n  driver: " + actual);
        }
        compared += expected.startsWith("error") ? 0 : 1;
      }
    }
    assertThat(differences).as("seed %d", SEED).isEmpty();
    assertThat(compared).isGreaterThan(STATEMENTS / 2);
  }

  private static String outcome(Connection connection, String statement) throws SQLException {
    try {
      return Outcome.ofStatement(connection, statement, false).toString();
    } catch (SQLException e) {
      return "error " + e.getSQLState() + " " + e.getMessage();
    } finally {
      connection.rollback();
      Recording.of("random-scope").clear();
      Recording.of("random-refuse").clear();
    }
  }
}
