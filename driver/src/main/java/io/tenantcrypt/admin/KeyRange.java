package io.tenantcrypt.admin;

import java.util.Optional;

/**
 * Rows of a table in the order of its key.
 *
 * @param after where it begins, this row left out; empty for the beginning
 * @param upTo where it ends, this row included; empty for the end
 */
record KeyRange(Optional<KeyPosition> after, Optional<KeyPosition> upTo) {

  /** The whole table. */
  static final KeyRange ALL = new KeyRange(Optional.empty(), Optional.empty());

  /** What is left of it behind a row. */
  KeyRange from(KeyPosition position) {
    return new KeyRange(Optional.of(position), upTo);
  }
}
