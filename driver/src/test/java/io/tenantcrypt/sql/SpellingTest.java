package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "table t|SELECT * FROM t",
        "select 1 from (table only t) x|select 1 from (SELECT * FROM only t) x",
        "select {d '2020-01-01'}, {t '01:02:03'}|select DATE '2020-01-01', TIME '01:02:03'",
        "select { ts '2020-01-01 00:00:00' }, 1|select TIMESTAMP '2020-01-01 00:00:00' , 1",
        "select {fn ucase({fn lcase(a)})}|select upper(lower(a))",
        "select {fn curdate()} from t|select current_date from t",
        "select 1 from {oj a left join b on true}|select 1 from a left join b on true",
        "select a like 'x' {escape '!'}|select a like 'x' ESCAPE '!'",
        "select a into temp b from c|CREATE temp TABLE \"b\" AS select a  from c",
        "select a into unlogged table s.\"B\" from c|CREATE unlogged TABLE \"s\".\"B\" AS select a"
            + "  from c"
      })
  void of_anotherSpelling_isTheServersOwn(String sql, String expected) {
    assertThat(of(sql)).map(Spelling::sql).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select a from t",
        "select x.table from x",
        "insert into t values (1)",
        "merge into t using u on true when matched then delete",
        "select 'table {d}' from t"
      })
  void of_ordinaryText_isNone(String sql) {
    assertThat(of(sql)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select {fn timestampadd(a)}",
        "select {limit 1}",
        "select {d a}",
        "select {d 'x'"
      })
  void of_anEscapeThatIsNotKnown_isRefused(String sql) {
    assertThatThrownBy(() -> of(sql)).isInstanceOf(Refusal.class);
  }

  @Test
  void original_ofEachPosition_isItsPlaceInTheOriginal() {
    String sql = "select {fn ucase(a)}, {d '2020-01-01'} from (table t) x where b";
    Spelling spelling = of(sql).orElseThrow();

    for (String word : new String[] {"a)", "'2020", "from (", "t) x", "where", "b"}) {
      int there = spelling.sql().lastIndexOf(word) + 1;
      assertThat(spelling.original(there)).as(word).isEqualTo(sql.lastIndexOf(word) + 1);
    }
    assertThat(spelling.original(0)).isZero();
  }

  private static Optional<Spelling> of(String sql) {
    return Spelling.of(sql, Lexer.lex(sql, true), true);
  }
}
