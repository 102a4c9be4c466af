package io.tenantcrypt.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import org.jspecify.annotations.Nullable;

/**
 * What the parser is given: a text of the original's length in which each token stands at its
 * place, in a form that the parser reads as the server does. No comment, no line end and no
 * literal's content is in it, so nothing of what the parser takes for a separator is, either.
 */
final class ParserText {

  /** Stands for a dot in a quoted name, which the parser would take for a separator of names. */
  static final char DOT = '\uE000';

  /**
   * Operators that the parser reads as PostgreSQL does. All others stand as {@code @>}, which has
   * the precedence that PostgreSQL gives to any operator that the standard does not know; so does
   * {@code &&}, which is AND to the parser.
   */
  private static final Set<String> OPERATORS =
      Set.of(
          "=", "<>", "!=", "<", ">", "<=", ">=", "||", "+", "-", "*", "/", "%", "^", "|", "&", "<<",
          ">>", "~", "~*", "!~", "!~*", "@>", "<@", "->", "->>", "#>", "#>>", "=>");

  private static final String ANY_OPERATOR = "@>";

  /** The same to the parser, where {@code @} would be taken for a letter. */
  private static final String OTHER_OPERATOR = "<@";

  /** No name has so many parts; the parser looks ahead over all of them again and again. */
  private static final int MOST_DOTS = 20;

  /** What the parser reads as one token and the server as several, without a difference. */
  private static final Pattern MERGED =
      Pattern.compile(
          "similar to|with ties|next value for"
              + "|(time|timestamp)(\\s?\\(\\s?[0-9]\\s?\\))? with(out)? time zone"
              + "|(time|timestamp) \\( [0-9] \\) with(out)? time zone",
          Pattern.CASE_INSENSITIVE);

  private final String text;
  private final List<Token> tokens;
  private final List<String> forms;

  private ParserText(String text, List<Token> tokens, List<String> forms) {
    this.text = text;
    this.tokens = tokens;
    this.forms = forms;
  }

  static ParserText of(String sql, List<Token> tokens, Dialect dialect) {
    char[] text = new char[sql.length()];
    Arrays.fill(text, ' ');
    List<String> forms = new ArrayList<>(tokens.size());
    Map<Integer, String> words = ParserWords.of(tokens, dialect);
    int dots = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      dots = token.is(".") ? dots + 1 : token.isName() ? dots : 0;
      if (dots > MOST_DOTS) {
        throw Refusal.unsupported("a name of more than " + MOST_DOTS + " parts", token.position());
      }
      String word = words.get(i);
      String form = word == null ? form(token, dialect) : word;
      if (i > 0 && wouldJoin(tokens.get(i - 1), token, form)) {
        form = OTHER_OPERATOR;
      }
      forms.add(form);
      form.getChars(0, form.length(), text, token.start());
    }
    return new ParserText(new String(text), tokens, forms);
  }

  // To the parser @ and # are letters of a name, unless it begins with them.
  private static boolean wouldJoin(Token before, Token token, String form) {
    return token.kind() == Token.Kind.OPERATOR
        && before.kind() == Token.Kind.WORD
        && before.end() == token.start()
        && (form.startsWith("@") || form.startsWith("#"));
  }

  int size() {
    return tokens.size();
  }

  String text() {
    return text;
  }

  /** The form in which the parser gets a token; never longer than the token. */
  private static String form(Token token, Dialect dialect) {
    return switch (token.kind()) {
      case STRING -> string(token);
      case OPERATOR -> dialect.operator(token);
      case QUOTED -> quoted(token);
      case NUMBER -> token.text().indexOf('_') < 0 ? token.text() : token.text().replace("_", "");
      case OTHER ->
          throw Refusal.unsupported(
              "variables and numbered parameters are not supported; use ?", token.position());
      case PUNCTUATION -> {
        if (token.text().equals("{") || token.text().equals("}")) {
          throw Refusal.unsupported("JDBC escapes are not supported", token.position());
        }
        yield token.text();
      }
      case WORD, BITS, PARAMETER -> token.text();
    };
  }

  /** {@code N'…'} is a blank-padded character value, which compares and converts otherwise. */
  private static String string(Token token) {
    if (token.text().charAt(0) == 'n' || token.text().charAt(0) == 'N') {
      throw Refusal.unsupported(
          "N'…' is a value of type char; write '…' without N", token.position());
    }
    return "'" + "x".repeat(token.text().length() - 2) + "'";
  }

  /** The form of an operator of PostgreSQL. */
  static String operator(Token token) {
    String value = token.value();
    if (OPERATORS.contains(value)) {
      return value;
    }
    if (token.text().length() < ANY_OPERATOR.length()) {
      throw Refusal.unsupported("the operator " + value + " is not supported", token.position());
    }
    return ANY_OPERATOR;
  }

  private static String quoted(Token token) {
    String value = token.value();
    if (value.indexOf(DOT) >= 0 || value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
      throw Refusal.unsupported("a quoted name with an unusual character", token.position());
    }
    return '"' + value.replace('.', DOT).replace("\"", "\"\"") + '"';
  }

  /**
   * Requires that the parser read the same tokens at the same places, to the end.
   *
   * @throws Refusal TC003 at the first difference
   */
  void compare(net.sf.jsqlparser.parser.@Nullable Token first) {
    net.sf.jsqlparser.parser.Token theirs = first;
    int index = 0;
    while (index < tokens.size()) {
      Token ours = tokens.get(index);
      if (forms.get(index).isEmpty()) {
        index++; // hidden; the analysis takes it up
        continue;
      }
      if (theirs == null || theirs.kind == CCJSqlParserConstants.EOF) {
        throw Refusal.unsupported(
            "the parser takes the statement for ended at position " + ours.position(),
            ours.position());
      }
      if (theirs.absoluteBegin - 1 != ours.start()) {
        throw differs(ours);
      }
      int end = theirs.absoluteEnd - 1;
      if (end == ours.start() + forms.get(index).length()
          && theirs.image.equals(forms.get(index))) {
        index++;
      } else {
        index = merged(index, end, theirs.image);
      }
      theirs = theirs.next;
    }
    if (theirs != null && theirs.kind != CCJSqlParserConstants.EOF) {
      throw Refusal.unsupported("the parser reads more than the statement", 0);
    }
  }

  private int merged(int index, int end, String image) {
    int last = index;
    while (last < tokens.size() && tokens.get(last).end() < end) {
      last++;
    }
    if (last == index
        || last >= tokens.size()
        || tokens.get(last).end() != end
        || !MERGED.matcher(image.replaceAll(" +", " ")).matches()) {
      throw differs(tokens.get(index));
    }
    return last + 1;
  }

  private static Refusal differs(Token ours) {
    return Refusal.unsupported(
        "the parser reads the text at position " + ours.position() + " differently from the server",
        ours.position());
  }
}
