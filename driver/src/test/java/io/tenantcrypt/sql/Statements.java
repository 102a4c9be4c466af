package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Statements for tests, and the way through lexer and parser. */
final class Statements {

  /** As most servers are set. */
  static final Dialect POSTGRES = Dialect.of(new Reading.Postgres(true));

  private Statements() {}

  static List<String> ordinary() {
    return lines("ordinary-statements.txt");
  }

  static List<String> evasions() {
    return lines("evasions.txt");
  }

  static ParsedStatement parse(String sql) {
    return SqlParser.parse(sql, Lexer.lex(sql, true), POSTGRES);
  }

  /** Parsed, with every construct known. */
  static ParsedStatement checked(String sql) {
    ParsedStatement parsed = parse(sql);
    TreeAudit.check(parsed);
    return parsed;
  }

  private static List<String> lines(String resource) {
    InputStream in = Objects.requireNonNull(Statements.class.getResourceAsStream(resource));
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
