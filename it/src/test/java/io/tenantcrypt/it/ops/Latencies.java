package io.tenantcrypt.it.ops;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long one tenant's operations took, by phase, in classes that are 5 % wide. Safe for several
 * threads.
 */
final class Latencies {

  private static final double WIDTH = Math.log(1.05);
  private static final int CLASSES = 500;

  private final String tenant;
  private final Map<String, AtomicLongArray> phases = new ConcurrentSkipListMap<>();

  Latencies(String tenant) {
    this.tenant = tenant;
  }

  void add(String phase, long nanos) {
    long micros = Math.max(1, TimeUnit.NANOSECONDS.toMicros(nanos));
    int at = (int) Math.min(CLASSES - 1, Math.round(Math.log((double) micros) / WIDTH));
    phases.computeIfAbsent(phase, name -> new AtomicLongArray(CLASSES)).incrementAndGet(at);
  }

  /** Lines {@code COUNT tenant phase n}, {@code P50 tenant phase micros} and {@code P99 …}. */
  String lines() {
    StringBuilder lines = new StringBuilder();
    phases.forEach(
        (phase, counts) -> {
          long all = count(counts);
          line(lines, "COUNT", phase, all);
          line(lines, "P50", phase, percentile(counts, all * 50 / 100));
          line(lines, "P99", phase, percentile(counts, all * 99 / 100));
        });
    return lines.toString();
  }

  private void line(StringBuilder lines, String what, String phase, long number) {
    lines.append(what).append(' ').append(tenant).append(' ').append(phase).append(' ');
    lines.append(number).append(System.lineSeparator());
  }

  private static long count(AtomicLongArray counts) {
    long all = 0;
    for (int i = 0; i < CLASSES; i++) {
      all += counts.get(i);
    }
    return all;
  }

  private static long percentile(AtomicLongArray counts, long below) {
    long seen = 0;
    for (int i = 0; i < CLASSES; i++) {
      seen += counts.get(i);
      if (seen > below) {
        return Math.round(Math.exp(i * WIDTH));
      }
    }
    return 0;
  }
}
