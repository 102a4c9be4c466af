package io.tenantcrypt.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tenantcrypt.it.EmbeddedServer;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * What a query allocates, ours against AES-GCM by hand, on the driver in memory. Bytes, unlike
 * times, do not depend on what else the machine does.
 */
class AllocationIT {

  private static final int EXECUTIONS = 10_000;
  private static final double MOST = 1.6;

  @Test
  void pointRead_besideHandWrittenEncryption_allocatesLittleMore() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start("allocation")) {
      Benchmarks.prepare(server, 1, "HAND", "OURS");

      long byHand = bytesPerRead(Way.HAND);
      long ours = bytesPerRead(Way.OURS);

      assertThat((double) ours / byHand)
          .as("ours %d bytes, by hand %d bytes", ours, byHand)
          .isLessThan(MOST);
    }
  }

  private static long bytesPerRead(Way way) throws Exception {
    Session session = new Session();
    session.target = Target.STUB;
    session.way = way;
    session.tenants = 1;
    session.openWarm();
    try {
      // The first half warms up: what the compiler removes later is not counted.
      read(session);
      return read(session);
    } finally {
      session.close();
    }
  }

  private static long read(Session session) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    long sum = 0;
    for (int i = 0; i < EXECUTIONS; i++) {
      sum += session.pointRead();
    }
    assertThat(sum).isNotZero();
    return (threads.getThreadAllocatedBytes(thread) - before) / EXECUTIONS;
  }
}
