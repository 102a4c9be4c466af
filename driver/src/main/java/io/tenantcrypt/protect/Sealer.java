package io.tenantcrypt.protect;

import io.tenantcrypt.plan.ProtectedColumn;

/**
 * Seals the values of one execution. For one thread. After {@link #close} it seals no more, and
 * still answers whether what it sealed may be sent.
 */
public interface Sealer extends AutoCloseable {

  /**
   * Seals a value that {@link io.tenantcrypt.codec.Codec} has encoded.
   *
   * @return {@code byte[]}, or {@code String} for a column with text storage
   * @throws io.tenantcrypt.error.TenantCryptException as the keys answer
   */
  Object seal(ProtectedColumn column, byte[] canonical);

  /**
   * Whether every cell that was sealed here may be sent now: its key version still seals, by a ring
   * that is still believed. One look at the clock and nothing else; to be asked right before the
   * real driver is.
   */
  boolean maySend();

  /**
   * Asks the keys anew, where {@link #maySend} says no.
   *
   * @return false if another version seals by now, so that the values must be sealed again
   * @throws io.tenantcrypt.error.TenantCryptException as the keys answer: nothing may be sent
   */
  boolean renewed();

  /** Whether another sealer used no key version that this one has not used. */
  boolean covers(Sealer other);

  @Override
  void close();
}
