package io.tenantcrypt.sql;

import java.util.List;
import java.util.Map;

/**
 * The escapes of JDBC (JDBC 4.3, 13.4) as the server's own SQL, the way the real driver would write
 * them. A function that the real driver would translate and that is not in the list is refused.
 */
final class JdbcEscapes {

  private static final Map<String, String> LITERALS =
      Map.of("d", "DATE ", "t", "TIME ", "ts", "TIMESTAMP ");

  /** Functions of one meaning under either name. */
  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("abs", "abs"),
          Map.entry("acos", "acos"),
          Map.entry("asin", "asin"),
          Map.entry("atan", "atan"),
          Map.entry("atan2", "atan2"),
          Map.entry("ceiling", "ceil"),
          Map.entry("cos", "cos"),
          Map.entry("cot", "cot"),
          Map.entry("degrees", "degrees"),
          Map.entry("exp", "exp"),
          Map.entry("floor", "floor"),
          Map.entry("log", "ln"),
          Map.entry("log10", "log"),
          Map.entry("mod", "mod"),
          Map.entry("pi", "pi"),
          Map.entry("power", "pow"),
          Map.entry("radians", "radians"),
          Map.entry("round", "round"),
          Map.entry("sign", "sign"),
          Map.entry("sin", "sin"),
          Map.entry("sqrt", "sqrt"),
          Map.entry("tan", "tan"),
          Map.entry("truncate", "trunc"),
          Map.entry("ascii", "ascii"),
          Map.entry("char", "chr"),
          Map.entry("lcase", "lower"),
          Map.entry("ucase", "upper"),
          Map.entry("lower", "lower"),
          Map.entry("upper", "upper"),
          Map.entry("left", "left"),
          Map.entry("right", "right"),
          Map.entry("repeat", "repeat"),
          Map.entry("replace", "replace"),
          Map.entry("ltrim", "ltrim"),
          Map.entry("rtrim", "rtrim"),
          Map.entry("ifnull", "coalesce"),
          Map.entry("now", "now"));

  /** Functions without arguments that are words to the server. */
  private static final Map<String, String> WORDS =
      Map.of(
          "curdate", "current_date",
          "curtime", "current_time",
          "user", "user");

  private JdbcEscapes() {}

  /** Adds a change for each escape. */
  static void read(List<Token> tokens, List<Spelling.Change> changes) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).is("{")) {
        read(tokens, i, changes);
      }
    }
  }

  private static void read(List<Token> tokens, int open, List<Spelling.Change> changes) {
    Token brace = tokens.get(open);
    int close = close(tokens, open);
    if (close < open + 3) {
      throw unknown(brace);
    }
    Token word = tokens.get(open + 1);
    Token first = tokens.get(open + 2);
    String literal = LITERALS.get(word.value());
    boolean constant = first.kind() == Token.Kind.STRING && close == open + 3;
    if (word.kind() != Token.Kind.WORD) {
      throw unknown(brace);
    }
    if (literal != null && constant) {
      changes.add(new Spelling.Change(brace.start(), first.start(), literal));
    } else if (word.value().equals("escape") && constant) {
      changes.add(new Spelling.Change(brace.start(), first.start(), "ESCAPE "));
    } else if (word.value().equals("oj")) {
      changes.add(new Spelling.Change(brace.start(), first.start(), ""));
    } else if (word.value().equals("fn") && tokens.get(open + 3).is("(")) {
      changes.add(function(tokens, brace, first, open + 3, close));
      if (WORDS.containsKey(first.value())) {
        return;
      }
    } else {
      throw unknown(brace);
    }
    Token end = tokens.get(close);
    changes.add(new Spelling.Change(end.start(), end.end(), ""));
  }

  private static Spelling.Change function(
      List<Token> tokens, Token brace, Token name, int parenthesis, int close) {
    String word = WORDS.get(name.value());
    if (word != null) {
      if (parenthesis + 2 != close || !tokens.get(parenthesis + 1).is(")")) {
        throw unknown(brace);
      }
      return new Spelling.Change(brace.start(), tokens.get(close).end(), word);
    }
    String function = FUNCTIONS.get(name.value());
    if (function == null) {
      throw Refusal.unsupported(
          "the JDBC escape {fn "
              + name.value()
              + "} beside tenants' tables; write the server's own"
              + " function",
          brace.position());
    }
    return new Spelling.Change(brace.start(), name.end(), function);
  }

  private static int close(List<Token> tokens, int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      depth += tokens.get(i).is("{") ? 1 : tokens.get(i).is("}") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static Refusal unknown(Token brace) {
    return Refusal.unsupported(
        "a JDBC escape that is not {d}, {t}, {ts}, {fn}, {oj} or {escape}; write plain SQL",
        brace.position());
  }
}
