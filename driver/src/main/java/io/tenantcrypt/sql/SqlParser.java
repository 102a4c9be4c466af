package io.tenantcrypt.sql;

import java.util.List;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.statement.Statement;
import org.jspecify.annotations.Nullable;

/**
 * One statement's tree. The parser never sees the original text but one that holds our tokens at
 * their places and spaces between, and must have read exactly these tokens.
 */
final class SqlParser {

  private SqlParser() {}

  /**
   * The tree of one statement.
   *
   * @param sql the whole original text
   * @param tokens those of one statement in it, without a semicolon
   * @throws Refusal TC003 for what does not parse, or parses as something else than the server
   *     reads
   */
  static ParsedStatement parse(String sql, List<Token> tokens, Dialect dialect) {
    if (tokens.isEmpty()) {
      throw Refusal.unsupported("an empty statement", 0);
    }
    ParserText text = ParserText.of(sql, tokens, dialect);
    Attempt attempt = attempt(text, false);
    if (attempt.tree() == null) {
      attempt = attempt(text, true);
    }
    Statement tree = attempt.tree();
    if (tree == null) {
      throw Refusal.unsupported(
          "the statement cannot be parsed"
              + (attempt.position() > 0 ? " from position " + attempt.position() : ""),
          attempt.position());
    }
    return new ParsedStatement(sql, tokens, tree, dialect);
  }

  private record Attempt(@Nullable Statement tree, int position) {}

  private static Attempt attempt(ParserText text, boolean complex) {
    CCJSqlParser parser = new BoundedParser(text.text(), text.size());
    parser.withAllowComplexParsing(complex);
    net.sf.jsqlparser.parser.Token head = parser.token;
    Statement tree;
    try {
      tree = parser.Statement();
    } catch (Throwable e) {
      // Its messages quote the statement, so the cause is not kept; a stack overflow ends here too.
      net.sf.jsqlparser.parser.Token last = parser.token;
      return new Attempt(null, last == null ? 0 : Math.max(last.absoluteBegin, 0));
    }
    if (parser.token.kind != 0 && parser.getNextToken().kind != 0) {
      throw Refusal.unsupported("the parser stopped before the end of the statement", 0);
    }
    text.compare(head.next);
    return new Attempt(tree, 0);
  }
}
