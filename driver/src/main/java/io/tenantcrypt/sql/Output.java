package io.tenantcrypt.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A column that a query gives.
 *
 * @param name as outer queries see it; empty where the server makes one up
 */
record Output(String name, Origin origin) {

  /** The same outputs under other names; those beyond the names keep theirs. */
  static List<Output> named(List<Output> outputs, List<String> names) {
    List<Output> named = new ArrayList<>();
    for (Output output : outputs) {
      int i = named.size();
      named.add(new Output(i < names.size() ? names.get(i) : output.name(), output.origin()));
    }
    return named;
  }
}
