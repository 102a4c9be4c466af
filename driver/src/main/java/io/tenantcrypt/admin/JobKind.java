package io.tenantcrypt.admin;

import io.tenantcrypt.keys.JobRow;

/**
 * What a kind of job does. Its steps may be run again after a worker was killed in the midst of
 * one, or by two workers at once where one was only thought to be dead: whatever was done before
 * its progress was written. Safe for several threads.
 */
interface JobKind {

  /** The name that stands in the job table. */
  String name();

  /** The next step of the whole. */
  Step advance(JobRow job);

  /** The next step of a part, short against a lease. */
  Step work(JobRow part);

  /**
   * Lets a job be given up as it is; does so by default.
   *
   * @throws io.tenantcrypt.error.TenantCryptException if it cannot be any more
   */
  default void requireMayGiveUp(JobRow job) {}

  /** Puts right what a job that was given up has begun. */
  void giveUp(JobRow job);
}
