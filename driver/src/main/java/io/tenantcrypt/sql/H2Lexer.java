package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scanner of H2 (its Tokenizer), over the text that the application hands to JDBC. Where H2 and
 * its JDBC driver's own scanner, or two versions of H2, read a text differently, it is refused.
 */
final class H2Lexer {

  private static final String SINGLE = "()[]{},;";

  /** From the longest to the shortest. */
  private static final List<String> OPERATORS =
      List.of(
          "!~", "<>", "!=", "<=", ">=", "||", "&&", "+", "-", "*", "/", "%", "=", "<", ">", "~");

  private final String sql;
  private final Reading.H2 reading;
  private final List<Token> tokens = new ArrayList<>();

  /** Whether the text has what H2's JDBC driver reads otherwise, looking for escapes in braces. */
  private boolean unlikeDriver;

  private boolean braces;
  private int at;
  private int nesting;

  private H2Lexer(String sql, Reading.H2 reading) {
    this.sql = sql;
    this.reading = reading;
  }

  static List<Token> lex(String sql, Reading.H2 reading) {
    if (sql.length() > Lexer.MAX_LENGTH) {
      throw Refusal.unsupported(
          "the statement is longer than " + Lexer.MAX_LENGTH + " characters", 0);
    }
    Lexer.checkCharacters(sql);
    H2Lexer lexer = new H2Lexer(sql, reading);
    lexer.braces = sql.indexOf('{') >= 0 || sql.indexOf('}') >= 0;
    while (lexer.skipSpaceAndComments()) {
      lexer.next();
    }
    if (lexer.braces && lexer.unlikeDriver) {
      throw refuse("a brace in a text with backticks, $$ or comments in comments", 0);
    }
    return List.copyOf(lexer.tokens);
  }

  private void next() {
    char c = sql.charAt(at);
    char following = peek(1);
    if (c == '\'') {
      string(at);
    } else if (c == '"' || c == '`') {
      quoted(c);
    } else if ((c == 'n' || c == 'N') && following == '\'') {
      separated();
      string(at + 1);
    } else if ((c == 'x' || c == 'X') && following == '\'') {
      bits();
    } else if ((c == 'u' || c == 'U') && following == '&' && "'\"".indexOf(peek(2)) >= 0) {
      throw refuse("U& with escapes; write the characters themselves;", at);
    } else if (Lexer.isDigit(c) || (c == '.' && Lexer.isDigit(following))) {
      number();
    } else if (isWordStart(c)) {
      word();
    } else if (c == '$') {
      dollar();
    } else if (c == '@') {
      variable();
    } else if (c == '?') {
      parameter();
    } else {
      symbol(c);
    }
  }

  // ------------------------------------------------------------ space and comments

  private boolean skipSpaceAndComments() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (Lexer.isSpace(c)) {
        at++;
      } else if ((c == '-' && peek(1) == '-') || (c == '/' && peek(1) == '/')) {
        while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
          at++;
        }
      } else if (c == '/' && peek(1) == '*') {
        skipBlock();
      } else {
        return true;
      }
    }
    return false;
  }

  /** Nested. */
  private void skipBlock() {
    int start = at;
    if (peek(2) == '!' || ((peek(2) == 'M' || peek(2) == 'm') && peek(3) == '!')) {
      throw refuse("a comment that some servers execute", start);
    }
    if (peek(2) == '/') {
      throw refuse("a comment that begins /*/", start);
    }
    int depth = 0;
    while (at < sql.length()) {
      if (sql.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (sql.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
      unlikeDriver |= depth > 1;
      if (depth == 0) {
        return;
      }
    }
    throw refuse("a comment that does not end", start);
  }

  // ------------------------------------------------------------ constants

  private void string(int quoteAt) {
    requireNoString();
    int end = quotedEnd(quoteAt, '\'');
    String value = sql.substring(quoteAt + 1, end - 1).replace("''", "'");
    requireSeparated(end);
    add(Kind.STRING, end, value);
  }

  /** Behind a constant another one goes on with it. */
  private void requireNoString() {
    Token last = last();
    if (last != null && (last.kind() == Kind.STRING || last.kind() == Kind.BITS)) {
      throw refuse("two constants side by side", at);
    }
  }

  private int quotedEnd(int quoteAt, char quote) {
    int end = quoteAt + 1;
    while (end < sql.length()) {
      if (sql.charAt(end) != quote) {
        end++;
      } else if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
        end += 2;
      } else {
        return end + 1;
      }
    }
    throw refuse("what begins with a quote and does not end", quoteAt);
  }

  private void bits() {
    separated();
    requireNoString();
    int end = at + 2;
    while (end < sql.length() && Character.digit(sql.charAt(end), 16) >= 0) {
      end++;
    }
    if (end >= sql.length() || sql.charAt(end) != '\'') {
      throw refuse("a binary constant that is not hexadecimal digits alone", at);
    }
    requireSeparated(end + 1);
    add(Kind.BITS, end + 1, sql.substring(at, end + 1));
  }

  private void dollar() {
    if (peek(1) != '$') {
      throw refuse("a dollar sign, which begins a numbered parameter; use ?", at);
    }
    separated();
    requireNoString();
    int close = sql.indexOf("$$", at + 2);
    if (close < 0) {
      throw refuse("a string in $$ that does not end", at);
    }
    unlikeDriver = true;
    requireSeparated(close + 2);
    add(Kind.STRING, close + 2, sql.substring(at + 2, close));
  }

  private void number() {
    Token last = last();
    if (sql.charAt(at) == '.' && last != null && last.end() == at && last.isName()) {
      throw refuse("a number joined to a name", at);
    }
    int end = digits(at);
    if (end < sql.length() && sql.charAt(end) == '.') {
      end = digits(end + 1);
    }
    if (end < sql.length() && (sql.charAt(end) == 'e' || sql.charAt(end) == 'E')) {
      int exponent = end + 1;
      if (exponent < sql.length() && "+-".indexOf(sql.charAt(exponent)) >= 0) {
        exponent++;
      }
      end = digits(exponent) > exponent ? digits(exponent) : end;
    }
    if (end < sql.length() && (sql.charAt(end) == '.' || sql.charAt(end) == '@')) {
      throw refuse("a number joined to other characters; put a space between them", at);
    }
    requireSeparated(end);
    add(Kind.NUMBER, end, sql.substring(at, end));
  }

  private int digits(int from) {
    int end = from;
    while (end < sql.length() && Lexer.isDigit(sql.charAt(end))) {
      end++;
    }
    return end;
  }

  // ------------------------------------------------------------ names

  private void word() {
    int end = at;
    while (end < sql.length() && isWordPart(sql.charAt(end))) {
      end++;
    }
    if (end < sql.length() && sql.charAt(end) >= 0x7F) {
      throw refuse("an unquoted name with letters beyond ASCII; put it in quotes;", at);
    }
    requireSeparated(end);
    add(Kind.WORD, end, Lexer.asciiLower(sql.substring(at, end)));
  }

  /** In backticks a name is folded as without quotes. */
  private void quoted(char quote) {
    int end = quotedEnd(at, quote);
    String doubled = String.valueOf(quote) + quote;
    String name = sql.substring(at + 1, end - 1).replace(doubled, String.valueOf(quote));
    if (name.isEmpty()) {
      throw refuse("an empty name", at);
    }
    separated();
    requireSeparated(end);
    if (quote == '"') {
      add(Kind.QUOTED, end, reading.swap(name));
      return;
    }
    unlikeDriver = true;
    for (int i = 0; i < name.length(); i++) {
      if (!isWordPart(name.charAt(i))) {
        throw refuse("a name in backticks that needs quotes; write \"…\";", at);
      }
    }
    add(Kind.QUOTED, end, Lexer.asciiLower(name));
  }

  /** A variable is no name; H2 allows spaces behind the sign. */
  private void variable() {
    int end = at + 1;
    while (end < sql.length() && isWordPart(sql.charAt(end))) {
      end++;
    }
    if (end == at + 1) {
      throw refuse("the sign @ without a name behind it", at);
    }
    requireSeparated(end);
    add(Kind.OTHER, end, Lexer.asciiLower(sql.substring(at, end)));
  }

  // ------------------------------------------------------------ signs

  private void parameter() {
    char following = peek(1);
    if (isWordPart(following) || following == '?' || following == '@' || following >= 0x7F) {
      throw refuse("a parameter joined to other characters, or numbered; use ?", at);
    }
    requireSeparated(at + 1);
    add(Kind.PARAMETER, at + 1, "?");
  }

  private void symbol(char c) {
    if (sql.startsWith("::", at) || sql.startsWith(":=", at)) {
      add(Kind.PUNCTUATION, at + 2, sql.substring(at, at + 2));
      return;
    }
    for (String operator : OPERATORS) {
      if (sql.startsWith(operator, at)) {
        add(Kind.OPERATOR, at + operator.length(), operator);
        return;
      }
    }
    if (c == '.' || c == ':' || SINGLE.indexOf(c) >= 0) {
      nest(c);
      add(Kind.PUNCTUATION, at + 1, String.valueOf(c));
      return;
    }
    throw refuse("a character that begins no token", at);
  }

  private void nest(char c) {
    if (c == '(' || c == '[') {
      nesting++;
      if (nesting > Lexer.MAX_NESTING) {
        throw refuse("more than " + Lexer.MAX_NESTING + " nested parentheses", at);
      }
    } else if (c == ')' || c == ']') {
      nesting--;
    }
  }

  // ------------------------------------------------------------ common

  private void separated() {
    Token last = last();
    if (last != null
        && last.end() == at
        && last.kind() != Kind.PUNCTUATION
        && last.kind() != Kind.OPERATOR) {
      throw refuse("a constant or name joined to what precedes it; put a space between them", at);
    }
  }

  private void requireSeparated(int end) {
    if (end < sql.length()
        && (isWordPart(sql.charAt(end)) || "?'\"`$".indexOf(sql.charAt(end)) >= 0)) {
      throw refuse("a word, name or constant joined to other characters; put a space between", at);
    }
  }

  private @Nullable Token last() {
    return tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
  }

  private void add(Kind kind, int end, String value) {
    tokens.add(new Token(kind, at, end, sql.substring(at, end), value));
    at = end;
  }

  private char peek(int distance) {
    int index = at + distance;
    return index < sql.length() ? sql.charAt(index) : 0;
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || Lexer.isDigit(c) || c == '$';
  }

  private static Refusal refuse(String what, int offset) {
    return Lexer.refuse(what, offset);
  }
}
