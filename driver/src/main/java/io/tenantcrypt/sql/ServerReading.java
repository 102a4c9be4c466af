package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ServerFacts;
import io.tenantcrypt.catalog.SessionView;
import java.util.List;

/** What this very server reads otherwise than the lexer, which knows UTF-8 and the newest ones. */
final class ServerReading {

  /** The first with {@code 0x1f} and {@code 1_000}; before, that is a number and an alias. */
  private static final int NEW_NUMBERS = 160_000;

  private ServerReading() {}

  /**
   * Refuses what this server reads differently.
   *
   * @throws Refusal TC003
   */
  static void check(List<Token> tokens, SessionView view) {
    ServerFacts server = view.snapshot().server();
    if (server.utf8() && server.version() >= NEW_NUMBERS) {
      return;
    }
    for (Token token : tokens) {
      if (server.version() < NEW_NUMBERS && token.kind() == Token.Kind.NUMBER && isNew(token)) {
        throw Lexer.refuse("a number in a form that this server does not know", token.start());
      }
      // A single-byte encoding folds accented letters, others cut names elsewhere than UTF-8.
      if (!server.utf8() && token.isName() && !isAscii(token.value())) {
        throw Lexer.refuse(
            "a name with letters beyond ASCII, in a database whose encoding is not UTF-8,",
            token.start());
      }
      if (!server.utf8()
          && token.kind() == Token.Kind.STRING
          && token.text().indexOf('\\') >= 0
          && !isAscii(token.value())) {
        throw Lexer.refuse(
            "a string with escapes and letters beyond ASCII, in a database whose encoding is not"
                + " UTF-8,",
            token.start());
      }
    }
  }

  private static boolean isNew(Token number) {
    String text = number.text();
    return text.indexOf('_') >= 0 || (text.length() > 1 && "xXoObB".indexOf(text.charAt(1)) >= 0);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
