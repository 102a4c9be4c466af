package io.tenantcrypt.sql;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.Select;

/** Everything in a tree that an analysis must have looked at, by identity. */
final class Inventory {

  private final Set<Table> tables = identitySet();
  private final Set<Column> columns = identitySet();
  private final Set<Select> selects = identitySet();
  private final Set<JdbcParameter> parameters = identitySet();
  private final Set<Function> functions = identitySet();

  private static <T> Set<T> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** Adds a node if it is of a kind that is kept. */
  void add(Object node) {
    if (node instanceof Table table) {
      tables.add(table);
    } else if (node instanceof Column column) {
      columns.add(column);
    } else if (node instanceof Select select) {
      selects.add(select);
    } else if (node instanceof JdbcParameter parameter) {
      parameters.add(parameter);
    } else if (node instanceof Function function) {
      functions.add(function);
    }
  }

  Set<Table> tables() {
    return tables;
  }

  Set<Column> columns() {
    return columns;
  }

  Set<Select> selects() {
    return selects;
  }

  Set<JdbcParameter> parameters() {
    return parameters;
  }

  Set<Function> functions() {
    return functions;
  }
}
