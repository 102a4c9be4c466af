package io.tenantcrypt.policy.yaml;

import io.tenantcrypt.policy.LogicalType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which columns share a domain, and whether they may. */
final class Domains {

  private final Map<String, Use> first = new LinkedHashMap<>();
  private final Map<Use, Use> shared = new LinkedHashMap<>();

  private record Use(Value column, String domain, LogicalType.Family family, boolean declared) {}

  void add(Value column, String domain, LogicalType type, boolean declared) {
    Use use = new Use(column, domain, type.family(), declared);
    Use other = first.putIfAbsent(domain, use);
    if (other != null) {
      shared.put(use, other);
    }
  }

  void check() {
    shared.forEach(
        (use, other) -> {
          // The domain itself is not named: it may be the value of a variable.
          String both = "the domain is that of " + other.column().path();
          if (use.family() != other.family()) {
            use.column()
                .problem(
                    both
                        + " too, whose type is of the family "
                        + other.family().label()
                        + ", not "
                        + use.family().label()
                        + "; cells of one domain are of one family");
          } else if (!use.declared() && !other.declared()) {
            use.column().problem(both + " too, by chance; declare a domain");
          }
        });
  }
}
