package io.tenantcrypt.sql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words that the parser loses or does not know, and what it gets in their place; an empty form
 * hides the word. The analysis must take up each of them by itself, or the statement is refused. A
 * pure function of the tokens.
 */
final class ParserWords {

  private static final String HIDDEN = "";

  private ParserWords() {}

  /** The forms by the index of the token. */
  static Map<Integer, String> of(List<Token> tokens, Dialect dialect) {
    Map<Integer, String> forms = new HashMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      // To the others ONLY is a table, and what follows its alias.
      boolean only = dialect instanceof PostgresDialect && isOnlyOfTable(tokens, i);
      boolean hidden = tokens.get(i).isWord("natural") || only;
      if (hidden && !isLabel(tokens, i)) {
        forms.put(i, HIDDEN);
      }
    }
    MergeWords.nothing(tokens, forms);
    for (int i = 0; i < tokens.size(); i++) {
      if (isLastValue(tokens, i, dialect) && !isLabel(tokens, i)) {
        forms.put(i, "NEXT");
      }
    }
    if (dialect instanceof MysqlDialect) {
      sameMeaning(tokens, forms);
    }
    return forms;
  }

  // REPLACE of rows is judged as the INSERT that it is besides; LOCK IN SHARE MODE is FOR SHARE.
  private static void sameMeaning(List<Token> tokens, Map<Integer, String> forms) {
    if (!tokens.isEmpty() && tokens.get(0).isWord("replace")) {
      forms.put(0, "INSERT");
    }
    for (int i = 0; i + 3 < tokens.size(); i++) {
      if (isShareMode(tokens, i) && !isLabel(tokens, i)) {
        forms.put(i, "FOR");
        forms.put(i + 1, HIDDEN);
        forms.put(i + 3, HIDDEN);
      }
    }
  }

  /** Whether LOCK IN SHARE MODE begins here. */
  static boolean isShareMode(List<Token> tokens, int index) {
    return index + 3 < tokens.size()
        && tokens.get(index).isWord("lock")
        && tokens.get(index + 1).isWord("in")
        && tokens.get(index + 2).isWord("share")
        && tokens.get(index + 3).isWord("mode");
  }

  /**
   * Whether the last number of a sequence begins here, which is judged as the next one: PREVIOUS
   * VALUE FOR of MariaDB, CURRENT VALUE FOR of H2. Before UPDATE and SHARE the words are a column,
   * its alias and a lock.
   */
  private static boolean isLastValue(List<Token> tokens, int index, Dialect dialect) {
    return index + 3 < tokens.size()
        && (dialect instanceof MysqlDialect
            ? tokens.get(index).isWord("previous")
            : dialect instanceof H2Dialect && tokens.get(index).isWord("current"))
        && tokens.get(index + 1).isWord("value")
        && tokens.get(index + 2).isWord("for")
        && tokens.get(index + 3).isName()
        && !tokens.get(index + 3).isWord("update")
        && !tokens.get(index + 3).isWord("share");
  }

  /** Whether the parser got something else that means the same, so that nothing is to be judged. */
  static boolean isSame(List<Token> tokens, int index, Dialect dialect) {
    if (isLastValue(tokens, index, dialect)) {
      return true;
    }
    for (int start = Math.max(0, index - 3); start <= index && start + 3 < tokens.size(); start++) {
      if (isShareMode(tokens, start) && index != start + 2) {
        return true;
      }
    }
    return false;
  }

  /** Whether this word stands before a table, which it keeps from its descendants. */
  private static boolean isOnlyOfTable(List<Token> tokens, int index) {
    return tokens.get(index).isWord("only")
        && index > 0
        && index + 1 < tokens.size()
        && (tokens.get(index + 1).isName() || tokens.get(index + 1).is("("))
        && !tokens.get(index - 1).isWord("rows")
        && !tokens.get(index - 1).isWord("row");
  }

  /** After a dot or AS even a reserved word is a name. */
  static boolean isLabel(List<Token> tokens, int index) {
    return index > 0 && (tokens.get(index - 1).is(".") || tokens.get(index - 1).isWord("as"));
  }
}
