package io.tenantcrypt.jdbc;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * The distributed transaction that a physical connection works for. It begins and ends without
 * passing a logical connection, on the transaction manager's thread. Safe for use by several
 * threads.
 */
final class Branch {

  /** Transaction ids have an {@code equals} of their own in each transaction manager. */
  private record Id(int format, ByteBuffer transaction, ByteBuffer branch) {
    static Id of(Xid xid) {
      return new Id(
          xid.getFormatId(),
          ByteBuffer.wrap(xid.getGlobalTransactionId()),
          ByteBuffer.wrap(xid.getBranchQualifier()));
    }
  }

  private final Set<Id> definitions = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Id current;

  /** For a connection that works for none. */
  Branch() {}

  boolean isOpen() {
    return current != null;
  }

  boolean is(Xid xid) {
    Id open = current;
    return open != null && open.equals(Id.of(xid));
  }

  void open(Xid xid) {
    current = Id.of(xid);
  }

  void close() {
    current = null;
  }

  /** Notes that a branch waits for its commit. */
  void prepared(Xid xid, boolean withDefinitions) {
    if (withDefinitions) {
      definitions.add(Id.of(xid));
    }
  }

  /** Whether a branch that was prepared here, and ends now, has changed the catalog. */
  boolean hadDefinitions(Xid xid) {
    return definitions.remove(Id.of(xid));
  }
}
