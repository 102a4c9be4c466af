package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of sequences beside tenants' tables. */
class SequenceValuesTest {

  private static String outcome(String sql, SessionView view) {
    String plan = PlanText.of(new Analyzer(Clinic.policy(Unscoped.REFUSE)).analyze(sql, view));
    return plan.startsWith("TC") ? plan.substring(0, 5) : plan.startsWith(sql) ? "ok" : plan;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      value = {
        "insert into ledger (tenant_id, id) values ('acme', next value for numbers)~ok",
        "insert into ledger (tenant_id, id) values ('acme', NEXT  VALUE\tFOR clinic.numbers + 1)~ok",
        "insert into ledger (tenant_id, id) values ('acme', next value for `numbers`), ('acme', previous value for numbers)~ok",
        "insert into ledger (tenant_id, id) values ('acme', nextval(numbers)), ('acme', lastval(clinic.numbers))~ok",
        "insert into ledger (tenant_id, id) select tenant_id, nextval(numbers) from patient where tenant_id = ?~ok",
        "update ledger set id = next value for numbers, amount = setval(numbers, id) where tenant_id = 'acme'~ok",
        "select next value for numbers, nextval(numbers)~pass",
        // Never a cell, nor a tenant.
        "insert into patient (tenant_id, ssn) values ('acme', next value for numbers)~TC002",
        "insert into patient (tenant_id, ssn) values ('acme', nextval(numbers))~TC002",
        "insert into patient (tenant_id, ssn) values (next value for numbers, 'x')~TC001",
        "insert into patient (tenant_id, ssn) select 'acme', previous value for numbers~TC002",
        // What stands for the sequence is one; what stands beside it is looked at.
        "select nextval(ssn) from patient where tenant_id = 'acme'~ok",
        "select setval(numbers, ssn) from patient where tenant_id = 'acme'~TC002",
        "select setval(numbers, (select max(id) from patient)) from ledger where tenant_id = 'acme'~TC001",
        "select `nextval`(ssn) from patient where tenant_id = 'acme'~TC002",
        "select nextval('numbers', ssn) from patient where tenant_id = 'acme'~TC002",
        // A column, its alias and a lock.
        "select (select ssn value for update) from patient where tenant_id = 'acme'~ok",
        "select (select next value for update) from patient where tenant_id = 'acme'~TC003",
        "select (select next value for share) from patient where tenant_id = 'acme'~TC003",
        "select nextval for numbers from patient where tenant_id = 'acme'~TC003",
        "insert into ledger (tenant_id, id) values ('acme', next value for tenantcrypt.numbers)~TC001",
        "insert into ledger (tenant_id, id) values ('acme', nextval(tenantcrypt.numbers))~TC001",
        "insert into ledger (tenant_id, id) values ('acme', next value for `tenantcrypt`.numbers)~TC001",
        "insert into ledger (tenant_id, id) values ('acme', nextval(`tenantcrypt`.numbers))~TC001",
        "insert into ledger (tenant_id, id) values ('acme', current value for numbers)~TC003",
      })
  void onMariaDb_aNumberIsOfNoTenant_andNoCell(String sql, String outcome) {
    assertThat(outcome(sql, MysqlClinic.view(MysqlClinic.USUAL))).isEqualTo(outcome);
  }

  /** Where it would be a column, its alias and a lock, or a function of somebody's. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      value = {
        "insert into ledger (tenant_id, id) values ('acme', next value for numbers)~TC003",
        "select (select next value for share) from patient where tenant_id = 'acme'~TC003",
        "select nextval(ssn) from patient where tenant_id = 'acme'~TC002",
      })
  void onMysql_thereIsNone(String sql, String outcome) {
    Reading.Mysql mysql = new Reading.Mysql(false, false, true, false, true, true, true);
    assertThat(outcome(sql, MysqlClinic.view(mysql))).isEqualTo(outcome);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      value = {
        "insert into ledger (tenant_id, id) values ('acme', next value for numbers)~ok",
        "insert into ledger (tenant_id, id) values ('acme', current value for public.numbers + 1)~ok",
        "insert into ledger (tenant_id, id) values ('acme', nextval('numbers'))~ok",
        "insert into patient (tenant_id, ssn) values ('acme', next value for numbers)~TC002",
        "select numbers.nextval from patient numbers where tenant_id = 'acme'~TC041",
        "select numbers.currval from ledger where exists (select 1 from patient numbers where numbers.tenant_id = 'acme' and numbers.currval > 1)~TC041",
        "select others.nextval from patient where tenant_id = 'acme'~TC041",
        "select patient.nextval from ledger where tenant_id = 'acme'~TC041",
        "select numbers.\"nextval\" from patient where tenant_id = 'acme'~TC041",
        "insert into ledger (tenant_id, id) values ('acme', next value for tenantcrypt.numbers)~TC001",
        "insert into ledger (tenant_id, id) values ('acme', previous value for numbers)~TC003",
      })
  void onH2_aNumberIsOfNoTenant_andNoCell(String sql, String outcome) {
    assertThat(outcome(sql, H2Clinic.view())).isEqualTo(outcome);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      value = {
        "insert into ledger (tenant_id, id) values ('acme', nextval('numbers'))~ok",
        "insert into ledger (tenant_id, id) values ('acme', next value for numbers)~TC003",
        "insert into ledger (tenant_id, id) values ('acme', numbers.nextval)~TC041",
      })
  void onPostgres_onlyTheFunctionIs(String sql, String outcome) {
    assertThat(outcome(sql, Clinic.view())).isEqualTo(outcome);
  }
}
