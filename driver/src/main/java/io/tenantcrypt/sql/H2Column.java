package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.policy.LogicalType;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A column of a definition of H2, cut into its parts.
 *
 * @param name the column
 * @param type the tokens of its type, with length
 * @param rest what follows
 */
record H2Column(Token name, List<Token> type, List<Token> rest) implements DefinedColumn {

  private static final Set<String> TYPE_WORDS =
      Set.of(
          "varying",
          "large",
          "object",
          "precision",
          "with",
          "without",
          "time",
          "zone",
          "local",
          "unsigned",
          "array");

  static H2Column of(List<Token> tokens) {
    TokenReader reader = new TokenReader(tokens);
    Token name = reader.name();
    List<Token> rest = reader.rest();
    int end = rest.isEmpty() ? 0 : 1;
    int depth = 0;
    while (end < rest.size()) {
      Token token = rest.get(end);
      if (token.is("(") || token.is("[")) {
        depth++;
      } else if (token.is(")") || token.is("]")) {
        depth--;
      } else if (depth == 0
          && !(token.kind() == Token.Kind.WORD && TYPE_WORDS.contains(token.value()))) {
        break;
      }
      end++;
    }
    if (end == 0 || !rest.get(0).isName()) {
      throw Refusal.unsupported("a column without a type", name.position());
    }
    return new H2Column(
        name, List.copyOf(rest.subList(0, end)), List.copyOf(rest.subList(end, rest.size())));
  }

  @Override
  public ColumnInfo info() {
    return new ColumnInfo(name.value(), type.get(0).value(), false, false, false);
  }

  @Override
  public void rewrite(ColumnPolicy policy, Edits edits) {
    if (!agrees(policy.type())) {
      throw Refusal.mismatch(
          "column "
              + name.value()
              + " is defined with another type than the policy's; make them agree, length included",
          type.get(0).position());
    }
    edits.replace(
        type.get(0).start(), type.get(type.size() - 1).end(), H2Storage.type(policy), List.of());
    int at = 0;
    int end = type.get(type.size() - 1).end();
    while (at < rest.size()) {
      boolean place = isPlace(rest.get(at));
      at = attribute(at);
      end = place ? end : rest.get(at - 1).end();
    }
    edits.insert(end, H2Storage.check(policy, name.text()), List.of());
  }

  private static boolean isPlace(Token token) {
    return token.isWord("before") || token.isWord("after") || token.isWord("first");
  }

  // The index behind the attribute that begins here.
  private int attribute(int at) {
    Token token = rest.get(at);
    Token next = at + 1 < rest.size() ? rest.get(at + 1) : token;
    int length =
        token.isWord("null") || token.isWord("first")
            ? 1
            : (token.isWord("not") || token.isWord("default")) && next.isWord("null")
                ? 2
                : token.isWord("comment") || token.isWord("before") || token.isWord("after")
                    ? 2
                    : 0;
    if (length == 0 || at + length > rest.size()) {
      throw Refusal.protectedUse(
          "the attribute "
              + (token.kind() == Token.Kind.WORD ? token.value().toUpperCase(Locale.ROOT) : "")
              + " of the protected column "
              + name.value()
              + ", which the database cannot keep to on cells; take it out of the definition",
          token.position());
    }
    return at + length;
  }

  private boolean agrees(LogicalType logical) {
    String written = SqlType.written(type);
    return switch (logical.name()) {
      case TEXT ->
          written.equals("clob")
              || written.equals("character large object")
              || SqlType.agrees(type, logical);
      case DOUBLE -> written.equals("double") || SqlType.agrees(type, logical);
      case ENUM -> written.equals("enum") || SqlType.agrees(type, logical);
      case BYTES ->
          logical.length() == 0
              ? Set.of("blob", "binary large object", "bytea", "varbinary", "binary varying")
                  .contains(written)
              : (written.equals("varbinary") || written.equals("binary varying"))
                  && type.stream().anyMatch(t -> t.text().equals("" + logical.length()));
      // Without a number H2's time has no fractions of a second, where the codec keeps six digits.
      case TIME ->
          SqlType.agrees(type, logical) && type.stream().anyMatch(t -> t.text().equals("6"));
      default -> SqlType.agrees(type, logical);
    };
  }
}
