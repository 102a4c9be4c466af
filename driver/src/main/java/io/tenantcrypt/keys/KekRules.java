package io.tenantcrypt.keys;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.policy.KeyPolicy;
import io.tenantcrypt.tenancy.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which KEK a tenant gets: templates, tiers and the limits of {@code keys.allowed}. Immutable. */
public final class KekRules {

  /** The tier of tenants that are made without one; it has {@code keys.kek}. */
  public static final String NO_TIER = "";

  private final Optional<KekTemplate> standard;
  private final Map<String, KekTemplate> tiers = new TreeMap<>();
  private final List<String> allowed;

  /**
   * The rules of a policy.
   *
   * @param override the setting {@code kek}, in place of {@code keys.kek}
   */
  public KekRules(KeyPolicy policy, Optional<String> override) {
    this.standard = override.or(policy::kek).map(KekTemplate::new);
    policy.tiers().forEach((tier, template) -> tiers.put(tier, new KekTemplate(template)));
    this.allowed = policy.allowed();
  }

  /**
   * The KEK of the platform's own keys, the registry key first of all.
   *
   * @throws TenantCryptException TC040 if none is named, or it takes a caller's attributes
   */
  public KekUri platform() {
    return standard().expand(TenantId.PLATFORM, Map.of());
  }

  /**
   * The KEK of a new tenant.
   *
   * @param tier one of {@code keys.tiers}, or {@link #NO_TIER}
   * @param attributes exactly those that the template names
   * @throws TenantCryptException TC040 if the tier is unknown or the attributes do not fit
   */
  public KekUri choose(TenantId tenant, String tier, Map<String, String> attributes) {
    KekTemplate template = template(tenant, tier);
    if (template.takesAttributes() && allowed.isEmpty()) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "The KEK of tenant "
              + tenant
              + " is made from what a caller gives, and the policy limits it by nothing. List the"
              + " permitted KEKs in keys.allowed.");
    }
    return template.expand(tenant, attributes);
  }

  /**
   * Holds a KEK against {@code keys.allowed}: as it is written, or as the KMS itself calls it.
   *
   * @throws TenantCryptException TC040 if no pattern matches
   */
  public void requireAllowed(TenantId tenant, KekUri written, KekUri canonical) {
    if (allowed.isEmpty()) {
      return;
    }
    for (String text : allowed) {
      KekPattern pattern = new KekPattern(text);
      if (pattern.matches(written) || pattern.matches(canonical)) {
        return;
      }
    }
    throw new TenantCryptException(
        ErrorCode.TC040,
        "keys.allowed permits no KEK "
            + written
            + " for tenant "
            + tenant
            + ". Choose a permitted one, or add a pattern to keys.allowed.");
  }

  private KekTemplate template(TenantId tenant, String tier) {
    if (tier.equals(NO_TIER)) {
      return standard();
    }
    KekTemplate template = tiers.get(tier);
    if (template == null) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "Tenant "
              + tenant
              + " asks for a tier that keys.tiers does not name; it names "
              + tiers.keySet()
              + ".");
    }
    return template;
  }

  private KekTemplate standard() {
    return standard.orElseThrow(
        () ->
            new TenantCryptException(
                ErrorCode.TC040,
                "No KEK is named. Set keys.kek in the policy or the setting tenantcrypt.kek, for"
                    + " example aws-kms://alias/tenantcrypt."));
  }
}
