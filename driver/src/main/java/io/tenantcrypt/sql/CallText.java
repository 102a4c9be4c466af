package io.tenantcrypt.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of a call: {@code CALL name(…)} or {@code {[? =] call name[(…)]}}.
 *
 * @param escaped whether it stands in braces
 * @param returning whether a parameter takes the value of a function
 * @param name one or two tokens
 * @param parentheses whether the arguments stand in some
 * @param arguments the tokens of each
 */
record CallText(
    boolean escaped,
    boolean returning,
    List<Token> name,
    boolean parentheses,
    List<List<Token>> arguments) {

  /** The call; empty where it is none, or is written otherwise. */
  static Optional<CallText> of(List<Token> tokens) {
    boolean escaped = tokens.get(0).is("{");
    int to = tokens.size() - (escaped ? 1 : 0);
    if (escaped && !tokens.get(to).is("}")) {
      return Optional.empty();
    }
    int at = escaped ? 1 : 0;
    boolean returning =
        at + 1 < to && tokens.get(at).kind() == Token.Kind.PARAMETER && tokens.get(at + 1).is("=");
    at += returning ? 2 : 0;
    if (at + 1 >= to || !tokens.get(at).isWord("call") || !tokens.get(at + 1).isName()) {
      return Optional.empty();
    }
    List<Token> name = new ArrayList<>(List.of(tokens.get(at + 1)));
    at += 2;
    if (at + 1 < to && tokens.get(at).is(".") && tokens.get(at + 1).isName()) {
      name.add(tokens.get(at + 1));
      at += 2;
    }
    if (at == to) {
      return Optional.of(new CallText(escaped, returning, name, false, List.of()));
    }
    return tokens.get(at).is("(") && tokens.get(to - 1).is(")")
        ? arguments(tokens.subList(at + 1, to - 1))
            .map(all -> new CallText(escaped, returning, name, true, all))
        : Optional.empty();
  }

  /** Split at commas; empty where the parentheses are not one pair around all. */
  private static Optional<List<List<Token>>> arguments(List<Token> tokens) {
    List<List<Token>> arguments = new ArrayList<>();
    List<Token> current = new ArrayList<>();
    int depth = 0;
    for (Token token : tokens) {
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (depth < 0) {
        return Optional.empty();
      }
      if (depth == 0 && token.is(",")) {
        arguments.add(List.copyOf(current));
        current.clear();
      } else {
        current.add(token);
      }
    }
    if (depth != 0) {
      return Optional.empty();
    }
    if (!tokens.isEmpty()) {
      arguments.add(List.copyOf(current));
    }
    return Optional.of(arguments);
  }

  /** The name without its schema. */
  String routine() {
    return name.get(name.size() - 1).value();
  }

  Optional<String> schema() {
    return name.size() == 2 ? Optional.of(name.get(0).value()) : Optional.empty();
  }

  int position() {
    return name.get(0).position();
  }
}
