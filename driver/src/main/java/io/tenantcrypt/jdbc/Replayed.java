package io.tenantcrypt.jdbc;

import io.tenantcrypt.jdbc.delegate.StatementAction;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of a statement, given to each real statement that comes to stand behind it. */
final class Replayed {

  private @Nullable Map<String, StatementAction<Statement>> settings;

  void put(String name, StatementAction<Statement> action) {
    Map<String, StatementAction<Statement>> kept = settings;
    if (kept == null) {
      kept = new LinkedHashMap<>();
      settings = kept;
    }
    kept.remove(name); // so that the last call comes last: one setting may change another's
    kept.put(name, action);
  }

  void apply(Statement real) throws SQLException {
    if (settings != null) {
      for (StatementAction<Statement> action : settings.values()) {
        action.apply(real);
      }
    }
  }

  boolean has(String name) {
    return settings != null && settings.containsKey(name);
  }
}
