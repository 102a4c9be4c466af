package io.tenantcrypt.jdbc;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.delegate.Binding;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the application bound to one statement: the calls, to be made again on another delegate, and
 * the values that are sealed or checked. Mutable; for one thread.
 */
final class Frame {

  /** Stands for SQL NULL, as null stands for a parameter that was not set. */
  static final Object NULL = new Object();

  private static final int INITIAL = 8;

  private static final Binding READ_ONCE =
      (statement, position) -> {
        throw SqlExceptions.of(
            ErrorCode.TC003,
            "The statement must be prepared again, and parameter "
                + position
                + " was bound as a stream that is read already. Bind it again.");
      };

  private @Nullable Binding[] bindings = new Binding[INITIAL];
  private @Nullable Object[] values = new Object[INITIAL];
  private boolean[] once = new boolean[INITIAL];

  private void ensure(int index) {
    if (index >= bindings.length) {
      int size = Math.max(index + 1, bindings.length * 2);
      bindings = Arrays.copyOf(bindings, size);
      values = Arrays.copyOf(values, size);
      once = Arrays.copyOf(once, size);
    }
  }

  /** Remembers a call; the value that an earlier one left is gone. */
  void remember(int index, Binding binding, boolean readOnce) {
    ensure(index);
    bindings[index] = binding;
    values[index] = null;
    once[index] = readOnce;
  }

  /** Remembers a value: canonical bytes, {@link #NULL} or a {@link Given}. */
  void value(int index, Object value) {
    ensure(index);
    values[index] = value;
  }

  /**
   * The value of a parameter.
   *
   * @throws TenantCryptException TC022 if it is not set
   */
  Object value(int index) {
    Object value = index < values.length ? values[index] : null;
    if (value == null) {
      throw new TenantCryptException(ErrorCode.TC022, "Parameter " + index + " is not set.");
    }
    return value;
  }

  /** The call for a parameter, or null if it is not set; a stream's is given once. */
  @Nullable Binding take(int index) {
    Binding binding = index < bindings.length ? bindings[index] : null;
    if (binding != null && once[index]) {
      bindings[index] = READ_ONCE;
    }
    return binding;
  }

  /** Marks a stream as read by the driver. */
  void consumed(int index) {
    if (once[index]) {
      bindings[index] = READ_ONCE;
    }
  }

  /** The highest index that may be set. */
  int limit() {
    return bindings.length - 1;
  }

  void clear() {
    Arrays.fill(bindings, null);
    Arrays.fill(values, null);
    Arrays.fill(once, false);
  }
}
