package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.tenancy.TenantType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL; its names are in the internal form already. */
final class PostgresDialect extends Dialect {

  private static final BuiltIns BUILT_INS = new BuiltIns("postgresql");
  private static final Set<String> SYSTEM_SCHEMAS = Set.of("pg_catalog", "information_schema");

  private final boolean standardConformingStrings;

  PostgresDialect(Reading.Postgres reading) {
    standardConformingStrings = reading.standardConformingStrings();
  }

  @Override
  List<Token> lex(String sql) {
    return Lexer.lex(sql, standardConformingStrings);
  }

  @Override
  String quote(String name) {
    return Names.quote(name);
  }

  @Override
  boolean isStandard() {
    return true;
  }

  @Override
  BuiltIns builtIns() {
    return BUILT_INS;
  }

  @Override
  Set<String> systemSchemas() {
    return SYSTEM_SCHEMAS;
  }

  @Override
  void checkReading(List<Token> tokens, SessionView view) {
    ServerReading.check(tokens, view);
  }

  @Override
  void checkAnalysed(List<Token> tokens) {
    for (Token token : tokens) {
      if (token.kind() == Token.Kind.QUOTED && !token.text().startsWith("\"")) {
        throw Refusal.unsupported("an identifier with Unicode escapes", token.position());
      }
    }
  }

  @Override
  boolean isReadable(RelationName relation) {
    return !relation.schema().equals("pg_catalog") || BUILT_INS.readable(relation.name());
  }

  @Override
  void checkPath(SessionView view, int position) {
    String first =
        view.searchPath().stream()
            .filter(s -> !s.startsWith("pg_temp"))
            .findFirst()
            .orElse("pg_catalog");
    if (!first.equals("pg_catalog")) {
      throw Refusal.unsupported(
          "search_path puts another schema before pg_catalog, so that operators and functions may"
              + " be others than the server's own; leave pg_catalog out of search_path",
          position);
    }
  }

  @Override
  String operator(Token operator) {
    return ParserText.operator(operator);
  }

  @Override
  Optional<TenantType> tenantType(String type) {
    return switch (type) {
      case "character varying", "text" -> Optional.of(TenantType.TEXT);
      case "smallint" -> Optional.of(TenantType.SMALLINT);
      case "integer" -> Optional.of(TenantType.INTEGER);
      case "bigint" -> Optional.of(TenantType.BIGINT);
      case "uuid" -> Optional.of(TenantType.UUID);
      default -> Optional.empty();
    };
  }

  @Override
  String tenantTypes() {
    return "varchar, text, smallint, integer, bigint or uuid";
  }

  @Override
  Optional<String> misfit(ColumnPolicy policy, ColumnInfo column) {
    Set<String> types =
        policy.storage() == ColumnPolicy.Storage.BINARY
            ? Set.of("bytea")
            : Set.of("character varying", "text");
    return types.contains(column.type())
        ? Optional.empty()
        : Optional.of(
            " is of type "
                + column.type()
                + " in the database; cells of this column need "
                + String.join(" or ", types.stream().sorted().toList()));
  }

  @Override
  String castType(ColumnPolicy.Storage storage) {
    return storage == ColumnPolicy.Storage.BINARY ? "bytea" : "text";
  }
}
