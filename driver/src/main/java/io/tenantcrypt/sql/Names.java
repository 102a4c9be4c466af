package io.tenantcrypt.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import net.sf.jsqlparser.expression.Alias;
import org.jspecify.annotations.Nullable;

/** Names as the parser hands them out, folded as the server folds them. */
final class Names {

  private static final Pattern PLAIN_TEXT = Pattern.compile("'[A-Za-z0-9_ ]+'");

  private Names() {}

  /** A name of the tree as the server takes it. */
  static String fold(String written) {
    return Lexer.fold(written);
  }

  /** The name as SQL text that means exactly it. */
  static String quote(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  static Optional<String> alias(@Nullable Alias alias) {
    return alias == null || alias.getName() == null
        ? Optional.empty()
        : Optional.of(aliasName(alias.getName()));
  }

  /** MariaDB and MySQL take a text for a name here; for others {@link TreeAudit} refuses it. */
  private static String aliasName(String written) {
    return PLAIN_TEXT.matcher(written).matches()
        ? written.substring(1, written.length() - 1).toLowerCase(Locale.ROOT)
        : fold(written);
  }

  static List<String> columns(@Nullable Alias alias) {
    if (alias == null || alias.getAliasColumns() == null) {
      return List.of();
    }
    return alias.getAliasColumns().stream().map(c -> fold(c.name)).toList();
  }

  /** A name of one to three parts in the text. */
  record Dotted(Optional<String> schema, Optional<String> qualifier, String name) {}

  static Dotted dotted(List<Token> parts, int position) {
    return switch (parts.size()) {
      case 1 -> new Dotted(Optional.empty(), Optional.empty(), parts.get(0).value());
      case 2 ->
          new Dotted(Optional.empty(), Optional.of(parts.get(0).value()), parts.get(1).value());
      case 3 ->
          new Dotted(
              Optional.of(parts.get(0).value()),
              Optional.of(parts.get(1).value()),
              parts.get(2).value());
      default -> throw Refusal.unsupported("a name of " + parts.size() + " parts", position);
    };
  }
}
