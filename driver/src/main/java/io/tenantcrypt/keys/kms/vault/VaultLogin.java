package io.tenantcrypt.keys.kms.vault;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a set of settings gets a token: it is given one, or logs in by AppRole or as a Kubernetes
 * service account. Exactly one of them may be set.
 */
final class VaultLogin {

  private static final String TOKEN = "TOKEN";
  private static final String ROLE = "ROLE_ID";
  private static final String SECRET = "SECRET_ID";
  private static final String KUBERNETES = "KUBERNETES_ROLE";
  private static final String JWT = "KUBERNETES_JWT";
  private static final List<String> WAYS = List.of(TOKEN, TOKEN + "_FILE", ROLE, KUBERNETES);

  /** Where Kubernetes puts a pod's own token. */
  private static final String POD = "/var/run/secrets/kubernetes.io/serviceaccount/token";

  private static final Pattern MOUNT = Pattern.compile("[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*");

  private final VaultSettings settings;
  private final Optional<String> namespace;

  /**
   * A login.
   *
   * @param namespace of the keys; that of the login may be another
   * @throws TenantCryptException TC040 if the latter cannot be one: it goes into a header
   */
  VaultLogin(VaultSettings settings, Optional<String> namespace) {
    this.settings = settings;
    this.namespace = settings.find("AUTH_NAMESPACE").or(() -> namespace);
    if (this.namespace.filter(name -> !VaultKeyUri.isNamespace(name)).isPresent()) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          settings.name("AUTH_NAMESPACE")
              + " is not the path of a namespace, such as a/b. Correct it.");
    }
  }

  /** Of the token, for what is asked about it. */
  Optional<String> namespace() {
    return namespace;
  }

  /**
   * The token that is given.
   *
   * @return empty if one logs in for it
   * @throws VaultFailure TC033 if nothing is set, or more than one way
   */
  Optional<String> given() {
    long ways = ways();
    if (ways > 1) {
      throw denied("there is more than one way to log in: set only one of ");
    }
    Optional<String> token =
        ways == 0 ? settings.common("VAULT_TOKEN") : settings.findOrInFile(TOKEN);
    if (ways == 0 && token.isEmpty()) {
      throw denied("there are no credentials: set one of ");
    }
    if (token.filter(text -> !isToken(text)).isPresent()) {
      throw denied("what is set as a token is none: correct one of ");
    }
    return token;
  }

  private long ways() {
    return WAYS.stream().filter(way -> settings.find(way).isPresent()).count();
  }

  private VaultFailure denied(String what) {
    return new VaultFailure(
        ErrorCode.TC033, what + WAYS.stream().map(settings::name).toList() + ".");
  }

  /** A token goes into a header: printable ASCII only. */
  static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  /** What asks for a token; the caller closes it. */
  VaultRequest request() {
    Optional<String> role = settings.find(ROLE);
    JsonWriter body = new JsonWriter();
    if (role.isPresent()) {
      body.text("role_id", role.get());
      settings.findOrInFile(SECRET).ifPresent(secret -> body.text("secret_id", secret));
      return VaultRequest.post(path("approle"), namespace, body);
    }
    body.text("role", settings.find(KUBERNETES).orElse(""));
    body.text("jwt", settings.findOrInFile(JWT).orElseGet(() -> settings.content(JWT, POD)));
    return VaultRequest.post(path("kubernetes"), namespace, body);
  }

  private String path(String method) {
    String mount = settings.find("AUTH_MOUNT").orElse(method);
    if (!MOUNT.matcher(mount).matches()) {
      throw new VaultFailure(
          ErrorCode.TC033,
          settings.name("AUTH_MOUNT") + " is not the path of an auth method. Correct it.");
    }
    return "auth/" + mount + "/login";
  }

  /**
   * Whether the credentials may be sent to a server: a KEK URI, perhaps a customer's, shall not
   * lead them elsewhere.
   */
  boolean isFor(URI server) {
    Optional<String> only = settings.find("ADDR");
    if (only.isEmpty() && ways() == 0) {
      only = settings.common("VAULT_ADDR");
    }
    return only.isEmpty() || isSame(only.get(), server);
  }

  private static boolean isSame(String address, URI server) {
    try {
      URI named = new URI(address.toLowerCase(Locale.ROOT));
      int port =
          named.getPort() >= 0 ? named.getPort() : "https".equals(named.getScheme()) ? 443 : 80;
      return server.getScheme().equals(named.getScheme())
          && server.getHost().equals(named.getHost())
          && server.getPort() == port;
    } catch (URISyntaxException e) {
      return false; // what is no address is no server's
    }
  }
}
