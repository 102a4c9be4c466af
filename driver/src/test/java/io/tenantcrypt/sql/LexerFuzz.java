package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tokens tile the text: each is a slice of it, and between them is nothing that is read. */
class LexerFuzz {

  @FuzzTest(maxDuration = "30m")
  @DictionaryFile(resourcePath = "AnalyzerFuzzInputs/sql.dict")
  void tokens_ofAnyBytes_tileTheTextOrAreRefused(byte[] data) {
    String sql = new String(data, StandardCharsets.UTF_8);
    for (boolean conforming : new boolean[] {true, false}) {
      List<Token> tokens;
      try {
        tokens = Lexer.lex(sql, conforming);
      } catch (Refusal refusal) {
        assertThat(refusal.position()).isBetween(0, sql.length() + 1);
        continue;
      }
      int end = 0;
      for (Token token : tokens) {
        assertThat(token.start()).isGreaterThanOrEqualTo(end);
        assertThat(token.end()).isGreaterThan(token.start());
        assertThat(token.text()).isEqualTo(sql.substring(token.start(), token.end()));
        assertThat(Lexer.lex(sql.substring(end, token.start()), conforming)).isEmpty();
        end = token.end();
      }
      assertThat(Lexer.lex(sql.substring(end), conforming)).isEmpty();
    }
  }
}
