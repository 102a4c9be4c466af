package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.policy.ColumnPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Judges ALTER TABLE … ALTER COLUMN. For one thread. */
final class AlterColumn {

  private static final Set<String> TENANCY_TYPES =
      Set.of("character varying", "text", "smallint", "integer", "bigint", "uuid");
  private static final Set<String> STORAGE_SETTINGS =
      Set.of("statistics", "storage", "compression");

  private final Definition definition;
  private final RelationName table;
  private final TableGuard guard;
  private final Constraints constraints;

  AlterColumn(
      Definition definition, RelationName table, TableGuard guard, Constraints constraints) {
    this.definition = definition;
    this.table = table;
    this.guard = guard;
    this.constraints = constraints;
  }

  /**
   * Judges what follows the column's name.
   *
   * @param action all of the action, from ALTER on
   * @return false for what is not known
   */
  boolean judge(List<Token> action, Token column, TokenReader reader) {
    boolean cell = guard.cells().containsKey(column.value());
    if (reader.skipWord("type") || reader.skipWords("set", "data", "type")) {
      type(action, column, reader.rest());
      return true;
    }
    if (reader.skipWord("drop")) {
      return reader.skipWord("default")
          || reader.skipWords("not", "null")
          || reader.skipWord("identity")
          || reader.skipWord("expression");
    }
    if (reader.skipWords("set", "not", "null")) {
      return true;
    }
    if (reader.skipWords("set", "default")) {
      boolean nothing = reader.rest().size() == 1 && reader.seesWord("null");
      if (cell && !nothing) {
        throw notOnCells(column, "a DEFAULT", "set the value in the application");
      }
      constraints.expression(reader.rest());
      return true;
    }
    if (reader.skipWord("reset")) {
      return true;
    }
    if (reader.skipWord("set")
        && (reader.sees("(") || STORAGE_SETTINGS.contains(reader.peek().value()))) {
      return true;
    }
    if (cell) {
      throw notOnCells(column, "an identity or generated value", "number it in the application");
    }
    // ADD GENERATED, SET GENERATED, SET EXPRESSION, RESTART
    constraints.expression(reader.rest());
    return true;
  }

  private Refusal notOnCells(Token column, String what, String way) {
    return Refusal.protectedUse(
        what
            + " for the protected column "
            + table
            + "."
            + column.value()
            + ": the server cannot seal it; "
            + way,
        column.position());
  }

  private void type(List<Token> action, Token column, List<Token> rest) {
    List<Token> type = new ArrayList<>();
    int at = 0;
    while (at < rest.size() && !rest.get(at).isWord("collate") && !rest.get(at).isWord("using")) {
      type.add(rest.get(at));
      at++;
    }
    if (type.isEmpty()) {
      throw Refusal.unsupported("a type is expected here", column.position());
    }
    int using = at;
    while (using < rest.size() && !rest.get(using).isWord("using")) {
      using++;
    }
    List<Token> expression = rest.subList(Math.min(using + 1, rest.size()), rest.size());
    ColumnPolicy cell = guard.cells().get(column.value());
    if (cell != null) {
      cellType(action, column, cell, type, at < using, expression);
    } else {
      if (guard.isTenancyColumn(column.value())) {
        tenancyType(column, type, rest.subList(at, using), expression);
      }
      constraints.expression(expression);
      definition.change(new CatalogChange.Unknown());
    }
  }

  /** The logical type is the policy's; where the text says the same there is nothing to do. */
  private void cellType(
      List<Token> action,
      Token column,
      ColumnPolicy cell,
      List<Token> type,
      boolean collated,
      List<Token> expression) {
    if (collated || !isItself(expression, column.value())) {
      throw notOnCells(
          column, "COLLATE or USING", "leave it out and convert the values in the application");
    }
    if (!SqlType.agrees(type, cell.type())) {
      boolean family = SqlType.of(type).family().filter(cell.type().family()::equals).isPresent();
      throw Refusal.mismatch(
          "the type of the protected column "
              + table
              + "."
              + column.value()
              + " is the policy's, and this is another; "
              + (family
                  ? "change it in the policy first: within a family (here "
                      + cell.type().family().label()
                      + ") no cell need change, and this statement then has nothing to do"
                  : "add a new column of that type to table and policy, and copy the values in the"
                      + " application"),
          column.position());
    }
    String nothing = "ALTER COLUMN " + Names.quote(column.value()) + " DROP DEFAULT";
    definition
        .edits()
        .replace(action.get(0).start(), action.get(action.size() - 1).end(), nothing, List.of());
  }

  private void tenancyType(
      Token column, List<Token> type, List<Token> collation, List<Token> expression) {
    if (!isItself(expression, column.value())) {
      throw Refusal.boundary(
          "USING would compute the tenancy column "
              + table
              + "."
              + column.value()
              + " anew, so that rows could change their tenant; leave it out",
          column.position());
    }
    if (!TENANCY_TYPES.contains(SqlType.of(type).name()) || !collation.isEmpty()) {
      throw Refusal.boundary(
          "a tenancy column is of type varchar, text, smallint, integer, bigint or uuid, without a"
              + " collation of its own",
          column.position());
    }
  }

  /** Whether an expression is the column and nothing else, or is missing; a cast says the type. */
  private static boolean isItself(List<Token> written, String column) {
    List<Token> expression = written;
    while (expression.size() > 2
        && expression.get(0).is("(")
        && expression.get(expression.size() - 1).is(")")) {
      expression = expression.subList(1, expression.size() - 1);
    }
    if (expression.isEmpty()) {
      return true;
    }
    boolean name = expression.get(0).isName() && expression.get(0).value().equals(column);
    return name
        && (expression.size() == 1 || expression.get(1).is("::"))
        && expression.stream()
            .skip(1)
            .allMatch(
                t ->
                    t.is("::")
                        || t.is("(")
                        || t.is(")")
                        || t.is(",")
                        || t.kind() == Token.Kind.NUMBER
                        || SqlType.isBuiltIn(t.value()));
  }
}
