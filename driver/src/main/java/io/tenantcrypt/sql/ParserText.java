package io.tenantcrypt.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the parser is given: a text of the original's length in which each token stands at its
 * place, in a form that the parser reads as the server does. No literal's content is in it.
 */
final class ParserText {

  private final String text;
  private final List<Token> tokens;

  private ParserText(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  static ParserText of(String sql, List<Token> tokens) {
    char[] text = new char[sql.length()];
    java.util.Arrays.fill(text, ' ');
    for (Token token : tokens) {
      String form = form(token);
      form.getChars(0, form.length(), text, token.start());
    }
    return new ParserText(new String(text), tokens);
  }

  String text() {
    return text;
  }

  /** The form in which the parser gets a token; never longer than the token. */
  private static String form(Token token) {
    return switch (token.kind()) {
      case STRING -> "'" + "x".repeat(token.text().length() - 2) + "'";
      case OPERATOR -> token.value().indexOf('?') >= 0 ? "@>" : token.text();
      case QUOTED ->
          token.text().charAt(0) == '"'
              ? token.text()
              : '"' + token.value().replace("\"", "\"\"") + '"';
      case OTHER ->
          throw Refusal.unsupported(
              "numbered parameters are not supported; use ?", token.position());
      case PUNCTUATION -> {
        if (token.text().equals("{") || token.text().equals("}")) {
          throw Refusal.unsupported("JDBC escapes are not supported", token.position());
        }
        yield token.text();
      }
      case WORD, BITS, NUMBER, PARAMETER -> token.text();
    };
  }

  /** Requires that the parser read the same tokens at the same places. */
  void compare(net.sf.jsqlparser.parser.@Nullable Token first) {
    net.sf.jsqlparser.parser.Token theirs = first;
    for (Token ours : tokens) {
      if (theirs == null || theirs.kind == 0) {
        throw Refusal.unsupported("the parser stopped early", ours.position());
      }
      theirs = theirs.next;
    }
  }
}
