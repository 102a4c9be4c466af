package io.tenantcrypt.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a rehearsal came to.
 *
 * @param run the rehearsal's id, 32 hexadecimal digits
 * @param tenant that it made; empty if it made none
 * @param table that it wrote to; empty if none could be
 * @param steps in their order; after one that failed only what cleans up
 */
public record RehearsalReport(
    String run, Optional<String> tenant, Optional<String> table, List<Step> steps) {

  /**
   * One thing that was tried.
   *
   * @param name a word that never changes
   * @param ok whether it went as it must
   * @param detail what came of it, or what is in its way; no value of a column
   */
  public record Step(String name, boolean ok, String detail) {}

  public RehearsalReport {
    steps = List.copyOf(steps);
  }

  /** Whether all went as it must. */
  public boolean ok() {
    return steps.stream().allMatch(Step::ok);
  }

  /** The same as JSON. */
  public String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("run", run);
    all.put("ok", ok());
    all.put("tenant", tenant);
    all.put("table", table);
    all.put("steps", steps.stream().map(RehearsalReport::told).toList());
    return Json.write(all);
  }

  private static Map<String, Object> told(Step step) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("name", step.name());
    told.put("ok", step.ok());
    told.put("detail", step.detail());
    return told;
  }
}
