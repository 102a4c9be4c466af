package io.tenantcrypt.keys.store;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.util.ArrayList;
import java.util.List;

/**
 * How a policy stands to the record of protected columns.
 *
 * @param additions columns that the policy protects and the registry does not know yet
 * @param revisionBehind whether the registry's revision is lower than the policy's
 * @param objections why this policy may not write; empty if it may
 */
public record RegistryVerdict(
    List<RegisteredColumn> additions, boolean revisionBehind, List<String> objections) {

  public RegistryVerdict {
    additions = List.copyOf(additions);
    objections = List.copyOf(objections);
  }

  /** Whether a policy of these columns and this revision may write beside what is recorded. */
  static RegistryVerdict of(
      List<RegisteredColumn> recorded, long highest, List<RegisteredColumn> policy, long revision) {
    List<String> objections = new ArrayList<>();
    if (revision < highest) {
      objections.add("its revision is " + revision + " and the highest seen is " + highest);
    }
    for (RegisteredColumn column : recorded) {
      policy.stream()
          .filter(column::names)
          .findFirst()
          .ifPresentOrElse(
              now -> difference(column, now, objections),
              () -> {
                if (policy.stream().noneMatch(column::becomes)) {
                  objections.add(column + " is not protected any more");
                }
              });
    }
    List<RegisteredColumn> additions =
        policy.stream().filter(column -> recorded.stream().noneMatch(column::names)).toList();
    return new RegistryVerdict(additions, revision > highest, objections);
  }

  /** Cells that are there would not open, or the wire would see more: every change is refused. */
  private static void difference(
      RegisteredColumn was, RegisteredColumn now, List<String> objections) {
    List<String> names =
        List.of("table", "column", "domain", "type family", "mode", "storage", "migration state");
    for (int i = 0; i < names.size(); i++) {
      if (!was.values().get(i).equals(now.values().get(i))) {
        objections.add(
            was + " has another " + names.get(i) + " (recorded: " + was.values().get(i) + ")");
      }
    }
  }

  /** Whether a runtime with this policy may write to protected tables. */
  public boolean mayWrite() {
    return objections.isEmpty();
  }

  /** Whether the registry knows all of this policy already. */
  public boolean isRecorded() {
    return additions.isEmpty() && !revisionBehind;
  }

  /**
   * Refuses writes to protected tables unless the policy may make them.
   *
   * @throws TenantCryptException TC041 naming each objection
   */
  public void requireWrites() {
    if (!mayWrite()) {
      throw new TenantCryptException(
          ErrorCode.TC041,
          "This policy may not write to protected tables, because it is weaker than what the key"
              + " tables have recorded: "
              + String.join("; ", objections)
              + ". Deploy the current policy, or take a column out on purpose with `policy"
              + " retire`.");
    }
  }
}
