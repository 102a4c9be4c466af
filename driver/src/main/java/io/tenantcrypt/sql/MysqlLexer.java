package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The scanner of MariaDB and MySQL (their sql_lex.cc), over the text that the application hands to
 * JDBC. Where the two servers, their settings or the drivers' own scanners read a text differently,
 * the text is refused.
 */
final class MysqlLexer {

  /** Without brackets, which quote names in MariaDB's mode MSSQL and begin no token elsewhere. */
  private static final String SINGLE = "(){},;";

  /** From the longest to the shortest. */
  private static final List<String> OPERATORS =
      List.of(
          "->>", "<=>", "<>", "!=", "<=", ">=", "<<", ">>", ":=", "||", "&&", "->", "+", "-", "*",
          "/", "%", "=", "<", ">", "!", "~", "^", "&", "|");

  /** Letters that the server folds to ASCII ones: a name with one would be two names. */
  private static final String FOLDED_TO_ASCII = "\u0130\u0131\u017F\u212A";

  private final String sql;
  private final Reading.Mysql reading;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int nesting;

  private MysqlLexer(String sql, Reading.Mysql reading) {
    this.sql = sql;
    this.reading = reading;
  }

  static List<Token> lex(String sql, Reading.Mysql reading) {
    if (sql.length() > Lexer.MAX_LENGTH) {
      throw Refusal.unsupported(
          "the statement is longer than " + Lexer.MAX_LENGTH + " characters", 0);
    }
    Lexer.checkCharacters(sql);
    MysqlLexer lexer = new MysqlLexer(sql, reading);
    while (lexer.skipSpaceAndComments()) {
      lexer.next();
    }
    return List.copyOf(lexer.tokens);
  }

  /** A name as it stands in the text, without its quotes. */
  static String spelling(Token name) {
    if (name.kind() == Kind.WORD) {
      return name.text();
    }
    char quote = name.text().charAt(0);
    String inner = name.text().substring(1, name.text().length() - 1);
    return inner.replace("" + quote + quote, String.valueOf(quote));
  }

  private void next() {
    char c = sql.charAt(at);
    char following = peek(1);
    if (c == '\'' || (c == '"' && !reading.ansiQuotes())) {
      string(at, c);
    } else if (c == '"' || c == '`') {
      quoted(c);
    } else if ((c == 'n' || c == 'N') && following == '\'') {
      separated();
      string(at + 1, '\'');
    } else if ("bBxX".indexOf(c) >= 0 && following == '\'') {
      bits();
    } else if (Lexer.isDigit(c) && behindQualifier()) {
      word();
    } else if (Lexer.isDigit(c) || (c == '.' && Lexer.isDigit(following) && !behindName())) {
      number();
    } else if (isWordPart(c)) {
      word();
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
      if (isSpace(c)) {
        at++;
      } else if (c == '#') {
        skipLine();
      } else if (c == '-' && peek(1) == '-') {
        if (at + 2 < sql.length() && !isSpace(peek(2))) {
          throw refuse("-- without a space behind it, which is no comment on every server,", at);
        }
        skipLine();
      } else if (c == '/' && peek(1) == '*') {
        skipBlock();
      } else {
        return true;
      }
    }
    return false;
  }

  // To the drivers a carriage return ends the line too.
  private void skipLine() {
    int start = at;
    while (at < sql.length() && sql.charAt(at) != '\n') {
      if (sql.charAt(at) == '\r' && peek(1) != '\n' && at + 1 < sql.length()) {
        throw refuse("a comment with a carriage return in it", start);
      }
      at++;
    }
  }

  /** Not nested. A hint may set sql_mode for its statement, by which the text is read. */
  private void skipBlock() {
    int start = at;
    if (peek(2) == '!' || ((peek(2) == 'M' || peek(2) == 'm') && peek(3) == '!')) {
      throw refuse("a comment that these servers execute", start);
    }
    int end = sql.indexOf("*/", at + 2);
    if (peek(2) == '/' || end < 0) {
      throw refuse("a comment that does not end, or begins /*/,", start);
    }
    String text = sql.substring(at + 2, end);
    if (text.startsWith("+") && Lexer.asciiLower(text).contains("set_var")) {
      throw refuse("a hint that sets a variable", start);
    }
    if (text.contains("/*")) {
      throw refuse("a comment in a comment, which the servers read differently,", start);
    }
    at = end + 2;
  }

  // ------------------------------------------------------------ constants

  private void string(int quoteAt, char quote) {
    StringBuilder value = new StringBuilder();
    int end = stringEnd(quoteAt, quote, value);
    Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
    if (last != null && last.kind() == Kind.STRING) {
      // Neighbouring constants are one.
      if (last.end() == at) {
        throw refuse("two strings without a space between", at);
      }
      int from = last.start();
      if (!sql.substring(last.end(), at).isBlank()) {
        throw refuse("two strings with a comment between", at);
      }
      tokens.set(
          tokens.size() - 1,
          new Token(Kind.STRING, from, end, sql.substring(from, end), last.value() + value));
    } else {
      if (last != null && last.kind() == Kind.WORD && last.text().startsWith("_")) {
        throw refuse("a string behind the name of a character set", at);
      }
      tokens.add(new Token(Kind.STRING, at, end, sql.substring(at, end), value.toString()));
    }
    at = end;
  }

  private int stringEnd(int quoteAt, char quote, StringBuilder value) {
    int i = quoteAt + 1;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (c == quote) {
        if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
          value.append(quote);
          i += 2;
        } else {
          return i + 1;
        }
      } else if (c == '\\' && reading.backslashEscapes()) {
        if (i + 1 >= sql.length()) {
          break;
        }
        value.append(escaped(sql.charAt(i + 1)));
        i += 2;
      } else {
        value.append(c);
        i++;
      }
    }
    throw refuse("a string that does not end", quoteAt);
  }

  private static String escaped(char c) {
    return switch (c) {
      case '0' -> "\0";
      case 'b' -> "\b";
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 'Z' -> "\u001A";
      case '%', '_' -> "\\" + c; // kept for LIKE
      default -> String.valueOf(c);
    };
  }

  private void bits() {
    separated();
    int end = at + 2;
    while (end < sql.length() && Character.digit(sql.charAt(end), 16) >= 0) {
      end++;
    }
    if (end >= sql.length() || sql.charAt(end) != '\'') {
      throw refuse("a bit or hexadecimal constant that does not end", at);
    }
    add(Kind.BITS, end + 1, sql.substring(at + 2, end));
  }

  private void number() {
    int end = at;
    boolean prefixed =
        sql.charAt(at) == '0' && (peek(1) == 'x' || peek(1) == 'b') && isWordPart(peek(2));
    if (prefixed) {
      end = at + 2;
      while (end < sql.length() && Character.digit(sql.charAt(end), 16) >= 0) {
        end++;
      }
    } else {
      end = digits(end);
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
    }
    if (end < sql.length()
        && (isWordPart(sql.charAt(end)) || "?'\"`.@".indexOf(sql.charAt(end)) >= 0)) {
      throw refuse("a number joined to other characters; put a space between them", at);
    }
    add(prefixed ? Kind.BITS : Kind.NUMBER, end, sql.substring(at, end));
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
    String text = sql.substring(at, end);
    checkName(text);
    if (end < sql.length() && "?'\"`".indexOf(sql.charAt(end)) >= 0) {
      throw refuse("a word joined to other characters; put a space between them", at);
    }
    add(Kind.WORD, end, Lexer.asciiLower(text));
  }

  private void quoted(char quote) {
    int end = at + 1;
    StringBuilder name = new StringBuilder();
    while (end < sql.length()) {
      char c = sql.charAt(end);
      if (c != quote) {
        name.append(c);
        end++;
      } else if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
        name.append(quote);
        end += 2;
      } else {
        break;
      }
    }
    if (end >= sql.length()) {
      throw refuse("a quoted name that does not end", at);
    }
    if (name.length() == 0 || name.charAt(name.length() - 1) == ' ') {
      throw refuse("an empty name, or one that ends in a space,", at);
    }
    checkName(name.toString());
    add(Kind.QUOTED, end + 1, Lexer.asciiLower(name.toString()));
  }

  private void checkName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean folds = !reading.namesByCase() && c >= 0x80 && Character.toLowerCase(c) != c;
      if (folds || FOLDED_TO_ASCII.indexOf(c) >= 0 || Character.isSurrogate(c)) {
        throw refuse("a name with a letter that stands for another", at);
      }
    }
  }

  /**
   * A variable is no name: {@code @x}, {@code @'x'}, {@code @@x}; its name may follow in quotes.
   */
  private void variable() {
    int end = at + 1;
    if (end < sql.length() && sql.charAt(end) == '@') {
      end++;
    }
    while (end < sql.length() && (isWordPart(sql.charAt(end)) || sql.charAt(end) == '.')) {
      end++;
    }
    if (end < sql.length() && "'\"`".indexOf(sql.charAt(end)) >= 0 && end == at + 1) {
      char quote = sql.charAt(end);
      int close = sql.indexOf(quote, end + 1);
      if (close < 0 || sql.substring(end, close).indexOf('\\') >= 0) {
        throw refuse("the quoted name of a variable", at);
      }
      end = close + 1;
    }
    if (end < sql.length() && "'\"`@?".indexOf(sql.charAt(end)) >= 0) {
      throw refuse("a variable joined to other characters", at);
    }
    add(Kind.OTHER, end, Lexer.asciiLower(sql.substring(at, end)));
  }

  // ------------------------------------------------------------ signs

  private void parameter() {
    char following = peek(1);
    if (isWordPart(following) || (following != 0 && "?'\"`@".indexOf(following) >= 0)) {
      throw refuse("a parameter joined to other characters; put a space between them", at);
    }
    add(Kind.PARAMETER, at + 1, "?");
  }

  private void symbol(char c) {
    for (String operator : OPERATORS) {
      if (sql.startsWith(operator, at)) {
        add(
            operator.equals(":=") ? Kind.PUNCTUATION : Kind.OPERATOR,
            at + operator.length(),
            operator);
        return;
      }
    }
    if (c == '.' || SINGLE.indexOf(c) >= 0) {
      nest(c);
      add(Kind.PUNCTUATION, at + 1, String.valueOf(c));
      return;
    }
    throw refuse("a character that begins no token", at);
  }

  private void nest(char c) {
    if (c == '(') {
      nesting++;
      if (nesting > Lexer.MAX_NESTING) {
        throw refuse("more than " + Lexer.MAX_NESTING + " nested parentheses", at);
      }
    } else if (c == ')') {
      nesting--;
    }
  }

  private void separated() {
    Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
    if (last != null
        && last.end() == at
        && last.kind() != Kind.PUNCTUATION
        && last.kind() != Kind.OPERATOR) {
      throw refuse("a constant joined to what precedes it; put a space between them", at);
    }
  }

  // t.1e5 is a column of t.
  private boolean behindName() {
    Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
    return last != null && last.end() == at && last.isName();
  }

  // t.1e5 is no number; t. 1e5 is.
  private boolean behindQualifier() {
    int size = tokens.size();
    return size > 1
        && tokens.get(size - 1).is(".")
        && tokens.get(size - 1).end() == at
        && tokens.get(size - 2).isName()
        && tokens.get(size - 2).end() == at - 1;
  }

  private void add(Kind kind, int end, String value) {
    tokens.add(new Token(kind, at, end, sql.substring(at, end), value));
    at = end;
  }

  private char peek(int distance) {
    int index = at + distance;
    return index < sql.length() ? sql.charAt(index) : 0;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isWordPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || Lexer.isDigit(c)
        || c == '_'
        || c == '$'
        || c >= 0x80;
  }

  private static Refusal refuse(String what, int offset) {
    return Lexer.refuse(what, offset);
  }
}
