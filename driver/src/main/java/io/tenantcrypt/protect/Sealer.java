package io.tenantcrypt.protect;

import io.tenantcrypt.plan.ProtectedColumn;

/** Seals the values of one execution. For one thread. */
public interface Sealer extends AutoCloseable {

  /**
   * Seals a value that {@link io.tenantcrypt.codec.Codec} has encoded.
   *
   * @return {@code byte[]}, or {@code String} for a column with text storage
   * @throws io.tenantcrypt.error.TenantCryptException as the keys answer
   */
  Object seal(ProtectedColumn column, byte[] canonical);

  @Override
  void close();
}
