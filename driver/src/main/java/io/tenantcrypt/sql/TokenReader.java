package io.tenantcrypt.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a list of tokens from the front; what is not as expected is refused. For one thread. */
final class TokenReader {

  private final List<Token> tokens;
  private int at;

  TokenReader(List<Token> tokens) {
    this.tokens = tokens;
  }

  boolean atEnd() {
    return at >= tokens.size();
  }

  Token peek() {
    if (atEnd()) {
      throw Refusal.unsupported("the statement ends too early", lastPosition());
    }
    return tokens.get(at);
  }

  private int lastPosition() {
    return tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1).position();
  }

  boolean seesWord(String word) {
    return !atEnd() && tokens.get(at).isWord(word);
  }

  boolean sees(String symbol) {
    return !atEnd() && tokens.get(at).is(symbol);
  }

  Token next() {
    Token token = peek();
    at++;
    return token;
  }

  boolean skipWord(String word) {
    if (seesWord(word)) {
      at++;
      return true;
    }
    return false;
  }

  /** Skips all words or none. */
  boolean skipWords(String... words) {
    int start = at;
    for (String word : words) {
      if (!skipWord(word)) {
        at = start;
        return false;
      }
    }
    return true;
  }

  Token name() {
    Token token = next();
    if (!token.isName()) {
      throw Refusal.unsupported("a name is expected here", token.position());
    }
    return token;
  }

  /** A name of one or two parts. */
  TableNameTokens table() {
    Token first = name();
    if (!sees(".")) {
      return new TableNameTokens(Optional.empty(), first.value(), first.position());
    }
    next();
    Token second = name();
    if (sees(".")) {
      throw Refusal.unsupported("a table named by three parts", first.position());
    }
    return new TableNameTokens(Optional.of(first.value()), second.value(), first.position());
  }

  /** A table's name in the text. */
  record TableNameTokens(Optional<String> schema, String table, int position) {}

  /** What stands between this parenthesis and its partner, cut at commas of its own depth. */
  List<List<Token>> list() {
    Token open = next();
    if (!open.is("(")) {
      throw Refusal.unsupported("an opening parenthesis is expected here", open.position());
    }
    List<List<Token>> items = new ArrayList<>();
    List<Token> item = new ArrayList<>();
    int depth = 1;
    while (true) {
      Token token = next();
      if (token.is("(") || token.is("[")) {
        depth++;
      } else if (token.is(")") || token.is("]")) {
        depth--;
      }
      if (depth == 0) {
        items.add(List.copyOf(item));
        return items;
      }
      if (depth == 1 && token.is(",")) {
        items.add(List.copyOf(item));
        item.clear();
      } else {
        item.add(token);
      }
    }
  }

  /** All that is left, cut at commas outside parentheses. */
  List<List<Token>> restByCommas() {
    List<List<Token>> items = new ArrayList<>();
    List<Token> item = new ArrayList<>();
    int depth = 0;
    while (!atEnd()) {
      Token token = next();
      if (token.is("(") || token.is("[")) {
        depth++;
      } else if (token.is(")") || token.is("]")) {
        depth--;
      }
      if (depth == 0 && token.is(",")) {
        items.add(List.copyOf(item));
        item.clear();
      } else {
        item.add(token);
      }
    }
    items.add(List.copyOf(item));
    return items;
  }

  List<Token> rest() {
    return tokens.subList(at, tokens.size());
  }
}
