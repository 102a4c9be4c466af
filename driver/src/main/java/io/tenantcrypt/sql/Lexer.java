package io.tenantcrypt.sql;

import io.tenantcrypt.sql.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * PostgreSQL's scanner (its scan.l), over the text that the application hands to JDBC: {@code ?} is
 * a parameter and {@code ??} the operator character. Where server versions, or the server and
 * pgjdbc's own scanner, read a text differently, the text is refused.
 */
final class Lexer {

  static final int MAX_LENGTH = 1_000_000;
  static final int MAX_NESTING = 200;
  static final int MAX_IDENTIFIER_BYTES = 63;

  private static final String OPERATOR_CHARACTERS = "~!@#^&|`?+-*/%<>=";
  private static final String SINGLE = "()[]{},;";

  private final String sql;
  private final boolean standardConformingStrings;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int nesting;

  private Lexer(String sql, boolean standardConformingStrings) {
    this.sql = sql;
    this.standardConformingStrings = standardConformingStrings;
  }

  /**
   * The tokens of a text, comments and white space left out.
   *
   * @throws Refusal TC003 for what the server would not read, or not surely read alike
   */
  static List<Token> lex(String sql, boolean standardConformingStrings) {
    if (sql.length() > MAX_LENGTH) {
      throw Refusal.unsupported("the statement is longer than " + MAX_LENGTH + " characters", 0);
    }
    Lexer lexer = new Lexer(sql, standardConformingStrings);
    checkCharacters(sql);
    lexer.run();
    return List.copyOf(lexer.tokens);
  }

  /** An identifier as the parser's tree holds it, quoted or not, folded as the server does. */
  static String fold(String identifier) {
    List<Token> tokens = lex(identifier, true);
    if (tokens.size() != 1 || !tokens.get(0).isName()) {
      throw Refusal.unsupported("a name is expected here", 0);
    }
    return tokens.get(0).value().replace(ParserText.DOT, '.');
  }

  /** Every statement of a text without its semicolon; empty ones are dropped. */
  static List<List<Token>> split(List<Token> tokens) {
    List<List<Token>> statements = new ArrayList<>();
    List<Token> current = new ArrayList<>();
    int depth = 0;
    for (Token token : tokens) {
      if (token.is("(") || token.is("[")) {
        depth++;
      } else if (token.is(")") || token.is("]")) {
        depth--;
      }
      if (depth <= 0 && token.is(";")) {
        if (!current.isEmpty()) {
          statements.add(List.copyOf(current));
          current.clear();
        }
      } else {
        current.add(token);
      }
    }
    if (!current.isEmpty()) {
      statements.add(List.copyOf(current));
    }
    return List.copyOf(statements);
  }

  /** Refuses what no server reads as text. */
  static void checkCharacters(String sql) {
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == 0) {
        throw refuse("a NUL character", i);
      }
      if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c)
            && i + 1 < sql.length()
            && Character.isLowSurrogate(sql.charAt(i + 1))) {
          i++;
        } else {
          throw refuse("half a surrogate pair", i);
        }
      }
    }
  }

  private void run() {
    while (skipSpaceAndComments()) {
      int start = at;
      next();
      if (at <= start) {
        throw refuse("a character that begins no token", start);
      }
    }
  }

  private void next() {
    char c = sql.charAt(at);
    char following = peek(1);
    if (c == '\'') {
      add(Kind.STRING, new StringConstants(sql, at, at, standardConformingStrings).plain());
    } else if ((c == 'e' || c == 'E') && following == '\'') {
      separated();
      add(Kind.STRING, new StringConstants(sql, at, at + 1, standardConformingStrings).escaped());
    } else if ((c == 'n' || c == 'N') && following == '\'') {
      separated();
      add(Kind.STRING, new StringConstants(sql, at, at + 1, standardConformingStrings).plain());
    } else if ("bBxX".indexOf(c) >= 0 && following == '\'') {
      separated();
      add(Kind.BITS, new StringConstants(sql, at, at + 1, standardConformingStrings).bits());
    } else if ((c == 'u' || c == 'U') && following == '&' && peek(2) == '\'') {
      separated();
      add(Kind.STRING, new StringConstants(sql, at, at + 2, standardConformingStrings).unicode());
    } else if ((c == 'u' || c == 'U') && following == '&' && peek(2) == '"') {
      separated();
      quoted(new StringConstants(sql, at, at + 2, standardConformingStrings).unicodeIdentifier());
    } else if (c == '"') {
      quoted(new StringConstants(sql, at, at, standardConformingStrings).identifier());
    } else if (isIdentifierStart(c)) {
      word();
    } else if (isDigit(c) || (c == '.' && isDigit(following))) {
      number();
    } else if (c == '$') {
      dollar();
    } else if (c == '?' && following != '?') {
      parameter();
    } else if (OPERATOR_CHARACTERS.indexOf(c) >= 0) {
      operator();
    } else {
      punctuation(c, following);
    }
  }

  /**
   * Whether something follows. PostgreSQL nests block comments; the comments that MySQL executes
   * are refused everywhere, since nobody writes them for a reader.
   */
  private boolean skipSpaceAndComments() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (isSpace(c)) {
        at++;
      } else if (c == '-' && peek(1) == '-') {
        while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
          at++;
        }
      } else if (c == '/' && peek(1) == '*') {
        skipBlockComment();
      } else {
        return true;
      }
    }
    return false;
  }

  private void skipBlockComment() {
    int start = at;
    if (peek(2) == '!' || ((peek(2) == 'M' || peek(2) == 'm') && peek(3) == '!')) {
      throw refuse("a comment that some servers execute", start);
    }
    if (peek(2) == '/') {
      throw refuse("a comment that begins /*/, which pgjdbc takes for a whole one,", start);
    }
    int depth = 0;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '/' && peek(1) == '*') {
        depth++;
        at += 2;
      } else if (c == '*' && peek(1) == '/') {
        depth--;
        at += 2;
        if (depth == 0) {
          return;
        }
      } else {
        at++;
      }
    }
    throw refuse("a comment that does not end", start);
  }

  private void word() {
    int end = at;
    while (end < sql.length() && isIdentifierPart(sql.charAt(end))) {
      end++;
    }
    if (end < sql.length() && sql.charAt(end) == '?' && !operatorQuestion(end)) {
      throw refuse("a parameter joined to a word; put a space between them", end);
    }
    String text = sql.substring(at, end);
    checkLength(text, at);
    tokens.add(new Token(Kind.WORD, at, end, text, asciiLower(text)));
    at = end;
  }

  private void quoted(StringConstants.Constant constant) {
    if (constant.value().isEmpty()) {
      throw refuse("an empty name", at);
    }
    checkLength(constant.value(), at);
    add(Kind.QUOTED, constant);
  }

  private void number() {
    int end = Numbers.end(sql, at);
    if (end < 0
        || (end < sql.length() && (isIdentifierPart(sql.charAt(end)) || sql.charAt(end) == '?'))) {
      if (!(end >= 0 && sql.charAt(end) == '?' && operatorQuestion(end))) {
        throw refuse("a number joined to other characters; put a space between them", at);
      }
    }
    addPlain(Kind.NUMBER, end);
  }

  private void dollar() {
    int end = at + 1;
    if (end < sql.length() && isDigit(sql.charAt(end))) {
      while (end < sql.length() && isDigit(sql.charAt(end))) {
        end++;
      }
      if (end < sql.length() && (isIdentifierPart(sql.charAt(end)) || sql.charAt(end) == '?')) {
        throw refuse("a numbered parameter joined to other characters", at);
      }
      addPlain(Kind.OTHER, end);
      return;
    }
    separated();
    add(Kind.STRING, new StringConstants(sql, at, at, standardConformingStrings).dollar());
  }

  private void parameter() {
    char following = peek(1);
    if (isIdentifierPart(following)) {
      throw refuse("a parameter joined to other characters; put a space between them", at);
    }
    addPlain(Kind.PARAMETER, at + 1);
  }

  private void operator() {
    Operators.Operator operator = Operators.read(sql, at);
    if (operator.value().length() > MAX_IDENTIFIER_BYTES) {
      throw refuse("an operator that is too long", at);
    }
    tokens.add(
        new Token(
            Kind.OPERATOR,
            at,
            operator.end(),
            sql.substring(at, operator.end()),
            operator.value()));
    at = operator.end();
  }

  private void punctuation(char c, char following) {
    if (c == ':' && (following == ':' || following == '=')) {
      addPlain(Kind.PUNCTUATION, at + 2);
    } else if (c == '.' && following == '.') {
      addPlain(Kind.PUNCTUATION, at + 2);
    } else if (c == ':' || c == '.' || SINGLE.indexOf(c) >= 0) {
      nest(c);
      addPlain(Kind.PUNCTUATION, at + 1);
    } else {
      throw refuse("a character that begins no token", at);
    }
  }

  private void nest(char c) {
    if (c == '(' || c == '[') {
      nesting++;
      if (nesting > MAX_NESTING) {
        throw refuse("more than " + MAX_NESTING + " nested parentheses", at);
      }
    } else if (c == ')' || c == ']') {
      nesting--;
    }
  }

  /** pgjdbc reads a prefix or a dollar quote as such only after a separator; the server always. */
  private void separated() {
    if (tokens.isEmpty()) {
      return;
    }
    Token last = tokens.get(tokens.size() - 1);
    if (last.end() == at && last.kind() != Kind.PUNCTUATION && last.kind() != Kind.OPERATOR) {
      throw refuse("a constant joined to what precedes it; put a space between them", at);
    }
  }

  private void add(Kind kind, StringConstants.Constant constant) {
    tokens.add(
        new Token(kind, at, constant.end(), sql.substring(at, constant.end()), constant.value()));
    at = constant.end();
  }

  private void addPlain(Kind kind, int end) {
    String text = sql.substring(at, end);
    tokens.add(new Token(kind, at, end, text, text));
    at = end;
  }

  private boolean operatorQuestion(int index) {
    return index + 1 < sql.length() && sql.charAt(index + 1) == '?';
  }

  private char peek(int distance) {
    int index = at + distance;
    return index < sql.length() ? sql.charAt(index) : 0;
  }

  /** The server cuts longer names and goes on with the rest of the text: names could collide. */
  private static void checkLength(String name, int at) {
    if (name.length() > MAX_IDENTIFIER_BYTES / 4
        && name.getBytes(StandardCharsets.UTF_8).length > MAX_IDENTIFIER_BYTES) {
      throw refuse("a name of more than " + MAX_IDENTIFIER_BYTES + " bytes", at);
    }
  }

  /** As the server folds in UTF-8: ASCII letters only. */
  static String asciiLower(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return asciiLowerSlowly(text);
      }
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private static String asciiLowerSlowly(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      folded.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return folded.toString();
  }

  /** Without the vertical tab, which servers before 16 and pgjdbc do not take for a space. */
  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isIdentifierStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  static boolean isIdentifierPart(char c) {
    return isIdentifierStart(c) || isDigit(c) || c == '$';
  }

  static Refusal refuse(String what, int offset) {
    return Refusal.unsupported(
        what + " at position " + (offset + 1) + " cannot be read safely", offset + 1);
  }
}
