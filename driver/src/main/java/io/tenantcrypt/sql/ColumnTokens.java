package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ColumnInfo;
import java.util.List;
import java.util.Set;

/**
 * A column of CREATE TABLE or ADD COLUMN, cut into its parts.
 *
 * @param name the column
 * @param type the tokens of its type
 * @param constraints what follows
 */
record ColumnTokens(Token name, List<Token> type, List<Token> constraints) {

  private static final Set<String> CONSTRAINT_WORDS =
      Set.of(
          "constraint",
          "not",
          "null",
          "default",
          "primary",
          "unique",
          "references",
          "check",
          "generated",
          "collate",
          "storage",
          "compression",
          "deferrable",
          "initially");

  private static final Set<String> EXACT_COLLATIONS = Set.of("C", "POSIX", "default", "ucs_basic");

  static ColumnTokens of(List<Token> tokens) {
    TokenReader reader = new TokenReader(tokens);
    Token name = reader.name();
    List<Token> rest = reader.rest();
    int end = 0;
    while (end < rest.size() && !startsConstraint(rest.get(end))) {
      end++;
    }
    if (end == 0) {
      throw Refusal.unsupported("a column without a type", name.position());
    }
    return new ColumnTokens(
        name, List.copyOf(rest.subList(0, end)), List.copyOf(rest.subList(end, rest.size())));
  }

  /** Whether a word ends a column's type. */
  static boolean startsConstraint(Token token) {
    return token.kind() == Token.Kind.WORD && CONSTRAINT_WORDS.contains(token.value());
  }

  /** The column as the catalog will hold it, unless it is rewritten. */
  ColumnInfo info() {
    String type = SqlType.of(this.type).name();
    List<ConstraintTokens> all = constraintList();
    boolean notNull = all.stream().anyMatch(c -> c.isNotNull() || c.kind().equals("primary"));
    return new ColumnInfo(
        name.value(), type, notNull, has("generated") && has("stored"), isExact(type));
  }

  // A collation that is not known to be deterministic is taken for one that is not.
  private boolean isExact(String type) {
    for (int i = 0; i + 1 < constraints.size(); i++) {
      if (constraints.get(i).isWord("collate")) {
        return EXACT_COLLATIONS.contains(constraints.get(i + 1).value());
      }
    }
    return !type.equals("character") && !type.equals("citext") && !type.equals("name");
  }

  /** What follows the type, one by one. */
  List<ConstraintTokens> constraintList() {
    return ConstraintTokens.ofColumn(constraints);
  }

  /** The column's last token. */
  Token last() {
    return constraints.isEmpty()
        ? type.get(type.size() - 1)
        : constraints.get(constraints.size() - 1);
  }

  boolean has(String word) {
    return constraints.stream().anyMatch(t -> t.isWord(word));
  }
}
