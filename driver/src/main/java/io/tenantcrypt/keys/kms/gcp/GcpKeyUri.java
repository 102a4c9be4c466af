package io.tenantcrypt.keys.kms.gcp;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.kms.KekUriQuery;
import io.tenantcrypt.keys.kms.KmsEndpoint;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code gcp-kms://projects/P/locations/L/keyRings/R/cryptoKeys/K}, then perhaps {@code
 * ?endpoint=URL}, read.
 *
 * @param name the key's resource name
 * @param endpoint in place of Google's global one
 */
record GcpKeyUri(String name, Optional<URI> endpoint) {

  private static final String ID = "[A-Za-z0-9_-]{1,63}";
  private static final Pattern NAME =
      Pattern.compile(
          "projects/[A-Za-z0-9][A-Za-z0-9.:-]{0,62}/locations/[a-z0-9-]{1,63}/keyRings/"
              + ID
              + "/cryptoKeys/"
              + ID);
  private static final Pattern VERSION = Pattern.compile("/cryptoKeyVersions/[1-9][0-9]{0,18}");

  static GcpKeyUri parse(KekUri uri) {
    KekUriQuery query = KekUriQuery.read(uri, Set.of("endpoint")).orElseThrow(GcpKeyUri::malformed);
    if (!NAME.matcher(query.path()).matches()) {
      throw malformed();
    }
    return new GcpKeyUri(
        query.path(),
        query
            .find("endpoint")
            .map(text -> KmsEndpoint.read(text).orElseThrow(GcpKeyUri::malformed)));
  }

  /** Whether a resource name is that of a version of this key. */
  boolean isVersion(String answered) {
    return answered.startsWith(name)
        && VERSION.matcher(answered.substring(name.length())).matches();
  }

  private static TenantCryptException malformed() {
    return new TenantCryptException(
        ErrorCode.TC040,
        "A KEK in Google Cloud KMS is"
            + " gcp-kms://projects/PROJECT/locations/LOCATION/keyRings/RING/cryptoKeys/KEY without a"
            + " version, then perhaps ?endpoint=https://HOST. RING and KEY are of A-Z a-z 0-9 _ -,"
            + " at most 63: a tenant's id in them has neither '.' nor ':'. Correct keys.kek,"
            + " keys.tiers, the tenant's attributes or tenantcrypt.kek.");
  }
}
