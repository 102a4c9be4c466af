package io.tenantcrypt.keys;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantId;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A KEK URI with {@code {tenant}} and {@code {attribute}} in it, as the policy writes it. */
final class KekTemplate {

  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z0-9_.-]*)}");

  /** No '?', '#', '%' or brace: an attribute cannot add parameters or a further place. */
  private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z0-9_.:/@+=-]{1,1024}");

  private static final String TENANT = "tenant";

  /**
   * What {@code {tenant}} gives for the platform: KMSs allow no {@code $} in names, and no
   * application's tenant begins like this.
   */
  private static final String PLATFORM = "-platform";

  private final String text;
  private final Set<String> attributes = new TreeSet<>();

  KekTemplate(String text) {
    this.text = text;
    Matcher places = PLACE.matcher(text);
    while (places.find()) {
      if (!TENANT.equals(places.group(1))) {
        attributes.add(places.group(1));
      }
    }
  }

  /** Whether a caller's attributes go into it. */
  boolean takesAttributes() {
    return !attributes.isEmpty();
  }

  KekUri expand(TenantId tenant, Map<String, String> given) {
    if (!attributes.equals(given.keySet())) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "The KEK of tenant "
              + tenant
              + " takes the attributes "
              + attributes
              + " and was given "
              + new TreeSet<>(given.keySet())
              + ". Give exactly those that the template in keys.kek or keys.tiers names.");
    }
    String id = tenant.equals(TenantId.PLATFORM) ? PLATFORM : tenant.value();
    return KekUri.parse(
        PLACE
            .matcher(text)
            .replaceAll(
                place ->
                    Matcher.quoteReplacement(
                        TENANT.equals(place.group(1))
                            ? id
                            : attribute(tenant, place.group(1), given))));
  }

  private static String attribute(TenantId tenant, String name, Map<String, String> given) {
    String value = given.getOrDefault(name, "");
    if (!ATTRIBUTE.matcher(value).matches() || value.contains("..")) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "The attribute "
              + name
              + " of tenant "
              + tenant
              + " is not 1 to 1,024 of A-Z a-z 0-9 _ . : / @ + = - without \"..\". Give the key's"
              + " name as its KMS writes it.");
    }
    return value;
  }
}
