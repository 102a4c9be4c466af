package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MergeWordsTest {

  @Test
  void clauses_ofEveryKind_areFoundInOrder() {
    assertThat(
            kinds(
                "merge into t using u on a when matched and b then delete when not matched then do"
                    + " nothing when not matched by target then insert values (1) when not matched by"
                    + " source and c then update set a = 1 returning a"))
        .containsExactly(
            "MATCHED delete",
            "NOT_MATCHED do",
            "NOT_MATCHED insert",
            "NOT_MATCHED_BY_SOURCE update");
  }

  @Test
  void wordsOfACase_areNoClauses() {
    assertThat(
            kinds(
                "merge into t using (select case when matched then 1 end) u on case when a then b"
                    + " end when matched and case when not matched then delete end then delete"))
        .containsExactly("MATCHED delete");
  }

  @Test
  void namesLikeWords_moveNothing() {
    assertThat(
            kinds(
                "merge into t using (select 1 end, 2 end, case when matched then delete end) u on a"
                    + " when not matched by source and x.end then delete returning 1 as when"))
        .containsExactly("NOT_MATCHED_BY_SOURCE delete");
  }

  @Test
  void anyOtherStatement_hasNone() {
    assertThat(kinds("select merge from t where case when a then b end")).isEmpty();
    assertThat(kinds("select (merge into t when matched then delete)")).isEmpty();
  }

  @Test
  void clauseWithoutThen_isRefused() {
    assertThatThrownBy(() -> kinds("merge into t using u on a when matched"))
        .isInstanceOf(Refusal.class);
  }

  private static List<String> kinds(String sql) {
    return MergeWords.of(Lexer.lex(sql, true)).stream()
        .map(clause -> clause.kind() + " " + clause.action())
        .toList();
  }
}
