package io.tenantcrypt.it.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Two applications that read and write all the while, each in a process of its own. */
final class Applications implements AutoCloseable {

  private static final int PROCESSES = 2;
  private static final int THREADS = 2;

  /** Rows with ids from 1 that each tenant needs. */
  static final int ROWS = PROCESSES * THREADS * LoadThread.ROWS;

  private final List<OtherProcess> processes = new ArrayList<>();

  private Applications() {}

  static Applications start(String url, List<String> tenants) throws Exception {
    Applications applications = new Applications();
    for (int i = 0; i < PROCESSES; i++) {
      List<String> args = new ArrayList<>();
      args.add(url);
      args.add(Integer.toString(1 + i * THREADS * LoadThread.ROWS));
      args.add(Integer.toString(THREADS));
      args.addAll(tenants);
      applications.processes.add(OtherProcess.start(LoadClient.class, args.toArray(String[]::new)));
    }
    for (OtherProcess process : applications.processes) {
      process.awaitReady();
    }
    return applications;
  }

  /** Says what is going on, and waits until both have heard it. */
  void tell(String line) throws Exception {
    for (OtherProcess process : processes) {
      process.tell(line);
    }
    for (OtherProcess process : processes) {
      process.awaitLine(LoadClient.TOLD + line);
    }
  }

  /** Lets both end, and holds them to it that nothing failed. */
  void finish() throws Exception {
    for (OtherProcess process : processes) {
      int exit = process.finish();
      List<String> failures =
          process.output().stream().filter(line -> line.startsWith("FAILED ")).toList();
      assertThat(failures).isEmpty();
      assertThat(exit).as("%s", process.output()).isZero();
    }
  }

  /** What they have told of statements and times, one line for each line of theirs. */
  List<String> report() {
    List<String> report = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      String name = "application " + (i + 1) + ": ";
      processes.get(i).output().stream()
          .filter(line -> line.matches("(LOAD|COUNT|P50|P99) .*"))
          .forEach(line -> report.add(name + line));
    }
    return report;
  }

  /** The same number of each application, of those that have it. */
  List<OptionalLong> numbers(String what, String tenant, String phase) {
    String begin = what + " " + tenant + " " + phase + " ";
    return processes.stream()
        .map(
            process ->
                process.output().stream()
                    .filter(line -> line.startsWith(begin))
                    .mapToLong(line -> Long.parseLong(line.substring(begin.length())))
                    .findFirst())
        .toList();
  }

  @Override
  public void close() {
    processes.forEach(OtherProcess::close);
  }
}
