package io.tenantcrypt.admin;

/**
 * A tenant whose keys want something done.
 *
 * @param tenant whose
 * @param version of the data key that seals
 * @param reason why
 * @param detail the column and how many of its cells are sealed or reserved for sealing, or an age
 */
public record DueKey(String tenant, int version, Reason reason, String detail) {

  /** Why something is due, and by that what. */
  public enum Reason {
    /** Half of the cells that one column key may seal are sealed or reserved: rotate. */
    MESSAGES,
    /** The data key is older than {@code keys.rotation.dek}: rotate. */
    DATA_KEY_AGE,
    /** The keys were wrapped longer ago than {@code keys.rotation.kek}: re-wrap. */
    KEK_AGE
  }
}
