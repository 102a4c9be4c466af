package io.tenantcrypt.sql;

import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.policy.LogicalType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One argument of a call: a parameter or a literal, and nothing else. */
record CallArgument(List<Token> tokens) {

  /** Numbers that are the same as text: servers read 007, 1_000 and 0x10 and write others. */
  private static final Pattern PLAIN_NUMBER = Pattern.compile("0|[1-9][0-9]*");

  private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");

  private static final Set<String> CONSTANTS = Set.of("null", "true", "false");

  boolean isParameter() {
    return tokens.size() == 1 && tokens.get(0).kind() == Token.Kind.PARAMETER;
  }

  boolean isNull() {
    return tokens.size() == 1 && tokens.get(0).isWord("null");
  }

  /**
   * The text of a literal as it is sent. Real drivers take calls apart themselves, and not all of
   * them know every form of a literal.
   */
  String text(int position) {
    Token first = first(position);
    boolean plain =
        tokens.size() == 1
            && ((first.kind() == Token.Kind.WORD && CONSTANTS.contains(first.value()))
                || (first.kind() == Token.Kind.STRING
                    && first.text().startsWith("'")
                    && first.text().indexOf('\\') < 0)
                || isNumber(first));
    if (plain) {
      return first.text();
    }
    if (isSigned()) {
      return first.text() + tokens.get(1).text();
    }
    throw Refusal.unsupported(
        "an argument of a call that is neither ? nor a plain literal; compute it first, and bind it"
            + " as a parameter",
        first.position());
  }

  private Token first(int position) {
    if (tokens.isEmpty()) {
      throw Refusal.unsupported("a call with an empty argument", position);
    }
    return tokens.get(0);
  }

  private static boolean isNumber(Token token) {
    return token.kind() == Token.Kind.NUMBER && NUMBER.matcher(token.text()).matches();
  }

  private boolean isSigned() {
    return tokens.size() == 2
        && (tokens.get(0).is("-") || tokens.get(0).is("+"))
        && isNumber(tokens.get(1));
  }

  /** What a literal is sealed as; empty where it is none that the column's type takes. */
  Optional<String> value(ProtectedColumn column, int position) {
    Token first = first(position);
    boolean text = column.type().family() == LogicalType.Family.TEXT;
    if (tokens.size() == 1 && first.kind() == Token.Kind.STRING) {
      return Optional.of(first.value());
    }
    if (tokens.size() == 1 && isNumber(first)) {
      boolean same = !text || PLAIN_NUMBER.matcher(first.text()).matches();
      return same ? Optional.of(first.text()) : Optional.empty();
    }
    if (tokens.size() == 1 && (first.isWord("true") || first.isWord("false"))) {
      return text ? Optional.empty() : Optional.of(first.value());
    }
    if (isSigned() && !text) {
      return Optional.of((first.is("-") ? "-" : "") + tokens.get(1).text());
    }
    return tokens.size() == 2
            && tokens.get(1).kind() == Token.Kind.STRING
            && first.isWord(word(column.type().family()))
        ? Optional.of(tokens.get(1).value())
        : Optional.empty();
  }

  private static String word(LogicalType.Family family) {
    return switch (family) {
      case DATE -> "date";
      case TIME -> "time";
      case TIMESTAMP -> "timestamp";
      case INSTANT, INTEGER, DECIMAL, FLOAT, BOOLEAN, TEXT, UUID, BYTES, JSON -> "";
    };
  }

  /** A literal that may be a tenant's id; empty where it is none that surely means one. */
  Optional<String> tenant() {
    if (tokens.size() != 1) {
      return Optional.empty();
    }
    Token only = tokens.get(0);
    boolean literal =
        only.kind() == Token.Kind.STRING
            || (only.kind() == Token.Kind.NUMBER && PLAIN_NUMBER.matcher(only.text()).matches());
    return literal ? Optional.of(only.value()) : Optional.empty();
  }
}
