package io.tenantcrypt.sql;

import java.util.List;

/**
 * A statement as an exemption compares it: its tokens as the server reads them. White space,
 * comments, the semicolon at the end and the case of unquoted words do not count; everything else
 * does, above all every literal, as written and as read.
 *
 * @param parts the tokens in order
 */
record NormalForm(List<Part> parts) {

  /** A token without its place. Quoted and unquoted names, and all kinds of constants, differ. */
  record Part(Token.Kind kind, String text, String value) {}

  NormalForm {
    parts = List.copyOf(parts);
  }

  /** The normal form of one statement's tokens. */
  static NormalForm of(List<Token> statement) {
    return new NormalForm(
        statement.stream()
            .map(
                t ->
                    new Part(
                        t.kind(), t.kind() == Token.Kind.WORD ? t.value() : t.text(), t.value()))
            .toList());
  }

  /** Hides the text, which may hold literals. */
  @Override
  public String toString() {
    return "NormalForm[" + parts.size() + " tokens]";
  }
}
