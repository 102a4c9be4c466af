package io.tenantcrypt.keys;

/** How a long operation stands. The names stand in the job table. */
public enum JobState {
  /** A worker may go on with it. */
  READY,
  /** Somebody wants it to wait. */
  PAUSED,
  /** All of it is done. */
  DONE,
  /** It cannot be ended as it is: its progress says what is in the way. Nothing was destroyed. */
  INCOMPLETE,
  /** Somebody gave it up. */
  CANCELLED;

  /** Whether no worker will go on with it, unless somebody says so. */
  public boolean isOver() {
    return this == DONE || this == INCOMPLETE || this == CANCELLED;
  }
}
