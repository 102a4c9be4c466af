package io.tenantcrypt.keys.kms;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Where a KMS listens. Plaintext keys come back from there: without TLS only this very machine. */
public final class KmsEndpoint {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private KmsEndpoint() {}

  /**
   * Reads {@code https://HOST[:PORT]}, or {@code http://} of the loopback interface.
   *
   * @return empty if it is another, or names a user
   */
  public static Optional<URI> read(String text) {
    try {
      URI endpoint = new URI(text);
      String host = endpoint.getHost();
      boolean safe =
          "https".equals(endpoint.getScheme())
              || ("http".equals(endpoint.getScheme()) && isLoopback(host == null ? "" : host));
      return host != null && endpoint.getUserInfo() == null && safe
          ? Optional.of(endpoint)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty(); // not quoted: a password may stand in it
    }
  }

  /** Whether a host, as a URI writes it, is this very machine. */
  public static boolean isLoopback(String host) {
    return LOOPBACK.contains(host);
  }
}
