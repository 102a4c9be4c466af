package io.tenantcrypt.policy.yaml;

import java.util.Optional;
import java.util.regex.Pattern;

/** The shapes of text that the schema knows, each with the pattern that stands in its $defs. */
enum Form {
  DEPLOYMENT(
      "(?![0-]*$)(?:[0-9a-f]{32,128}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})",
      128,
      "at least 32 random lower-case hexadecimal digits, or a lower-case UUID, as"
          + " \"openssl rand -hex 16\" prints"),
  COLUMN_NAME(
      "[^\\x00-\\x1F\\x7F]{1,128}",
      128,
      "a name of 1 to 128 characters without control characters"),
  TABLE_NAME(
      Names.PART + "(?:\\." + Names.PART + ")?",
      300,
      "table or schema.table; a part with a dot, a blank or a quote stands in double quotes"),
  COLUMN_REFERENCE(
      Names.PART + "(?:\\." + Names.PART + "){1,2}", 450, "table.column or schema.table.column"),
  DOMAIN("[^\\x00-\\x1F\\x7F]{1,200}", 200, "1 to 200 characters without control characters"),
  SESSION_VARIABLE(
      "@?[A-Za-z_][A-Za-z0-9_$]*(?:\\.[A-Za-z_][A-Za-z0-9_$]*)*",
      128,
      "the name of a database variable, as in app.tenant_id"),
  KEK(
      "[a-z][a-z0-9+.-]*://(?:[^\\s{}]|\\{tenant\\})+",
      1024,
      "a KEK URI such as aws-kms://alias/name; {tenant} may stand in it"),
  TIER_KEK(
      "[a-z][a-z0-9+.-]*://(?:[^\\s{}]|\\{[A-Za-z][A-Za-z0-9_-]*\\})+",
      1024,
      "a KEK URI such as aws-kms://alias/name; {tenant} and {attribute} may stand in it"),
  KEK_PATTERN(
      "[a-z][a-z0-9+.-]*://[^\\s{}]+",
      1024,
      "a KEK URI in which * stands for any characters, without braces"),
  TIER_NAME(
      "[A-Za-z0-9][A-Za-z0-9_.-]{0,62}", 63, "a name of letters, digits, \"_\", \".\", \"-\""),
  DURATION("0s|[1-9][0-9]{0,5}(?:ms|s|m|h|d)", 8, "a duration such as 500ms, 30s, 5m, 12h or 7d"),
  TYPE(TypeGrammar.PATTERN, 64, "a logical type such as varchar(20), text, bigint or date"),
  LABEL("[^\\x00-\\x1F\\x7F]{1,255}", 255, "1 to 255 characters without control characters"),
  SQL("\\S[\\s\\S]*", 65536, "one SQL statement of at most 65536 characters"),
  NOTE("\\S[\\s\\S]*", 1000, "a text of at most 1000 characters"),
  DATE("[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])", 10, "a date such as 2027-06-30"),
  EXTENSION("[A-Za-z0-9_][A-Za-z0-9_-]{0,62}", 63, "the name of a database extension");

  private final String regex;
  private final Pattern pattern;
  private final int longest;
  private final String expected;

  Form(String regex, int longest, String expected) {
    this.regex = regex;
    this.pattern = Pattern.compile(regex);
    this.longest = longest;
    this.expected = expected;
  }

  /** The pattern without anchors. */
  String regex() {
    return regex;
  }

  /** The most characters. */
  int longest() {
    return longest;
  }

  /** What is expected, for messages. */
  String expected() {
    return expected;
  }

  boolean matches(String text) {
    // The length first: some patterns take stack in proportion to it.
    return text.length() <= 2 * longest
        && text.codePointCount(0, text.length()) <= longest
        && pattern.matcher(text).matches();
  }

  /** The text that stands at the value, if it has this shape; else it is reported. */
  Optional<String> read(Value value) {
    return value.scalar().flatMap(scalar -> check(value, scalar));
  }

  private Optional<String> check(Value value, Scalar scalar) {
    if (!matches(scalar.text())) {
      value.problem("expected " + expected + ", not " + scalar.shown());
      return Optional.empty();
    }
    if (!scalar.isText()) {
      value.problem("expected text; put " + scalar.shown() + " in quotes");
      return Optional.empty();
    }
    return Optional.of(scalar.text());
  }
}
