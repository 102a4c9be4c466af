package io.tenantcrypt.tenancy;

/** How long a binding by client info lasts. */
public enum BindingDuration {
  /** To the end of the transaction; in autocommit, of the next statement. */
  TRANSACTION,
  /** Until it is changed, the request ends or the connection closes. */
  SESSION
}
