package io.tenantcrypt.keys.kms.aws;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.kms.KekUriQuery;
import io.tenantcrypt.keys.kms.KmsEndpoint;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code aws-kms://alias/NAME}, {@code aws-kms://KEY-ID} or {@code aws-kms://ARN}, then perhaps
 * {@code ?region=R} and {@code &endpoint=URL}, read.
 *
 * @param key as KMS takes it for a KeyId
 * @param region the ARN's, else the parameter's; empty leaves it to the SDK's default chain
 * @param endpoint in place of the region's; empty leaves it to the SDK's settings
 */
record AwsKeyUri(String key, Optional<String> region, Optional<URI> endpoint) {

  private static final String ID = "(?:mrk-)?[0-9a-f-]{32,36}";
  private static final String ALIAS = "alias/[A-Za-z0-9/_:-]{1,250}";
  private static final Pattern ARN =
      Pattern.compile(
          "arn:aws[a-z0-9-]*:kms:([a-z0-9-]{1,64}):[0-9]{12}:(?:key/" + ID + "|" + ALIAS + ")");
  private static final Pattern NAME = Pattern.compile(ID + "|" + ALIAS);
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,64}");

  static AwsKeyUri parse(KekUri uri) {
    KekUriQuery query =
        KekUriQuery.read(uri, Set.of("region", "endpoint")).orElseThrow(AwsKeyUri::malformed);
    Optional<String> region = query.find("region");
    Matcher arn = ARN.matcher(query.path());
    if (arn.matches()) {
      if (region.isPresent() && !region.get().equals(arn.group(1))) {
        throw malformed();
      }
      region = Optional.of(arn.group(1));
    } else if (!NAME.matcher(query.path()).matches()
        || region.filter(name -> !REGION.matcher(name).matches()).isPresent()) {
      throw malformed();
    }
    return new AwsKeyUri(query.path(), region, query.find("endpoint").map(AwsKeyUri::endpoint));
  }

  private static URI endpoint(String text) {
    return KmsEndpoint.read(text).orElseThrow(AwsKeyUri::malformed);
  }

  /** Whether it names a key by all that KMS calls it. */
  boolean isKeyArn() {
    return key.startsWith("arn:") && key.contains(":key/");
  }

  /** Whether KMS, which answers with a key's ARN, may mean the key that this URI names. */
  boolean mayBe(String answered) {
    if (!answered.startsWith("arn:")) {
      return false;
    }
    if (key.contains("alias/")) {
      return region.isEmpty() || answered.contains(":kms:" + region.get() + ":");
    }
    return key.startsWith("arn:") ? answered.equals(key) : answered.endsWith(":key/" + key);
  }

  private static TenantCryptException malformed() {
    return new TenantCryptException(
        ErrorCode.TC040,
        "A KEK in AWS KMS is aws-kms://alias/NAME, aws-kms://KEY-ID, or aws-kms://ARN of a key or an"
            + " alias, then perhaps ?region=REGION (that of the ARN where there is one) and"
            + " &endpoint=https://HOST. Correct keys.kek, keys.tiers, the tenant's attributes or"
            + " tenantcrypt.kek.");
  }
}
