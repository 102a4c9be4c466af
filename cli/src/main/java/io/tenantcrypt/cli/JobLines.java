package io.tenantcrypt.cli;

import io.tenantcrypt.admin.JobSummary;
import java.util.Locale;
import java.util.Map;

/** Jobs as they are told. */
final class JobLines {

  private JobLines() {}

  static Json json(JobSummary job) {
    Json asked = new Json();
    job.asked().forEach(asked::put);
    Json progress = new Json();
    job.progress().forEach(progress::put);
    return Json.of("job")
        .put("id", job.id())
        .put("kind", job.kind())
        .put("tenant", job.tenant())
        .put("state", job.state())
        .put("created", job.created())
        .put("changed", job.changed())
        .put("asked", asked)
        .put("progress", progress);
  }

  /** How it stands, on one line. */
  static String brief(JobSummary job) {
    return "Job "
        + job.id()
        + " ("
        + what(job)
        + "): "
        + job.state().name().toLowerCase(Locale.ROOT)
        + value(job, "phase")
        + value(job, "parts")
        + value(job, "cells")
        + value(job, "done")
        + job.waiting().map(on -> ", waits for " + on).orElse("")
        + job.problem().map(why -> ": " + why).orElse("");
  }

  /** All of it. */
  static String text(JobSummary job) {
    StringBuilder text = new StringBuilder(brief(job));
    for (Map.Entry<String, String> entry : job.progress().entrySet()) {
      if (!entry.getValue().isEmpty()) {
        text.append(System.lineSeparator()).append("  ").append(entry.getKey()).append(": ");
        text.append(entry.getValue().replace("\n", System.lineSeparator() + "    "));
      }
    }
    return text.toString();
  }

  static Table table() {
    return new Table("JOB", "KIND", "TENANT", "STATE", "CREATED", "CHANGED");
  }

  static void row(Table table, JobSummary job) {
    table.row(
        job.id(),
        job.kind(),
        job.tenant().orElse(""),
        job.state().name(),
        job.created().toString(),
        job.changed().toString());
  }

  private static String what(JobSummary job) {
    return job.kind() + job.tenant().map(tenant -> " " + tenant).orElse("");
  }

  private static String value(JobSummary job, String name) {
    String value = job.progress().get(name);
    return value == null ? "" : ", " + name + " " + value;
  }
}
