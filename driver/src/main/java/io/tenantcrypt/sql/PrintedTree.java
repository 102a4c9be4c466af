package io.tenantcrypt.sql;

import io.tenantcrypt.sql.Token.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.sf.jsqlparser.expression.Expression;

/**
 * A second proof of completeness: a tree that is printed must show every token that was parsed. It
 * finds what the parser read and then dropped, as it does with NATURAL before INNER JOIN. What is
 * printed is only counted, never sent.
 */
final class PrintedTree {

  private PrintedTree() {}

  /**
   * Requires that each token of the text is printed as often.
   *
   * @throws Refusal TC003 at the first one that is not
   */
  static void check(ParsedStatement statement) {
    Map<String, Integer> printed = new HashMap<>();
    for (Token token : print(statement)) {
      printed.merge(key(token), 1, Integer::sum);
    }
    List<Token> tokens = statement.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (statement.words().containsKey(i)) {
        continue; // the parser has not read it
      }
      if (counts(token) && printed.merge(key(token), -1, Integer::sum) < 0) {
        throw Refusal.unsupported(
            "the parser drops a word like the one at position " + token.position(),
            token.position());
      }
    }
  }

  private static List<Token> print(ParsedStatement statement) {
    try (LongChains chains = LongChains.cut(statement.tree())) {
      List<Token> printed = new ArrayList<>(Lexer.lex(statement.tree().toString(), true));
      for (Expression piece : chains.pieces()) {
        printed.addAll(Lexer.lex(piece.toString(), true));
      }
      return printed;
    } catch (Refusal e) {
      throw Refusal.unsupported("the statement cannot be printed", 0);
    } catch (StackOverflowError e) {
      throw Refusal.tooDeep();
    }
  }

  /** ALL is the default where it is dropped; printing may move punctuation and operators. */
  private static boolean counts(Token token) {
    return switch (token.kind()) {
      case WORD -> !token.value().equals("all");
      case QUOTED, STRING, BITS, NUMBER, PARAMETER -> true;
      case OPERATOR, PUNCTUATION, OTHER -> false;
    };
  }

  private static String key(Token token) {
    return switch (token.kind()) {
      case STRING -> Kind.STRING.name();
      case NUMBER -> token.value().replace("_", "");
      case QUOTED -> '"' + token.value().replace(ParserText.DOT, '.');
      case WORD, BITS, PARAMETER, OPERATOR, PUNCTUATION, OTHER -> token.value();
    };
  }
}
