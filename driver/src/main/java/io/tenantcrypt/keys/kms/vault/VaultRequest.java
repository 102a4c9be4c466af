package io.tenantcrypt.keys.kms.vault;

import io.tenantcrypt.crypto.SecretBytes;
import java.util.Optional;

/**
 * A request, without the token. No {@code toString}: its body may hold a secret.
 *
 * <p>The same one may be sent again; its body is overwritten when it is closed.
 */
final class VaultRequest implements AutoCloseable {

  private final String path;
  private final Optional<String> namespace;
  private final Optional<byte[]> body;

  private VaultRequest(String path, Optional<String> namespace, Optional<byte[]> body) {
    this.path = path;
    this.namespace = namespace;
    this.body = body;
  }

  /** Reads. */
  static VaultRequest get(String path, Optional<String> namespace) {
    return new VaultRequest(path, namespace, Optional.empty());
  }

  /** Sends what the writer holds, which is closed. */
  static VaultRequest post(String path, Optional<String> namespace, JsonWriter body) {
    try (body) {
      return new VaultRequest(path, namespace, Optional.of(body.toByteArray()));
    }
  }

  /** Below {@code /v1/}. */
  String path() {
    return path;
  }

  Optional<String> namespace() {
    return namespace;
  }

  /** The live array; empty of a reading. */
  Optional<byte[]> body() {
    return body;
  }

  @Override
  public void close() {
    body.ifPresent(SecretBytes::overwrite);
  }
}
