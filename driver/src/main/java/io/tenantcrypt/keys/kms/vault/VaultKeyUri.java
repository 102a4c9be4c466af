package io.tenantcrypt.keys.kms.vault;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.kms.KekUriQuery;
import io.tenantcrypt.keys.kms.KmsEndpoint;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code vault://HOST[:PORT]/MOUNT/KEY}, then perhaps {@code ?namespace=NS}, {@code
 * &credentials=NAME} and {@code &tls=false}, read.
 *
 * @param server with its port
 * @param mount of the transit engine, of one or several segments
 * @param key a name of transit's
 * @param namespace none means the root's
 * @param credentials names a set of settings; empty means the default's
 */
record VaultKeyUri(
    URI server,
    String mount,
    String key,
    Optional<String> namespace,
    Optional<String> credentials) {

  private static final int PORT = 8200;
  private static final String HOST =
      "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\\[[0-9A-Fa-f:]{2,39}\\])";

  /** What transit takes for a name; so no segment is "..". */
  private static final String NAME = "[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,126}[A-Za-z0-9_])?";

  private static final String SEGMENTS = NAME + "(?:/" + NAME + "){0,15}";
  private static final Pattern PATH =
      Pattern.compile("(" + HOST + ")(?::([1-9][0-9]{0,4}))?/(" + SEGMENTS + ")/(" + NAME + ")");
  private static final Pattern NAMESPACE = Pattern.compile(SEGMENTS);
  private static final Pattern CREDENTIALS = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");

  static VaultKeyUri parse(KekUri uri) {
    KekUriQuery query =
        KekUriQuery.read(uri, Set.of("namespace", "credentials", "tls"))
            .orElseThrow(VaultKeyUri::malformed);
    Matcher path = PATH.matcher(query.path());
    if (!path.matches()
        || !fits(query.find("namespace"), NAMESPACE)
        || !fits(query.find("credentials"), CREDENTIALS)) {
      throw malformed();
    }
    String host = path.group(1).toLowerCase(Locale.ROOT);
    int port = path.group(2) == null ? PORT : Integer.parseInt(path.group(2));
    return new VaultKeyUri(
        KmsEndpoint.read(scheme(query.find("tls")) + "://" + host + ":" + port)
            .filter(server -> port <= 0xffff)
            .orElseThrow(VaultKeyUri::malformed),
        path.group(3),
        path.group(4),
        query.find("namespace"),
        query.find("credentials"));
  }

  /** Whether a text can be the path of a namespace; so it can stand in a header. */
  static boolean isNamespace(String text) {
    return NAMESPACE.matcher(text).matches();
  }

  private static boolean fits(Optional<String> value, Pattern pattern) {
    return value.isEmpty() || pattern.matcher(value.get()).matches();
  }

  private static String scheme(Optional<String> tls) {
    return switch (tls.orElse("true")) {
      case "true" -> "https";
      case "false" -> "http";
      default -> throw malformed();
    };
  }

  /** The key's one name, without how it is reached. */
  KekUri canonical() {
    return new KekUri(
        "vault",
        server.getAuthority()
            + "/"
            + mount
            + "/"
            + key
            + namespace.map(name -> "?namespace=" + name).orElse(""));
  }

  /** What a version of it is called in the key table. */
  String version(long version) {
    return mount + "/" + key + "/v" + version;
  }

  /** A path of the engine's, below {@code /v1/}. */
  String path(String operation) {
    return mount + "/" + operation + "/" + key;
  }

  private static TenantCryptException malformed() {
    return new TenantCryptException(
        ErrorCode.TC040,
        "A KEK in Vault or OpenBao is vault://HOST[:PORT]/MOUNT/KEY, then perhaps"
            + " ?namespace=NAMESPACE, &credentials=NAME of a set of settings (A-Z, 0-9, _), and"
            + " &tls=false where HOST is localhost. MOUNT and KEY are of A-Z a-z 0-9 _ . - and"
            + " begin and end with a letter, a digit or _: write vault://HOST/transit/t-{tenant}"
            + " rather than /{tenant}, and tenants' ids without ':'. Correct keys.kek, keys.tiers,"
            + " the tenant's attributes or tenantcrypt.kek.");
  }
}
