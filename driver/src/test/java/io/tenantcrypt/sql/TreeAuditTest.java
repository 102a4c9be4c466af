package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarFile;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeAuditTest {

  @Test
  void closedList_always_namesOnlyClassesAndFieldsThatExist() throws Exception {
    Map<String, Class<?>> classes = parserClasses();

    KnownNodes.MYSQL
        .all()
        .forEach(
            (name, fields) -> {
              assertThat(classes).containsKey(name);
              List<String> real =
                  Arrays.stream(TreeWalk.fieldsOf(Objects.requireNonNull(classes.get(name))))
                      .map(Field::getName)
                      .toList();
              assertThat(real).as(name).containsAll(fields.keySet());
            });
  }

  /** By simple name; a name that two classes share must not be in the list. */
  private static Map<String, Class<?>> parserClasses() throws Exception {
    Map<String, Class<?>> classes = new HashMap<>();
    Path jar = Path.of(Statement.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (JarFile file = new JarFile(jar.toFile())) {
      for (String entry : file.stream().map(Object::toString).toList()) {
        if (entry.matches("net/sf/jsqlparser/(expression|schema|statement)/.*\\.class")) {
          String name = entry.substring(0, entry.length() - 6).replace('/', '.');
          Class<?> type = Class.forName(name, false, Statement.class.getClassLoader());
          if (classes.put(type.getSimpleName(), type) != null) {
            assertThat(KnownNodes.MYSQL.all()).doesNotContainKey(type.getSimpleName());
          }
        }
      }
    }
    return classes;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select a[(select hidden from hidden)] from t",
        "select string_agg(a, ',' order by (select hidden from hidden)) from t",
        "select a at time zone (select hidden from hidden) from t",
        "select overlay(a placing (select hidden from hidden) from 1) from t",
        "select 1 from hidden as hidden",
        "select case when a then (select hidden from hidden) end from t",
        "select a from t group by a having (select hidden from hidden)",
        "select a from t order by (select hidden from hidden)",
        "select a from t limit (select hidden from hidden)",
        "select a from t join u on (select hidden from hidden)",
        "select sum(a) over (partition by (select hidden from hidden)) from t",
        "select sum(a) filter (where (select hidden from hidden)) from t",
        "select a from t where (1, (select hidden from hidden)) = (1, 2)",
        "select a from t where (select hidden from hidden) in (1)",
        "select a from t where a between 1 and (select hidden from hidden)",
        "select a from t where (select hidden from hidden) is null",
        "select a from t where a = any (select hidden from hidden)",
        "select a -> (select hidden from hidden) from t",
        "select a::int + (select hidden from hidden) from t",
        "select array[(select hidden from hidden)] from t",
        "select f(x => (select hidden from hidden)) from t",
        "select a from t, lateral (select hidden from hidden) l",
        "with x as (select hidden from hidden) select 1 from x",
        "with x as (delete from hidden returning hidden) select 1 from x",
        "insert into t (a) values ((select hidden from hidden))",
        "insert into t (a) values (1) on conflict (a) do update set a = (select hidden from"
            + " hidden)",
        "insert into t (a) values (1) returning (select hidden from hidden)",
        "update t set a = (select hidden from hidden)",
        "update t set (a, b) = (select hidden, 1 from hidden)",
        "merge into t using hidden on true when matched then delete",
        "merge into t using u on (select hidden from hidden) when matched then delete",
        "merge into t using u on true when matched and (select hidden from hidden) then delete",
        "merge into t using u on true when not matched then insert values ((select hidden from"
            + " hidden))",
        "merge into t using u on true when matched then update set a = (select hidden from hidden)",
        "merge into t using u on true when matched then delete returning (select hidden from"
            + " hidden)",
        "with x as (update t set a = 1 from hidden returning a) select 1 from x",
        "with x as (insert into t (a) select hidden from hidden) select 1",
        "update t set a = 1 from hidden",
        "delete from t using hidden",
        "delete from t where a in (select hidden from hidden)"
      })
  void inventory_ofAnySyntax_findsWhatIsHidden(String sql) {
    Inventory inventory = TreeAudit.inventory(Statements.parse(sql).tree());

    assertThat(inventory.tables()).extracting(Table::getName).contains("hidden");
  }

  @Test
  void inventory_ofAStatement_countsEachNodeOnce() {
    Inventory inventory =
        TreeAudit.check(
            Statements.parse(
                "with c as (select a from t where b = ?) select f(c.a) from c union select ?"
                    + " from u"));

    assertThat(inventory.tables()).extracting(Table::getName).contains("t", "c", "u");
    assertThat(inventory.parameters()).hasSize(2);
    assertThat(inventory.functions()).hasSize(1);
    assertThat(inventory.selects()).hasSize(5);
    assertThat(inventory.columns()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select a from t where a = 1 && b",
        "select top 1 a from t",
        "select a from t tablesample needle (10)",
        "select a from t where a(+) = 1"
      })
  void construct_outsideTheList_isNamedInTheRefusal(String sql) {
    assertThatThrownBy(() -> Statements.checked(sql))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.reason()).isNotBlank());
  }
}
