package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.policy.LogicalType;
import java.util.List;
import java.util.Set;

/**
 * A column of a definition of MariaDB or MySQL, cut into its parts.
 *
 * @param name the column
 * @param type the tokens of its type, with length and sign
 * @param rest what follows
 */
record MysqlColumn(Token name, List<Token> type, List<Token> rest) implements DefinedColumn {

  private static final Set<String> TYPE_WORDS =
      Set.of("unsigned", "signed", "zerofill", "precision", "varying", "large");

  static MysqlColumn of(List<Token> tokens) {
    TokenReader reader = new TokenReader(tokens);
    Token name = reader.name();
    List<Token> rest = reader.rest();
    int end = rest.isEmpty() ? 0 : 1;
    int depth = 0;
    while (end < rest.size()) {
      Token token = rest.get(end);
      if (token.is("(")) {
        depth++;
      } else if (token.is(")")) {
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
    return new MysqlColumn(
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
        type.get(0).start(), type.get(type.size() - 1).end(), MysqlStorage.type(policy), List.of());
    int at = 0;
    int end = type.get(type.size() - 1).end();
    while (at < rest.size()) {
      boolean place = rest.get(at).isWord("first") || rest.get(at).isWord("after");
      at = attribute(at, policy, edits);
      end = place ? end : rest.get(at - 1).end();
    }
    edits.insert(end, MysqlStorage.check(policy), List.of());
  }

  // The index behind the attribute that begins here.
  private int attribute(int at, ColumnPolicy policy, Edits edits) {
    Token token = rest.get(at);
    Token next = at + 1 < rest.size() ? rest.get(at + 1) : token;
    if (token.isWord("check") && next.is("(")) {
      return enforced(at, policy, edits);
    }
    if (token.isWord("not") && next.isWord("null")) {
      return at + 2;
    }
    if (token.isWord("null") || token.isWord("first")) {
      return at + 1;
    }
    if (token.isWord("comment") || token.isWord("after")) {
      return at + 2;
    }
    if (token.isWord("default") && next.isWord("null")) {
      return at + 2;
    }
    if (token.isWord("collate") || token.isWord("charset")) {
      edits.replace(token.start(), next.end(), "", List.of());
      return at + 2;
    }
    if (token.isWord("character") && next.isWord("set") && at + 2 < rest.size()) {
      edits.replace(token.start(), rest.get(at + 2).end(), "", List.of());
      return at + 3;
    }
    throw Refusal.protectedUse(
        "the attribute "
            + (token.kind() == Token.Kind.WORD
                ? token.value().toUpperCase(java.util.Locale.ROOT)
                : "")
            + " of the protected column "
            + name.value()
            + ", which the database cannot keep to on cells; take it out of the definition",
        token.position());
  }

  // A CHECK on the values, which the codec enforces where the database cannot: Hibernate's lists of
  // an enumeration.
  private int enforced(int at, ColumnPolicy policy, Edits edits) {
    TokenReader reader = new TokenReader(rest.subList(at + 1, rest.size()));
    reader.list();
    int end = rest.size() - reader.rest().size();
    boolean holds =
        CheckParser.read(rest.subList(at + 2, end - 1), Set.of(policy.name()))
            .filter(all -> all.stream().allMatch(c -> c.demand().enforcedBy(policy.type())))
            .isPresent();
    if (!holds) {
      throw Refusal.protectedUse(
          "the CHECK of the protected column "
              + name.value()
              + ", which neither the database nor the codec of its type enforces; take it out, or"
              + " make the policy's type say it",
          rest.get(at).position());
    }
    edits.replace(rest.get(at).start(), rest.get(end - 1).end(), "", List.of());
    edits.warn(
        "The CHECK on "
            + name.value()
            + " is enforced by this driver and not by the database, which sees cells only.");
    return end;
  }

  private boolean agrees(LogicalType logical) {
    String written = SqlType.written(type);
    List<Integer> sizes =
        type.stream()
            .filter(t -> t.kind() == Token.Kind.NUMBER && t.text().matches("[0-9]{1,9}"))
            .map(t -> Integer.valueOf(t.text()))
            .toList();
    int first = sizes.isEmpty() ? 0 : sizes.get(0);
    return switch (logical.name()) {
      case SMALLINT -> written.equals("smallint");
      case INTEGER -> written.equals("int") || written.equals("integer");
      case BIGINT -> written.equals("bigint");
      case DECIMAL ->
          (written.equals("decimal") || written.equals("numeric") || written.equals("dec"))
              && first == logical.precision()
              && (sizes.size() > 1 ? sizes.get(1) : 0) == logical.scale();
      case REAL ->
          written.equals("float") && (sizes.size() != 1 || SqlType.isShortFloat(type, sizes));
      case DOUBLE ->
          written.startsWith("double")
              || written.equals("real")
              || (written.equals("float")
                  && sizes.size() == 1
                  && !SqlType.isShortFloat(type, sizes));
      case BOOLEAN ->
          written.equals("boolean")
              || written.equals("bool")
              || (written.equals("bit") && sizes.isEmpty())
              || ((written.equals("tinyint") || written.equals("bit")) && first == 1);
      case CHAR -> written.equals("char") && first == logical.length();
      case VARCHAR -> written.equals("varchar") && first == logical.length();
      case TEXT -> written.endsWith("text");
      case ENUM -> written.equals("enum") || written.equals("varchar");
      case DATE -> written.equals("date");
      case TIME -> written.equals("time") && micros(first);
      case TIMESTAMP -> written.equals("datetime") && micros(first);
      case TIMESTAMPTZ -> written.equals("timestamp") && micros(first);
      case UUID -> written.equals("uuid") || (written.equals("char") && first == 36);
      case BYTES ->
          (written.equals("varbinary") && first == logical.length())
              || (logical.length() == 0 && written.endsWith("blob"));
      case JSON -> written.equals("json") || written.equals("longtext");
    };
  }

  // What is kept has microseconds; a column of the database without them would cut.
  private static boolean micros(int digits) {
    return digits == 6;
  }
}
