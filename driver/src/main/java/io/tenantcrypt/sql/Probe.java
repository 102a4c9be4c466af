package io.tenantcrypt.sql;

import java.util.List;

/**
 * {@code SELECT <constants> FROM t}: how EclipseLink and Flyway ask whether a table is there.
 * Judged by its tokens alone, so that nothing can hide in it.
 */
final class Probe {

  private Probe() {}

  static boolean isIt(ParsedStatement parsed) {
    List<Token> tokens = parsed.tokens();
    int i = 1;
    if (!tokens.get(0).isWord("select")) {
      return false;
    }
    while (i + 1 < tokens.size() && isConstant(tokens.get(i)) && tokens.get(i + 1).is(",")) {
      i += 2;
    }
    if (i + 2 >= tokens.size() || !isConstant(tokens.get(i)) || !tokens.get(i + 1).isWord("from")) {
      return false;
    }
    int name = i + 2;
    boolean simple = tokens.get(name).isName() && name == tokens.size() - 1;
    boolean qualified =
        name + 2 == tokens.size() - 1
            && tokens.get(name).isName()
            && tokens.get(name + 1).is(".")
            && tokens.get(name + 2).isName();
    return simple || qualified;
  }

  private static boolean isConstant(Token token) {
    return token.kind() == Token.Kind.NUMBER || token.kind() == Token.Kind.STRING;
  }
}
