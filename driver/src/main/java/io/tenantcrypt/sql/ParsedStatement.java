package io.tenantcrypt.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.parser.ASTNodeAccess;
import net.sf.jsqlparser.parser.Node;
import net.sf.jsqlparser.statement.Statement;

/** A tree together with the tokens that it stands for; all offsets are those of the original. */
final class ParsedStatement {

  private final String sql;
  private final List<Token> tokens;
  private final Statement tree;
  private final Dialect dialect;
  private final List<Integer> parameterOffsets;
  private final Map<Integer, String> words;

  ParsedStatement(String sql, List<Token> tokens, Statement tree, Dialect dialect) {
    this.dialect = dialect;
    this.sql = sql;
    this.tokens = List.copyOf(tokens);
    this.tree = tree;
    this.words = ParserWords.of(tokens, dialect);
    this.parameterOffsets =
        tokens.stream()
            .filter(token -> token.kind() == Token.Kind.PARAMETER)
            .map(Token::start)
            .toList();
  }

  /** The whole original text. */
  String sql() {
    return sql;
  }

  /** The statement's own tokens, without a semicolon. */
  List<Token> tokens() {
    return tokens;
  }

  /** The tokens that the parser got in another form or not at all, by index. */
  Map<Integer, String> words() {
    return words;
  }

  /** How the text is read. */
  Dialect dialect() {
    return dialect;
  }

  /** The parser's tree. */
  Statement tree() {
    return tree;
  }

  /** The offset of a node's first character, or -1 where the parser keeps none. */
  int start(Object node) {
    return startOf(node);
  }

  /** The offset of a node's first character, or -1 where the parser keeps none. */
  static int startOf(Object node) {
    Node position = node instanceof ASTNodeAccess access ? access.getASTNode() : null;
    if (position == null || position.jjtGetFirstToken() == null) {
      return -1;
    }
    return position.jjtGetFirstToken().absoluteBegin - 1;
  }

  /** The offset behind a node's last character, or -1 where the parser keeps none. */
  int end(Object node) {
    Node position = node instanceof ASTNodeAccess access ? access.getASTNode() : null;
    if (position == null || position.jjtGetLastToken() == null) {
      return -1;
    }
    return position.jjtGetLastToken().absoluteEnd - 1;
  }

  /** The index of the token that starts at an offset, or -1. */
  int tokenAt(int offset) {
    int low = 0;
    int high = tokens.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int start = tokens.get(middle).start();
      if (start == offset) {
        return middle;
      }
      if (start < offset) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /** The index of the parenthesis or bracket that belongs to this one, or -1. */
  int matchingParenthesis(int tokenIndex) {
    Token token = tokens.get(tokenIndex);
    int step = token.is("(") || token.is("[") ? 1 : token.is(")") || token.is("]") ? -1 : 0;
    int depth = 0;
    for (int i = tokenIndex; step != 0 && i >= 0 && i < tokens.size(); i += step) {
      Token other = tokens.get(i);
      if (other.is("(") || other.is("[")) {
        depth++;
      } else if (other.is(")") || other.is("]")) {
        depth--;
      }
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The parameter's number in this statement, from 1. Some carry no position ({@code ?::date}), so
   * the parser's own count is taken, after it was proved for all of them together.
   */
  int parameterIndex(JdbcParameter parameter) {
    return parameter.getIndex();
  }

  /** The offset of the parameter of a number. */
  int parameterOffset(int index) {
    return parameterOffsets.get(index - 1);
  }

  /** Requires that the tree's parameters are exactly the text's, numbered in its order. */
  void checkParameters(Set<JdbcParameter> parameters) {
    boolean[] found = new boolean[parameterOffsets.size()];
    for (JdbcParameter parameter : parameters) {
      Integer index = parameter.getIndex();
      int start = startOf(parameter);
      if (index == null
          || index < 1
          || index > found.length
          || found[index - 1]
          || (start >= 0 && start != parameterOffsets.get(index - 1))) {
        throw Refusal.unsupported("a parameter whose number is not certain", start + 1);
      }
      found[index - 1] = true;
    }
    if (parameters.size() != found.length) {
      throw Refusal.unsupported("a parameter that the parser does not place", 0);
    }
  }

  /**
   * The decoded value of a constant, from our token: a sign is the caller's. Nodes without a
   * position ({@code -5}, {@code '5'::int}) are found from the node around them.
   *
   * @param around the nearest node with a position that holds the constant and no other one
   */
  String literal(Expression constant, Object around) {
    int own = startOf(constant);
    int at = tokenAt(own >= 0 ? own : startOf(around));
    while (at >= 0 && at < tokens.size() && !isConstant(tokens.get(at))) {
      at++;
    }
    if (at < 0 || at >= tokens.size() || !isConstant(tokens.get(at))) {
      throw Refusal.unsupported("a constant whose place is not known", 0);
    }
    return tokens.get(at).value();
  }

  /** The decoded value of a constant that has a position. */
  String literal(Expression constant) {
    return literal(constant, constant);
  }

  private static boolean isConstant(Token token) {
    return switch (token.kind()) {
      case STRING, BITS, NUMBER -> true;
      case WORD, QUOTED, PARAMETER, OPERATOR, PUNCTUATION, OTHER -> false;
    };
  }

  /** The parts of a dotted name that starts at a node's first token, folded and decoded. */
  List<Token> name(Object node) {
    int at = tokenAt(start(node));
    List<Token> parts = new ArrayList<>();
    while (at >= 0 && at < tokens.size() && tokens.get(at).isName()) {
      parts.add(tokens.get(at));
      at = at + 1 < tokens.size() && tokens.get(at + 1).is(".") ? at + 2 : -1;
    }
    return List.copyOf(parts);
  }
}
