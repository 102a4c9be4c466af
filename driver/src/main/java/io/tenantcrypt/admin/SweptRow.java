package io.tenantcrypt.admin;

import java.util.List;
import java.util.Optional;

/**
 * A row with its cells as they were read and as they are to be. Immutable.
 *
 * @param key the row's
 * @param old the cells that are replaced, by the table's columns; empty for one that is left alone
 * @param fresh what replaces them
 */
record SweptRow(KeyPosition key, List<Optional<Object>> old, List<Optional<Object>> fresh) {

  SweptRow {
    old = List.copyOf(old);
    fresh = List.copyOf(fresh);
  }

  Optional<Object> replaced(int column) {
    return old.get(column);
  }

  Optional<Object> resealed(int column) {
    return fresh.get(column);
  }

  /** How many cells are replaced. */
  int cells() {
    return (int) fresh.stream().filter(Optional::isPresent).count();
  }
}
