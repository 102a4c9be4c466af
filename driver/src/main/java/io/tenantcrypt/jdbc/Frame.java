package io.tenantcrypt.jdbc;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.delegate.Binding;
import io.tenantcrypt.jdbc.delegate.Held;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the application bound to one statement: the calls, to be made again on another delegate, and
 * the values that are sealed or checked. Mutable; for one thread.
 */
final class Frame {

  /** Stands for SQL NULL, as null stands for a parameter that was not set. */
  static final Object NULL = new Object();

  private static final boolean[] NEVER = {};

  private static final Binding READ_ONCE =
      (statement, position) -> {
        throw SqlExceptions.of(
            ErrorCode.TC003,
            "The statement must be prepared again, and parameter "
                + position
                + " was bound as a stream that is read already. Bind it again.");
      };

  /** The call and the value of each parameter, side by side: an execution makes one array. */
  private @Nullable Object[] held;

  /** Streams are rare: as long as none was bound there is no room for them. */
  private boolean[] once = NEVER;

  /**
   * An empty frame.
   *
   * @param parameters how many are expected; more are taken too
   */
  Frame(int parameters) {
    held = new Object[2 * parameters];
  }

  private void ensure(int index) {
    if (index > limit()) {
      held = Arrays.copyOf(held, 2 * Math.max(index, 2 * limit()));
    }
  }

  private static int call(int index) {
    return 2 * index - 2;
  }

  private static int given(int index) {
    return 2 * index - 1;
  }

  private boolean isOnce(int index) {
    return index < once.length && once[index];
  }

  /** Remembers a call; the value that an earlier one left is gone. */
  void remember(int index, Binding binding, boolean readOnce) {
    ensure(index);
    held[call(index)] = binding;
    held[given(index)] = null;
    if (readOnce) {
      once = Arrays.copyOf(once, Math.max(once.length, limit() + 1));
      once[index] = true;
    } else if (index < once.length) {
      once[index] = false;
    }
  }

  /** The parameter is not set. */
  void forget(int index) {
    ensure(index);
    held[call(index)] = null;
    held[given(index)] = null;
  }

  /** Remembers a value: canonical bytes, {@link #NULL} or a {@link Given}. */
  void value(int index, Object value) {
    ensure(index);
    held[given(index)] = value;
  }

  /**
   * The value of a parameter.
   *
   * @throws TenantCryptException TC022 if it is not set
   */
  Object value(int index) {
    Object value = index <= limit() ? held[given(index)] : null;
    if (value == null) {
      throw new TenantCryptException(ErrorCode.TC022, "Parameter " + index + " is not set.");
    }
    return value;
  }

  /** Whether a call is remembered for a parameter. */
  boolean isSet(int index) {
    return index <= limit() && held[call(index)] != null;
  }

  /** The call for a parameter, or null if it is not set; a stream's is given once. */
  @Nullable Binding take(int index) {
    Binding binding = index <= limit() ? (Binding) held[call(index)] : null;
    if (binding != null && isOnce(index)) {
      held[call(index)] = READ_ONCE;
    }
    return binding;
  }

  /** Marks a stream as read by the driver. */
  void consumed(int index) {
    if (isOnce(index)) {
      held[call(index)] = READ_ONCE;
    }
  }

  /** The highest index that may be set. */
  int limit() {
    return held.length / 2;
  }

  /**
   * A copy whose calls can be made again whatever the application does with its objects meanwhile.
   *
   * @return null if one of them cannot: a stream, or an object that is not known to be copied
   */
  @Nullable Frame kept(Slots slots) {
    Frame copy = new Frame(limit());
    for (int index = 1; index <= Math.min(limit(), slots.count()); index++) {
      copy.held[given(index)] = held[given(index)];
      Binding binding = (Binding) held[call(index)];
      if (binding != null && slots.positions(index).length > 0) {
        Binding again = binding instanceof Held<?> changing ? changing.kept() : binding;
        if (again == null || isOnce(index)) {
          return null;
        }
        copy.held[call(index)] = again;
      }
    }
    return copy;
  }

  /** Makes the calls of a {@link #kept} frame on a statement. */
  void bindTo(PreparedStatement statement, Slots slots) throws SQLException {
    for (int index = 1; index <= Math.min(limit(), slots.count()); index++) {
      Binding binding = (Binding) held[call(index)];
      if (binding != null) {
        for (int position : slots.positions(index)) {
          binding.apply(statement, position);
        }
      }
    }
  }

  void clear() {
    Arrays.fill(held, null);
    once = NEVER;
  }
}
