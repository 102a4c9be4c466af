package io.tenantcrypt.keys.store;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The few threads that a runtime has, however many connections and tenants: started when there is
 * work, never holding up the end of the JVM, with a bounded queue.
 */
final class BackgroundThreads implements Executor, AutoCloseable {

  private static final System.Logger LOG = System.getLogger("io.tenantcrypt.keys");
  private static final int THREADS = 4;
  private static final int QUEUE = 1_000;

  private final ScheduledThreadPoolExecutor executor = daemons(THREADS);

  /** Its own thread, so that clock and sweep go on while every other one waits for a KMS. */
  private final ScheduledThreadPoolExecutor clockwork = daemons(1);

  private static ScheduledThreadPoolExecutor daemons(int threads) {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            threads,
            work -> {
              Thread thread = new Thread(work, "tenantcrypt-keys");
              thread.setDaemon(true);
              return thread;
            });
    executor.setKeepAliveTime(10, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  @Override
  public void execute(Runnable work) {
    if (executor.getQueue().size() >= QUEUE) {
      throw new RejectedExecutionException("Too much waits to be refreshed");
    }
    executor.execute(() -> guarded(work));
  }

  /** Runs something again and again. */
  void repeat(Runnable work, long pauseMillis) {
    ScheduledFuture<?> unused =
        clockwork.scheduleWithFixedDelay(
            () -> guarded(work), pauseMillis, pauseMillis, TimeUnit.MILLISECONDS);
  }

  /** One failure must not end what is repeated; its text may say more than a log may hold. */
  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Work on keys in the background failed: {0}",
          e.getClass().getName());
    }
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
    executor.shutdownNow();
  }
}
