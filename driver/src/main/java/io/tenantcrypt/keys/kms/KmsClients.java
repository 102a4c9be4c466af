package io.tenantcrypt.keys.kms;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One client of a KMS for each place that it is asked at, however many KEKs there are; made when it
 * is first called and on a thread of its own, since finding region or credentials may ask the
 * machine's metadata service: who asks at another place does not wait for that. What failed is
 * begun anew by the next call. Safe for several threads.
 *
 * @param <P> a place
 * @param <C> a client
 */
public final class KmsClients<P, C> implements AutoCloseable {

  /** Makes a client. */
  @FunctionalInterface
  public interface Making<P, C> {
    /** Takes as long as it takes. */
    C connect(P place) throws IOException;
  }

  private final String thread;
  private final Making<P, C> making;
  private final Consumer<C> closing;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<P, CompletableFuture<C>> clients = new HashMap<>();
  private boolean closed;

  /**
   * No clients yet.
   *
   * @param thread what the threads are called that make them
   * @param closing ends one
   */
  public KmsClients(String thread, Making<P, C> making, Consumer<C> closing) {
    this.thread = thread;
    this.making = making;
    this.closing = closing;
  }

  /**
   * The client for a place, or what is making it.
   *
   * @return fails by what the making failed with, or by an {@link IOException} if this is closed
   */
  public CompletableFuture<C> of(P place) {
    lock.lock();
    try {
      if (closed) {
        return CompletableFuture.failedFuture(new IOException("closed"));
      }
      CompletableFuture<C> there = clients.get(place);
      if (there == null || there.isCompletedExceptionally()) {
        there = begin(place);
        clients.put(place, there);
      }
      return there;
    } finally {
      lock.unlock();
    }
  }

  private CompletableFuture<C> begin(P place) {
    CompletableFuture<C> client = new CompletableFuture<>();
    Thread maker = new Thread(() -> make(place, client), thread);
    maker.setDaemon(true);
    maker.start();
    return client;
  }

  /** Errors too end the waiting: of a client's jars that do not fit together, for example. */
  private void make(P place, CompletableFuture<C> client) {
    try {
      land(client, making.connect(place));
    } catch (IOException | RuntimeException e) {
      client.completeExceptionally(e);
    } catch (Error e) {
      client.completeExceptionally(e);
      throw e;
    }
  }

  private void land(CompletableFuture<C> client, C made) {
    boolean late;
    lock.lock();
    try {
      late = closed;
      if (!late) {
        client.complete(made);
      }
    } finally {
      lock.unlock();
    }
    if (late) {
      closing.accept(made);
      client.completeExceptionally(new IOException("closed"));
    }
  }

  /** Ends the clients outside the lock: that may take its time. */
  @Override
  public void close() {
    List<CompletableFuture<C>> all;
    lock.lock();
    try {
      closed = true;
      all = List.copyOf(clients.values());
      clients.clear();
    } finally {
      lock.unlock();
    }
    for (CompletableFuture<C> client : all) {
      if (client.isDone() && !client.isCompletedExceptionally()) {
        closing.accept(client.join());
      }
    }
  }
}
