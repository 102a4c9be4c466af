package io.tenantcrypt.protect;

import io.tenantcrypt.codec.Connector;
import io.tenantcrypt.codec.Decoder;
import io.tenantcrypt.plan.ProtectedColumn;
import org.jspecify.annotations.Nullable;

/**
 * Decoders of the columns of plans that are used now: each execution of a plan brings the same
 * column objects. Safe for several threads.
 */
final class Decoders {

  /** A power of two. */
  private static final int SIZE = 256;

  private record Known(ProtectedColumn column, Connector connector, Decoder decoder) {}

  /** Threads may overwrite each other's: what they miss is made again. */
  private final @Nullable Known[] places = new Known[SIZE];

  @SuppressWarnings("ReferenceEquality") // an equal column of another plan gets its own
  Decoder of(ProtectedColumn column, Connector connector) {
    int place = System.identityHashCode(column) & (SIZE - 1);
    Known there = places[place];
    if (there != null && there.column() == column && there.connector() == connector) {
      return there.decoder();
    }
    Decoder made = new Decoder(column.label(), column.type(), connector);
    places[place] = new Known(column, connector, made);
    return made;
  }
}
