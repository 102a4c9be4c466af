package io.tenantcrypt.jdbc;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * The real driver's resource, whose calls are passed on and tell the session where a distributed
 * transaction begins and ends: a tenant binding and uncommitted tables must not outlive it. All
 * resources of one connection share what they know.
 */
final class CryptXaResource implements XAResource {

  private final XAResource raw;
  private final CryptXaConnection connection;

  /** Before there is a session nothing is sent. */
  private final ReentrantLock unused = new ReentrantLock();

  CryptXaResource(XAResource raw, CryptXaConnection connection) {
    this.raw = raw;
    this.connection = connection;
  }

  /** A transaction manager may end a branch whose time is over while a statement is sent. */
  private ReentrantLock sending() {
    Session session = connection.session();
    return session == null ? unused : session.sending();
  }

  @Override
  public void start(Xid xid, int flags) throws XAException {
    ReentrantLock sending = sending();
    sending.lock();
    try {
      raw.start(xid, flags);
      Branch branch = connection.branch();
      boolean another = branch.isOpen() && !branch.is(xid);
      boolean continued = (flags & (TMJOIN | TMRESUME)) != 0 && !branch.is(xid);
      Session session = connection.session();
      if (another && session != null) {
        ended(session, false);
      }
      branch.open(xid);
      if (continued && session != null) {
        // What the branch did on another connection is not known here.
        session.state().unsure();
      }
    } finally {
      sending.unlock();
    }
  }

  @Override
  public void end(Xid xid, int flags) throws XAException {
    raw.end(xid, flags);
  }

  @Override
  public int prepare(Xid xid) throws XAException {
    ReentrantLock sending = sending();
    sending.lock();
    try {
      Branch branch = connection.branch();
      boolean own = branch.is(xid);
      try {
        int vote = raw.prepare(xid);
        if (own) {
          Session session = connection.session();
          branch.prepared(xid, session != null && session.state().hasDefinitions());
          resolved(vote == XA_RDONLY);
        }
        return vote;
      } catch (XAException e) {
        if (own) {
          failed(e);
        }
        throw e;
      }
    } finally {
      sending.unlock();
    }
  }

  @Override
  public void commit(Xid xid, boolean onePhase) throws XAException {
    ReentrantLock sending = sending();
    sending.lock();
    try {
      Branch branch = connection.branch();
      boolean own = branch.is(xid);
      try {
        raw.commit(xid, onePhase);
      } catch (XAException e) {
        if (own) {
          failed(e);
        }
        throw e;
      }
      if (own) {
        resolved(true);
      } else {
        elsewhere(branch.hadDefinitions(xid));
      }
    } finally {
      sending.unlock();
    }
  }

  @Override
  public void rollback(Xid xid) throws XAException {
    ReentrantLock sending = sending();
    sending.lock();
    try {
      Branch branch = connection.branch();
      boolean own = branch.is(xid);
      try {
        raw.rollback(xid);
      } catch (XAException e) {
        if (own) {
          failed(e);
        }
        throw e;
      }
      if (own) {
        resolved(false);
      } else {
        branch.hadDefinitions(xid);
        elsewhere(false);
      }
    } finally {
      sending.unlock();
    }
  }

  /** The branch is no more this connection's. */
  private void resolved(boolean committed) throws XAException {
    connection.branch().close();
    Session session = connection.session();
    if (session != null) {
      ended(session, committed);
    }
  }

  /**
   * A branch was ended that this connection does not work for; drivers switch autocommit for it.
   */
  private void elsewhere(boolean definitions) throws XAException {
    Session session = connection.session();
    if (session == null || connection.branch().isOpen()) {
      return;
    }
    ended(session, true);
    if (definitions) {
      session.state().catalogSuspect();
    }
  }

  private static void ended(Session session, boolean committed) throws XAException {
    try {
      session.branchEnded(committed);
    } catch (SQLException e) {
      session.state().unsure();
      XAException failure = new XAException(XAException.XAER_RMFAIL);
      failure.initCause(e);
      throw failure;
    }
  }

  private void failed(XAException e) throws XAException {
    int code = e.errorCode;
    if (code == XAException.XAER_PROTO
        || code == XAException.XAER_INVAL
        || code == XAException.XAER_OUTSIDE
        || code == XAException.XAER_DUPID) {
      return; // it was not done, and the branch goes on
    }
    boolean gone =
        code == XAException.XAER_NOTA
            || (code >= XAException.XA_RBBASE && code <= XAException.XA_RBEND)
            || (code >= XAException.XA_HEURMIX && code <= XAException.XA_HEURHAZ);
    if (gone) {
      resolved(false);
      return;
    }
    Session session = connection.session();
    if (session != null) {
      // Whether anything of it is left is not known: it is read again before it is believed in.
      session.state().unsure();
    }
  }

  @Override
  public boolean isSameRM(@Nullable XAResource other) throws XAException {
    return other instanceof CryptXaResource that && raw.isSameRM(that.raw);
  }

  @Override
  public void forget(Xid xid) throws XAException {
    raw.forget(xid);
  }

  @Override
  public Xid[] recover(int flag) throws XAException {
    return raw.recover(flag);
  }

  @Override
  public int getTransactionTimeout() throws XAException {
    return raw.getTransactionTimeout();
  }

  @Override
  public boolean setTransactionTimeout(int seconds) throws XAException {
    return raw.setTransactionTimeout(seconds);
  }
}
