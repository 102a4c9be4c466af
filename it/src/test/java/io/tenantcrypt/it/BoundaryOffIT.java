package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The second lock alone. Whatever reaches another tenant's rows where nothing demands a pin: its
 * protected cells do not open. Plain columns are not covered, and the book says so.
 */
class BoundaryOffIT {

  /** Stands in every protected value of the other tenant, and in no other. */
  private static final List<String> FOREIGN = List.of("F0REIGN", "1917-");

  private static final int RANDOM = 1500;

  private static String sealedUrl;

  @BeforeAll
  static void fill() throws Exception {
    World world = World.shared();
    sealedUrl = world.freshUrl("boundary_off");
    String url = world.url(sealedUrl, "policy-scope.yaml", "boundary-off-fill");
    try (Connection sealed = DriverManager.getConnection(url)) {
      World.createTables(sealed);
    }
    World.provision(url, World.ACME, World.GLOBEX);
    try (Connection sealed = DriverManager.getConnection(url)) {
      Rows.insertShared(sealed);
      AsTenant.run(World.ACME, () -> Rows.insertOf(sealed, World.ACME));
      AsTenant.run(
          World.GLOBEX,
          () -> {
            Rows.insertOf(sealed, World.GLOBEX);
            Sql.execute(
                sealed,
                "UPDATE patient SET name = 'F0REIGN', ssn = 'F0REIGN', note = 'F0REIGN',"
                    + " dob = DATE '1917-01-01', city = 'Plainville'");
            Sql.execute(sealed, "UPDATE visit SET finding = 'F0REIGN'");
          });
    }
  }

  @Test
  void corpus_withTheBoundaryOff_neverShowsAnotherTenantsPlaintext() throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    for (String mode : List.of("refuse", "scope")) {
      Connection open = open(sealedUrl, "policy-" + mode + ".yaml");
      for (CorpusEntry entry : Corpus.read()) {
        if (open.isClosed()) { // a statement of the corpus may end its session
          open = open(sealedUrl, "policy-" + mode + ".yaml");
        }
        open.setAutoCommit(false);
        if (entry.modes().contains(mode)) {
          String found = outcome(open, entry.sql(), entry.parameters());
          assertThat(found).as("%s: %s", entry.title(), entry.sql()).doesNotContain(FOREIGN);
          count(counts, found);
        }
      }
      open.close();
    }
    // The run proves something: cells of others were met, and plain columns of others were read.
    assertThat(counts.getOrDefault("TC020", 0)).as("%s", counts).isGreaterThan(20);
    assertThat(counts.getOrDefault("plain leak", 0)).as("%s", counts).isPositive();
    report("corpus", counts);
  }

  @Test
  void randomStatements_withTheBoundaryOff_neverShowAnotherTenantsPlaintext() throws Exception {
    RandomWorld world = RandomWorld.create("random_off");
    Map<String, Integer> counts = new TreeMap<>();
    try (Connection open = open(world.sealedUrl(), "policy-random-refuse.yaml")) {
      open.setAutoCommit(false);
      for (int i = 0; i < RANDOM; i++) {
        RandomStatement statement =
            RandomSql.statement(world.dialect(), Choices.of(4711L + i), true);
        String found = outcome(open, statement.sql(), statement.parameters());
        assertThat(found).as(statement.sql()).doesNotContain("S3CRET globex", "S3CRET initech");
        count(counts, found);
      }
    }
    assertThat(counts.getOrDefault("TC020", 0)).as("%s", counts).isGreaterThan(20);
    assertThat(counts.getOrDefault("plain leak", 0)).as("%s", counts).isPositive();
    report("random", counts);
  }

  @Test
  void select_withTheBoundaryOff_readsPlainColumnsOfAnotherTenantAndNoCell() throws Exception {
    try (Connection open = open(sealedUrl, "policy-refuse.yaml")) {
      assertThat(Sql.column(open, "SELECT city FROM patient")).contains("Plainville");
      assertThat(Sql.column(open, "SELECT city FROM patient WHERE tenant_id = 'globex'"))
          .containsOnly("Plainville");
      Sql.refusal("TC020", () -> Sql.column(open, "SELECT name FROM patient ORDER BY city DESC"));
      Sql.refusal(
          "TC020", () -> Sql.column(open, "SELECT name FROM patient WHERE tenant_id = 'globex'"));
    }
  }

  @Test
  void boundary_ofTheShippedClasses_hasNoSwitch() throws Exception {
    World world = World.shared();
    String url = world.url(sealedUrl, "policy-refuse.yaml", "boundary-on");
    try (Connection closed = DriverManager.getConnection(url)) {
      AsTenant.run(
          World.ACME,
          () -> Sql.refusal("TC001", () -> Sql.column(closed, "SELECT city FROM patient")));
    }
    for (String name : List.of("boundary", "boundaryOff", "proof", "unscoped")) {
      String set = url + "&tenantcrypt." + name + "=off";
      assertThatThrownBy(() -> DriverManager.getConnection(set).close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining(name);
    }
  }

  private static Connection open(String plainUrl, String policy) throws Exception {
    return BoundaryOff.connect(
        World.shared().url(plainUrl, policy, "boundary-off") + "&tenantcrypt.tenant=acme");
  }

  // What an application sees: rows as text, or a message.
  private static String outcome(Connection open, String sql, List<CorpusEntry.Parameter> parameters)
      throws SQLException {
    try {
      Outcome outcome =
          parameters.isEmpty()
              ? Outcome.ofStatement(open, sql, false)
              : Outcome.ofPrepared(open, sql, parameters, false);
      return "rows " + outcome;
    } catch (SQLException e) {
      return e.getSQLState() + " " + e.getMessage();
    } finally {
      if (!open.isClosed()) {
        open.rollback();
      }
      Recording.of("boundary-off").clear();
    }
  }

  private static void count(Map<String, Integer> counts, String found) {
    String kind = found.substring(0, found.indexOf(' '));
    counts.merge(kind, 1, Integer::sum);
    if (kind.equals("rows") && (found.contains("Plainville") || found.contains("globex "))) {
      counts.merge("plain leak", 1, Integer::sum);
    }
  }

  @SuppressWarnings("SystemOut") // what slipped through is the result of the run
  private static void report(String what, Map<String, Integer> counts) {
    List<String> lines = new ArrayList<>();
    counts.forEach((kind, count) -> lines.add(kind + " " + count));
    System.out.println("boundary off, " + what + ": " + String.join(", ", lines));
  }
}
