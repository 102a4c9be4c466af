package io.tenantcrypt.it.ops;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * An application in a process of its own, which changes and reads rows of several tenants until its
 * standard input ends. Lines there tell it what goes on, and it says {@code TOLD} and the line once
 * it acts upon it: {@code phase NAME}, {@code shredding TENANT}, {@code shredded TENANT}.
 *
 * <p>Prints {@code LOAD statements=… refused=…}, how long operations took as {@link Latencies} says
 * it, and each failure.
 */
final class LoadClient {

  static final String PHASE = "phase ";
  static final String SHREDDING = "shredding ";
  static final String SHREDDED = "shredded ";
  static final String TOLD = "TOLD ";

  private final List<LoadTenant> tenants;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong statements = new AtomicLong();
  private volatile String phase = "begin";

  private LoadClient(List<LoadTenant> tenants) {
    this.tenants = tenants;
  }

  /** What is written of a row when it was changed so often. */
  static String value(String tenant, int id, int changes) {
    return tenant + "/" + id + "/" + changes;
  }

  /**
   * Runs it.
   *
   * @param args the driver's URL; the first row's id; how many threads; tenants
   */
  public static void main(String[] args) throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(args[0]);
    int first = Integer.parseInt(args[1]);
    int threads = Integer.parseInt(args[2]);
    config.setMaximumPoolSize(threads);
    List<LoadTenant> tenants =
        List.of(args).subList(3, args.length).stream().map(LoadTenant::new).toList();
    try (HikariDataSource pool = new HikariDataSource(config)) {
      boolean sound = new LoadClient(tenants).run(pool, first, threads);
      System.exit(sound ? 0 : 1);
    }
  }

  private boolean run(DataSource pool, int first, int threads) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    List<Future<Boolean>> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int from = first + i * LoadThread.ROWS;
      workers.add(
          executor.submit(new LoadThread(pool, tenants, from, () -> phase, over, statements)));
    }
    System.out.println("READY");
    listen();
    over.set(true);
    boolean sound = true;
    for (Future<Boolean> worker : workers) {
      sound &= worker.get();
    }
    executor.shutdown();
    long refused = tenants.stream().mapToLong(LoadTenant::refusals).sum();
    System.out.println("LOAD statements=" + statements + " refused=" + refused);
    tenants.forEach(tenant -> System.out.print(tenant.latencies().lines()));
    return sound;
  }

  /** Whoever started this process ends it by closing its input. */
  private void listen() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith(PHASE)) {
        phase = line.substring(PHASE.length());
      } else if (line.startsWith(SHREDDING)) {
        tenant(line.substring(SHREDDING.length())).shredding();
      } else if (line.startsWith(SHREDDED)) {
        tenant(line.substring(SHREDDED.length())).shredded();
      } else {
        throw new IllegalArgumentException("Not understood: " + line);
      }
      System.out.println(TOLD + line);
    }
  }

  private LoadTenant tenant(String id) {
    return tenants.stream().filter(tenant -> tenant.id().equals(id)).findFirst().orElseThrow();
  }
}
