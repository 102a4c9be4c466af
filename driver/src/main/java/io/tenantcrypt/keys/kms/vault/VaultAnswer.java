package io.tenantcrypt.keys.kms.vault;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.ErrorCode;
import java.util.List;
import java.util.Set;

/** What Vault answered. Its bytes are overwritten when it is closed. No {@code toString}. */
final class VaultAnswer implements AutoCloseable {

  static final int OK = 200;
  static final int DENIED = 403;
  static final int THROTTLED = 429;

  /** 412: a standby that has not seen a write yet. */
  private static final Set<Integer> PASSING = Set.of(412, THROTTLED, 500, 502, 503, 504);

  private final int status;
  private final byte[] bytes;
  private final JsonObject body;

  private VaultAnswer(int status, byte[] bytes, JsonObject body) {
    this.status = status;
    this.bytes = bytes;
    this.body = body;
  }

  /**
   * Reads an answer.
   *
   * @param bytes taken over
   * @throws VaultFailure TC030 if a success holds no JSON; of an error the status will do
   */
  static VaultAnswer of(int status, byte[] bytes) {
    try {
      return new VaultAnswer(status, bytes, JsonReader.read(bytes));
    } catch (JsonReader.JsonException e) {
      SecretBytes.overwrite(bytes);
      if (status == OK) {
        throw new VaultFailure(ErrorCode.TC030, "its answer could not be read: " + e.getMessage());
      }
      return new VaultAnswer(status, bytes, JsonObject.EMPTY);
    }
  }

  int status() {
    return status;
  }

  boolean isOk() {
    return status == OK;
  }

  /** Whether the same request may have another answer soon. */
  boolean isPassing() {
    return PASSING.contains(status);
  }

  JsonObject body() {
    return body;
  }

  /** Of an answer of Vault's own, also an empty list; never to be quoted. */
  List<String> errors() {
    return body.texts("errors").orElse(List.of());
  }

  /** Whether Vault wrote it, and not something before it. */
  boolean isVaults() {
    return body.texts("errors").isPresent() || body.text("request_id").isPresent();
  }

  boolean says(String words) {
    return errors().stream().anyMatch(error -> error.contains(words));
  }

  @Override
  public void close() {
    SecretBytes.overwrite(bytes);
  }
}
