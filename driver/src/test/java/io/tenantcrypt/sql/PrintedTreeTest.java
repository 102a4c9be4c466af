package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrintedTreeTest {

  @Test
  void tree_thatShowsEveryToken_passes() {
    ParsedStatement parsed =
        Statements.parse("select all \"a.b\", 1_0, 'x', $$y$$ from t where a ?? ?");

    assertThatCode(() -> PrintedTree.check(parsed)).doesNotThrowAnyException();
  }

  @Test
  void tree_thatLacksAToken_isRefusedAtItsPlace() {
    String sql = "select a from t where b = 1";
    ParsedStatement whole = Statements.parse(sql);
    ParsedStatement lacking =
        new ParsedStatement(
            sql,
            whole.tokens(),
            Statements.parse("select a from t where b = 2").tree(),
            Statements.POSTGRES);

    assertThatThrownBy(() -> PrintedTree.check(lacking))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.position()).isEqualTo(27));
  }

  @Test
  void tree_ofThousandsOfTerms_isCheckedOrRefused() {
    ParsedStatement deep =
        Statements.parse("select 1 from t where a = 1" + " and a = 1".repeat(20_000));

    assertThat(outcome(deep)).isIn(List.of("passed", "refused"));
  }

  private static String outcome(ParsedStatement statement) {
    try {
      PrintedTree.check(statement);
      return "passed";
    } catch (Refusal refusal) {
      return "refused";
    }
  }
}
