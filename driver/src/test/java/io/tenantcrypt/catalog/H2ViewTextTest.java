package io.tenantcrypt.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class H2ViewTextTest {

  private static final Reading.H2 UPPER = new Reading.H2(false, true);

  private static H2ViewText read(String text) {
    return H2ViewText.read(text, UPPER, Set.of("peek"));
  }

  @Test
  void names_joinedByDots_arePairs() {
    H2ViewText text =
        read("SELECT \"P\".\"ID\", 'a \"X\".\"Y\"' FROM \"PUBLIC\".\"PATIENT\" \"P\"");

    assertThat(text.pairs())
        .containsExactlyInAnyOrder(
            new RelationName("p", "id"), new RelationName("public", "patient"));
    assertThat(text.opaque()).isFalse();
  }

  @Test
  void names_ofThreeParts_areTwoPairs() {
    assertThat(read("SELECT \"PUBLIC\".\"Task\".\"a\"\"b\"").pairs())
        .containsExactlyInAnyOrder(
            new RelationName("public", "tASK"), new RelationName("tASK", "A\"B"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT \"PUBLIC\".\"PEEK\"()",
        "SELECT \"PEEK\"(1)",
        "SELECT * FROM CSVREAD('x')",
        "SELECT CSVWRITE('x', 'SELECT 1')",
        "SELECT \"ID\" FROM FINAL  TABLE (DELETE FROM \"PUBLIC\".\"T\")",
        "SELECT U&\"\\0041\".\"B\"",
        "SELECT 1 /* \"A\".\"B\" */",
        "SELECT 'it ends nowhere",
        "SELECT `A`",
      })
  void text_thatRunsOthersCode_orCannotBeRead_isOpaque(String text) {
    assertThat(read(text).opaque()).isTrue();
  }
}
