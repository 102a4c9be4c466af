package io.tenantcrypt.policy.yaml;

import io.tenantcrypt.policy.TenancyPolicy;
import io.tenantcrypt.policy.TenancyPolicy.Unlisted;
import io.tenantcrypt.policy.TenancyPolicy.Unscoped;
import java.util.Map;
import java.util.Optional;

/** Reads {@code tenancy}. */
final class TenancyReader {

  private static final Map<String, Unscoped> UNSCOPED =
      Map.of("refuse", Unscoped.REFUSE, "scope", Unscoped.SCOPE);
  private static final Map<String, Unlisted> UNLISTED =
      Map.of("allow", Unlisted.ALLOW, "refuse", Unlisted.REFUSE);

  private TenancyReader() {}

  static Optional<TenancyPolicy> read(Value value) {
    Section section = Section.of(value, "column", "unscoped", "unlisted", "session");
    Optional<String> column = section.require("column").flatMap(Form.COLUMN_NAME::read);
    Unscoped unscoped =
        section.get("unscoped").flatMap(v -> Read.choice(v, UNSCOPED)).orElse(Unscoped.REFUSE);
    Unlisted unlisted =
        section.get("unlisted").flatMap(v -> Read.choice(v, UNLISTED)).orElse(Unlisted.ALLOW);
    Optional<String> session = section.get("session").flatMap(Form.SESSION_VARIABLE::read);
    return column.map(name -> new TenancyPolicy(name, unscoped, unlisted, session));
  }
}
