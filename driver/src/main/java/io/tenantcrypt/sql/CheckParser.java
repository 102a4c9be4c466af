package io.tenantcrypt.sql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the condition of a CHECK as far as it consists of lists, ranges, lengths and NULL tests of
 * protected columns. For one thread. Gives nothing for a condition that it does not know.
 */
final class CheckParser {

  private static final int DEPTH = 50;
  private static final Set<String> LENGTHS =
      Set.of("length", "char_length", "character_length", "octet_length");

  // Casts by which a text stays itself, as the server prints them in a condition.
  private static final Set<String> SAME =
      Set.of("text", "character varying", "numeric", "integer", "bigint");

  private final List<Token> tokens;
  private final Set<String> cells;
  private int at;
  private int depth;

  private CheckParser(List<Token> tokens, Set<String> cells) {
    this.tokens = tokens;
    this.cells = cells;
  }

  /** All that a condition demands, each of which must hold; empty where it is not known. */
  static Optional<List<CheckClaim>> read(List<Token> condition, Set<String> cells) {
    CheckParser parser = new CheckParser(condition, cells);
    List<CheckClaim> claims = parser.or();
    return claims == null || parser.at < condition.size() ? Optional.empty() : Optional.of(claims);
  }

  private @Nullable List<CheckClaim> or() {
    if (++depth > DEPTH) {
      return null;
    }
    List<CheckClaim> claims = and();
    while (claims != null && skip("or")) {
      List<CheckClaim> other = and();
      claims = other == null ? null : either(claims, other);
    }
    depth--;
    return claims;
  }

  // NULL satisfies a list or a range anyway, so "or IS NULL" says nothing new.
  private static @Nullable List<CheckClaim> either(List<CheckClaim> one, List<CheckClaim> other) {
    if (one.size() != 1 || other.size() != 1) {
      return null;
    }
    CheckClaim left = one.get(0);
    CheckClaim right = other.get(0);
    if (!left.column().equals(right.column())) {
      return null;
    }
    if (wantsNull(left)) {
      return wantsNotNull(right) ? null : other;
    }
    if (wantsNull(right)) {
      return wantsNotNull(left) ? null : one;
    }
    if (left.demand() instanceof CheckClaim.Labels a
        && right.demand() instanceof CheckClaim.Labels b) {
      Set<String> all = new HashSet<>(a.labels());
      all.addAll(b.labels());
      return List.of(new CheckClaim(left.column(), new CheckClaim.Labels(all)));
    }
    return null;
  }

  private static boolean wantsNull(CheckClaim claim) {
    return claim.demand() instanceof CheckClaim.Nullness n && n.wantsNull();
  }

  private static boolean wantsNotNull(CheckClaim claim) {
    return claim.demand() instanceof CheckClaim.Nullness n && !n.wantsNull();
  }

  private @Nullable List<CheckClaim> and() {
    List<CheckClaim> claims = one();
    while (claims != null && skip("and")) {
      List<CheckClaim> more = one();
      if (more == null) {
        return null;
      }
      List<CheckClaim> all = new ArrayList<>(claims);
      all.addAll(more);
      claims = all;
    }
    return claims;
  }

  private @Nullable List<CheckClaim> one() {
    int start = at;
    List<CheckClaim> claims = test();
    if (claims != null) {
      return claims;
    }
    at = start;
    if (!skipSymbol("(")) {
      return null;
    }
    claims = or();
    return claims != null && skipSymbol(")") ? claims : null;
  }

  private @Nullable List<CheckClaim> test() {
    Token first = peek();
    if (first != null
        && first.kind() == Token.Kind.WORD
        && LENGTHS.contains(first.value())
        && at + 1 < tokens.size()
        && tokens.get(at + 1).is("(")) {
      at += 2;
      String column = column();
      if (column == null || !skipSymbol(")")) {
        return null;
      }
      BigDecimal[] bounds = bounds();
      boolean bytes = first.value().equals("octet_length");
      return bounds == null
          ? null
          : List.of(new CheckClaim(column, new CheckClaim.Length(bytes, bounds[0], bounds[1])));
    }
    String column = column();
    if (column == null) {
      return null;
    }
    if (skip("is")) {
      boolean not = skip("not");
      return skip("null") ? List.of(new CheckClaim(column, new CheckClaim.Nullness(!not))) : null;
    }
    int start = at;
    Set<String> labels = labels();
    if (labels != null) {
      return List.of(new CheckClaim(column, new CheckClaim.Labels(labels)));
    }
    at = start;
    BigDecimal[] bounds = bounds();
    return bounds == null
        ? null
        : List.of(new CheckClaim(column, new CheckClaim.Range(bounds[0], bounds[1])));
  }

  /** A protected column, in parentheses or cast to what it is. */
  private @Nullable String column() {
    String column;
    if (skipSymbol("(")) {
      if (++depth > DEPTH) {
        return null;
      }
      column = column();
      depth--;
      if (!skipSymbol(")")) {
        return null;
      }
    } else {
      Token name = peek();
      if (name == null || !name.isName() || !cells.contains(name.value())) {
        return null;
      }
      at++;
      column = name.value();
    }
    return skipCast(false) ? column : null;
  }

  private @Nullable Set<String> labels() {
    Set<String> labels = new HashSet<>();
    if (skip("in")) {
      return skipSymbol("(") && list(labels, ")") ? labels : null;
    }
    if (!skipSymbol("=")) {
      return null;
    }
    if (!skip("any")) {
      return label(labels) ? labels : null;
    }
    int open = 0;
    while (skipSymbol("(")) {
      open++;
    }
    if (!skip("array") || !skipSymbol("[") || !list(labels, "]") || !skipCast(true)) {
      return null;
    }
    for (int i = 0; i < open; i++) {
      if (!skipSymbol(")") || !skipCast(true)) {
        return null;
      }
    }
    return labels;
  }

  private boolean list(Set<String> labels, String end) {
    do {
      if (!label(labels)) {
        return false;
      }
    } while (skipSymbol(","));
    return skipSymbol(end);
  }

  private boolean label(Set<String> labels) {
    boolean inner = skipSymbol("(");
    Token token = peek();
    if (token == null || token.kind() != Token.Kind.STRING) {
      return false;
    }
    at++;
    labels.add(token.value());
    return skipCast(false) && (!inner || (skipSymbol(")") && skipCast(false)));
  }

  /** Low and high, both included; null where there is none. */
  private BigDecimal @Nullable [] bounds() {
    BigDecimal[] bounds = new BigDecimal[2];
    if (skip("between")) {
      bounds[0] = number();
      if (bounds[0] == null || !skip("and")) {
        return null;
      }
      bounds[1] = number();
      return bounds[1] == null ? null : bounds;
    }
    Token operator = peek();
    if (operator == null || operator.kind() != Token.Kind.OPERATOR) {
      return null;
    }
    at++;
    BigDecimal number = number();
    if (number == null) {
      return null;
    }
    // A strict bound is moved inwards, by less than any value of the type could miss it.
    BigDecimal step = BigDecimal.ONE.movePointLeft(1001);
    switch (operator.value()) {
      case "<=" -> bounds[1] = number;
      case "<" -> bounds[1] = number.subtract(step);
      case ">=" -> bounds[0] = number;
      case ">" -> bounds[0] = number.add(step);
      default -> {
        return null;
      }
    }
    return bounds;
  }

  private @Nullable BigDecimal number() {
    boolean inner = skipSymbol("(");
    boolean negative = skipSymbol("-");
    Token token = peek();
    if (token == null
        || token.kind() != Token.Kind.NUMBER
        || !token.text().matches("[0-9]{1,1000}(\\.[0-9]{1,1000})?")) {
      return null;
    }
    at++;
    BigDecimal number = new BigDecimal(token.text());
    boolean ends = skipCast(false) && (!inner || (skipSymbol(")") && skipCast(false)));
    return !ends ? null : negative ? number.negate() : number;
  }

  /** Skips {@code ::text} and its like; false for a cast that may change a value. */
  private boolean skipCast(boolean array) {
    while (skipSymbol("::")) {
      List<Token> type = new ArrayList<>();
      Token token = peek();
      while (token != null && token.kind() == Token.Kind.WORD && type.size() < 2) {
        if (type.size() == 1 && !token.isWord("varying")) {
          break;
        }
        type.add(token);
        at++;
        token = peek();
      }
      if (!SAME.contains(SqlType.of(type).name())) {
        return false;
      }
      if (array && !(skipSymbol("[") && skipSymbol("]"))) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Token peek() {
    return at < tokens.size() ? tokens.get(at) : null;
  }

  private boolean skip(String word) {
    Token token = peek();
    boolean is = token != null && token.isWord(word);
    at += is ? 1 : 0;
    return is;
  }

  private boolean skipSymbol(String symbol) {
    Token token = peek();
    boolean is = token != null && token.is(symbol);
    at += is ? 1 : 0;
    return is;
  }
}
