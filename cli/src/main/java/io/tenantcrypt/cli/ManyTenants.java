package io.tenantcrypt.cli;

import io.tenantcrypt.TenantCrypt;
import io.tenantcrypt.admin.JobSummary;
import io.tenantcrypt.admin.TenantSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A command that does the same to one tenant or many, each on its own: one that fails keeps no
 * other back. What is done begins again where it is run again.
 */
@Command
abstract class ManyTenants extends DatabaseLeaf {

  @Parameters(arity = "0..*", paramLabel = "TENANT", description = "The tenants' ids.")
  private List<String> tenants = new ArrayList<>();

  @Mixin private final JobWork jobs = new JobWork();

  @Option(names = "--dry-run", description = "Only lists the tenants.")
  private boolean dryRun;

  @Override
  final ExitCode run(TenantCrypt tenantCrypt) {
    List<String> chosen = chosen(tenantCrypt);
    int rate = jobs.rate();
    Optional<JobSummary> job = dryRun || !tenants.isEmpty() ? Optional.empty() : job(tenantCrypt);
    if (job.isPresent()) {
      return jobs.run(tenantCrypt, job.get().id(), output(), streams());
    }
    Progress progress = new Progress(streams(), chosen.size());
    ExitCode worst = ExitCode.OK;
    long failed = 0;
    for (String tenant : chosen) {
      Optional<Failure> failure =
          dryRun ? Optional.empty() : one(tenant, work(tenantCrypt), progress, rate);
      if (dryRun) {
        output().tell(streams(), Json.of("planned").put("tenant", tenant), tenant);
      }
      if (failure.isPresent()) {
        failed++;
        worst = failure.get().exit();
      }
    }
    progress.end();
    output()
        .tell(
            streams(),
            Json.of("summary")
                .put("tenants", chosen.size())
                .put("failed", failed)
                .put("dryRun", dryRun),
            chosen.size()
                + " tenants"
                + (dryRun ? ", nothing was done" : ", " + failed + " failed"));
    return failed > 0 && chosen.size() > 1 ? ExitCode.FINDINGS : worst;
  }

  private List<String> chosen(TenantCrypt tenantCrypt) {
    Optional<List<String>> all = all(tenantCrypt);
    if (all.isPresent() != tenants.isEmpty()) {
      throw new UsageException("Name tenants, or choose many by the option for that, not both.");
    }
    return all.orElse(tenants);
  }

  private Optional<Failure> one(
      String tenant, Function<String, TenantSummary> work, Progress progress, int rate) {
    try {
      progress.await(rate);
      TenantSummary after = work.apply(tenant);
      progress.step();
      if (output().json() || !progress.shown()) {
        output().tell(streams(), TenantLines.json(after), TenantLines.text(after));
      }
      return Optional.empty();
    } catch (RuntimeException e) {
      Failure failure = Failure.of(e);
      progress.step();
      Optional<String> whose = Optional.of(tenant);
      output().tell(streams(), failure.json(whose), failure.text(whose));
      return Optional.of(failure);
    }
  }

  /** The tenants that an option chose; empty if none did. */
  abstract Optional<List<String>> all(TenantCrypt tenantCrypt);

  /** The job that does it to all that an option chose, if there is one for them. */
  abstract Optional<JobSummary> job(TenantCrypt tenantCrypt);

  abstract Function<String, TenantSummary> work(TenantCrypt tenantCrypt);
}
