package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.policy.TenancyPolicy;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A statement of any shape costs bounded time; what is legal and only long is taken. */
class HostileStatementsTest {

  private static final Duration MOST = Duration.ofSeconds(10);

  private final Analyzer analyzer = new Analyzer(Clinic.policy(TenancyPolicy.Unscoped.REFUSE));

  private static String many(int times, String separator, String part) {
    return IntStream.range(0, times)
        .mapToObj(i -> part.replace("#", "" + i))
        .collect(Collectors.joining(separator));
  }

  private static String where(String condition) {
    return "SELECT id FROM patient WHERE tenant_id = 'acme' AND " + condition;
  }

  @TestFactory
  Stream<DynamicTest> longStatement_thatIsLegal_isTakenInBoundedTime() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("10,000 values in IN", where("id IN (" + many(10_000, ", ", "#") + ")"));
    texts.put("10,000 parameters in IN", where("id IN (" + many(10_000, ", ", "?") + ")"));
    texts.put(
        "2,000 rows",
        "INSERT INTO patient (tenant_id, id, ssn) VALUES "
            + many(2_000, ", ", "('acme', #, '123-#')"));
    texts.put(
        "2,000 rows of parameters",
        "INSERT INTO patient (tenant_id, id, ssn) VALUES " + many(2_000, ", ", "('acme', ?, ?)"));
    texts.putAll(chains(5_000));
    texts.put(
        "1,000 columns",
        "SELECT " + many(1_000, ", ", "id AS c#") + " FROM patient WHERE" + " tenant_id = 'acme'");
    texts.put("500 branches", where("id = CASE " + many(500, " ", "WHEN id = # THEN #") + " END"));
    texts.put("200 unions", many(200, " UNION ALL ", where("id = #")));
    texts.put(
        "50 joins",
        "SELECT p0.id FROM patient p0 "
            + many(50, " ", "JOIN visit v# ON v#.tenant_id = p0.tenant_id AND v#.id = p0.id")
            + " WHERE p0.tenant_id = 'acme'");
    texts.put(
        "100 CTEs",
        "WITH " + many(100, ", ", "c# AS (" + where("id = #") + ")") + " SELECT id FROM c0");
    texts.put("20 parentheses", where("(".repeat(20) + "id = 1" + ")".repeat(20)));
    texts.put(
        "20 nested functions",
        where("abs(".repeat(20).replace("abs", "length") + "name" + ")".repeat(20) + " = 1"));
    texts.put(
        "10 nested CASE",
        where("id = " + "CASE WHEN id = 1 THEN ".repeat(10) + "1" + " END".repeat(10)));
    texts.put(
        "10 nested subqueries",
        "SELECT id FROM (".repeat(10) + where("id = 1") + many(10, "", ") s"));
    texts.put("a long comment", where("id = 1 /*" + " /* x */ ".repeat(20_000) + "*/"));
    texts.put("a long string", where("name = '" + "x".repeat(500_000) + "'"));
    return texts.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThat(measured(entry.getKey(), entry.getValue()))
                            .as("%s", entry.getKey())
                            .isInstanceOf(StatementPlan.Protected.class)));
  }

  /** Chains of operators, which the parser builds as deep as they are long. */
  private static Map<String, String> chains(int length) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(length + " conjuncts", where(many(length, " AND ", "id <> #")));
    texts.put(length + " alternatives", where("(" + many(length, " OR ", "id = #") + ")"));
    texts.put(
        length + " keys", where("(" + many(length, " OR ", "(id = # AND tenant_id = ?)") + ")"));
    texts.put(
        length + " conjuncts of alternatives",
        where(many(length, " AND ", "(id <> # OR name IS NULL)")));
    texts.put(length + " sums", where("id < " + many(length, " + ", "#")));
    texts.put(length + " products and sums", where("id < " + many(length, " - ", "# * id + 1")));
    texts.put(length + " concatenations", where("name = " + many(length, " || ", "'a'")));
    return texts;
  }

  @TestFactory
  Stream<DynamicTest> longChain_onASmallStack_isTaken() {
    return chains(5_000).entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThat(onSmallStack(entry.getValue()))
                            .isInstanceOf(StatementPlan.Protected.class)));
  }

  @Test
  void longChain_withACellAtItsEnd_isRefused() {
    assertThat(onSmallStack(where(many(5_000, " AND ", "id <> #") + " AND ssn || 'a' = 'b'")))
        .isInstanceOfSatisfying(
            StatementPlan.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TC002));
    assertThat(onSmallStack(where("name = ssn || " + many(5_000, " || ", "'a'"))))
        .isInstanceOfSatisfying(
            StatementPlan.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TC002));
  }

  @Test
  void longChain_withoutATenant_isRefused() {
    assertThat(
            onSmallStack(
                "SELECT id FROM patient WHERE " + many(5_000, " AND ", "id <> #") + " OR 1 = 1"))
        .isInstanceOfSatisfying(
            StatementPlan.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TC001));
  }

  @Test
  void nesting_thatNoStackHolds_isRefusedSayingSo() {
    assertThat(onSmallStack(where("name = '1'" + "::text".repeat(60_000))))
        .isInstanceOfSatisfying(
            StatementPlan.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.TC003);
              assertThat(refused.reason()).contains("nested too deep").doesNotContain("report");
            });
  }

  private StatementPlan onSmallStack(String sql) {
    FutureTask<StatementPlan> plan = new FutureTask<>(() -> analyzer.analyze(sql, Clinic.view()));
    new Thread(null, plan, "small stack", 512 * 1024).start();
    try {
      return plan.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> hostileStatement_ofEachKnownShape_costsBoundedTime() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String open :
        new String[] {
          "(",
          "((",
          "length(",
          "coalesce(1, ",
          "array[",
          "id[",
          "(select ",
          "case when id = 1 then ",
          "case id when 1 then ",
          "not ",
          "not (",
          "- ",
          "-(",
          "exists (select 1 where ",
          "id in (1, (",
          "(id, (",
          "cast(",
          "case when (",
          "(((select 1) + ",
          "row(",
          "id = any(",
          "1 + (",
          "extract(year from ",
          "(id) + (",
          "interval '1' day + (",
          "id is not null and (",
          "(1, 2) = (1, ",
          "id between (",
          "string_agg(name order by (",
          "f(g(h(",
          "(case when ("
        }) {
      for (int times : new int[] {60, 190, 20_000}) {
        texts.put(times + " × " + open, where("id = " + open.repeat(times)));
        texts.put(
            times + " × " + open + " closed",
            where(
                "id = "
                    + open.repeat(times)
                    + "1"
                    + (open.contains("[") ? "]" : open.startsWith("case") ? " end" : ")")
                        .repeat(times)));
      }
    }
    texts.put("100,000 conjuncts", where(many(60_000, " AND ", "id=#")));
    texts.put("100,000 concatenations", where("name = " + many(60_000, " || ", "'a'")));
    texts.put("60,000 casts", where("name = '1'" + "::text".repeat(60_000)));
    texts.put("60,000 subscripts", where("id" + "[1]".repeat(60_000) + " = 1"));
    texts.put(
        "20,000 joins", "SELECT 1 FROM patient " + many(20_000, " ", "JOIN visit v# ON true"));
    texts.put(
        "20,000 commas",
        "SELECT 1 FROM "
            + many(20_000, ", ", "visit v#")
            + " WHERE "
            + many(20_000, " AND ", "v#.tenant_id = v0.tenant_id"));
    texts.put("10,000 unions", many(10_000, " UNION ", "SELECT id FROM patient"));
    texts.put(
        "10,000 CTEs",
        "WITH " + many(10_000, ", ", "c# AS (SELECT 1 FROM patient)") + " SELECT 1 FROM c1");
    texts.put("10,000 statements", many(10_000, ";", "SELECT id FROM patient"));
    texts.put("100,000 semicolons", ";".repeat(100_000) + "SELECT id FROM patient");
    texts.put("500,000 quotes", where("name = '" + "''".repeat(450_000) + "'"));
    texts.put("dollars", where("name = " + "$a".repeat(300_000)));
    texts.put("tags", where("name = $a$" + "$a".repeat(300_000) + "$ "));
    texts.put("open comments", "/*".repeat(400_000) + where("id = 1"));
    texts.put("dots", "SELECT " + "a.".repeat(300_000) + "b FROM patient");
    texts.put("operators", where("id " + "+-".repeat(300_000) + " 1"));
    texts.put("words", where("patient ".repeat(100_000)));
    texts.put("strings on lines", where("name = 'a'" + "\n'a'".repeat(150_000)));
    texts.put("blank lines", where("name = 'a'" + " -- c\n".repeat(100_000)));
    return texts.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThat(measured(entry.getKey(), entry.getValue()))
                            .as("%s", entry.getKey())
                            .isNotNull()));
  }

  private StatementPlan measured(String name, String sql) {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    StatementPlan plan = analyzer.analyze(sql, Clinic.view());
    long millis = (threads.getCurrentThreadCpuTime() - start) / 1_000_000;
    if (Boolean.getBoolean("hostile.print")) {
      System.out.println("hostile: " + millis + " ms, " + sql.length() + " characters, " + name);
    }
    assertThat(Duration.ofMillis(millis)).isLessThan(MOST);
    return plan;
  }
}
