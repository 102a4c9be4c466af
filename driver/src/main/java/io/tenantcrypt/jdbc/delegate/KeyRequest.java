package io.tenantcrypt.jdbc.delegate;

import org.jspecify.annotations.Nullable;

/** What generated keys an application asks for. */
public sealed interface KeyRequest {

  /** Does not ask. */
  record None() implements KeyRequest {}

  /** By flag, as {@link java.sql.Statement#RETURN_GENERATED_KEYS}. */
  record Flag(int value) implements KeyRequest {}

  /** By column positions, from 1. */
  @SuppressWarnings("ArrayRecordComponent")
  record Indexes(int[] values) implements KeyRequest {}

  /** By column names. */
  @SuppressWarnings("ArrayRecordComponent")
  record Names(String[] values) implements KeyRequest {}

  /** The one instance needed. */
  KeyRequest NONE = new None();

  /** A request by flag. */
  static KeyRequest of(int flag) {
    return flag == java.sql.Statement.NO_GENERATED_KEYS ? NONE : new Flag(flag);
  }

  /** A request by positions; without any where there are none. */
  static KeyRequest of(int @Nullable [] indexes) {
    return indexes == null ? NONE : new Indexes(indexes.clone());
  }

  /** A request by names; without any where there are none. */
  static KeyRequest of(String @Nullable [] names) {
    return names == null ? NONE : new Names(names.clone());
  }
}
