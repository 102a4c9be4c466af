package io.tenantcrypt.sql;

import java.util.ArrayList;
import java.util.List;
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

  ParsedStatement(String sql, List<Token> tokens, Statement tree) {
    this.sql = sql;
    this.tokens = List.copyOf(tokens);
    this.tree = tree;
  }

  /** The whole original text. */
  String sql() {
    return sql;
  }

  /** The statement's own tokens, without a semicolon. */
  List<Token> tokens() {
    return tokens;
  }

  /** The parser's tree. */
  Statement tree() {
    return tree;
  }

  /** The offset of a node's first character, or -1 where the parser keeps none. */
  int start(Object node) {
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

  /** The parameter's number in this statement, from 1. */
  int parameterIndex(JdbcParameter parameter) {
    int at = tokenAt(start(parameter));
    if (at < 0 || tokens.get(at).kind() != Token.Kind.PARAMETER) {
      throw Refusal.unsupported("a parameter whose place is not known", start(parameter) + 1);
    }
    int index = 0;
    for (int i = 0; i <= at; i++) {
      if (tokens.get(i).kind() == Token.Kind.PARAMETER) {
        index++;
      }
    }
    return index;
  }

  /** The decoded value of a constant, from our token: without a sign. */
  String literal(Expression constant) {
    int at = tokenAt(start(constant));
    if (at < 0) {
      throw Refusal.unsupported("a constant whose place is not known", 0);
    }
    return tokens.get(at).value();
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
