package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.JobOptions;
import io.tenantcrypt.admin.JobSummary;
import io.tenantcrypt.keys.JobState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How this process works on a job, and what it tells meanwhile. */
final class JobWork {

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description = "So many rows or tenants a second at most. Default: no bound.")
  private int rate;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "4",
      description = "Threads of this process, 1 to 64. Default: ${DEFAULT-VALUE}.")
  private int workers;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "1m",
      description = {
        "How long to wait for what this process does not do itself, such as a grace period: 30s, 5m,",
        "2h, 7d. After that the job stays as it is; go on later. Default: ${DEFAULT-VALUE}."
      })
  private String patience = "1m";

  int rate() {
    if (rate < 0) {
      throw new UsageException("--rate is a number a second, or 0 for no bound.");
    }
    return rate;
  }

  /** Refuses options that are wrong before anything is begun. */
  void check() {
    options();
  }

  private JobOptions options() {
    if (workers < 1 || workers > 64) {
      throw new UsageException("--workers is from 1 to 64.");
    }
    return JobOptions.DEFAULT
        .withRate(rate())
        .withWorkers(workers)
        .withPatience(Times.parse("--wait", patience));
  }

  /** Works on a job, and tells how it stands whenever it enters another phase, and in the end. */
  ExitCode run(TenantCrypt tenantCrypt, String id, Output output, Streams streams) {
    Told told = new Told(output, streams);
    JobSummary after = tenantCrypt.jobs().run(id, options().withProgress(told::now));
    told.end();
    output.tell(streams, JobLines.json(after), JobLines.text(after));
    return exit(after);
  }

  private static ExitCode exit(JobSummary job) {
    return switch (job.state()) {
      case DONE -> ExitCode.OK;
      case INCOMPLETE -> ExitCode.FINDINGS;
      case READY -> ExitCode.UNAVAILABLE;
      case PAUSED, CANCELLED -> ExitCode.REFUSED;
    };
  }

  /** What was told last. For one thread. */
  private static final class Told {
    private final Output output;
    private final Streams streams;
    private @Nullable String last;

    Told(Output output, Streams streams) {
      this.output = output;
      this.streams = streams;
    }

    void now(JobSummary job) {
      if (job.state() != JobState.READY) {
        return;
      }
      String where =
          Optional.ofNullable(job.progress().get("phase")).orElse("") + job.waiting().orElse("");
      if (streams.terminal()) {
        streams.err().print("\r\u001b[K" + JobLines.brief(job));
        streams.err().flush();
      } else if (!where.equals(last)) {
        output.tell(streams, JobLines.json(job), JobLines.brief(job));
      }
      last = where;
    }

    void end() {
      if (streams.terminal() && last != null) {
        streams.err().println();
      }
    }
  }
}
